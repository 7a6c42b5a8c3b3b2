"""Reading the templates of descriptions of a project (domain.md 19)."""

from __future__ import annotations

from boards.errors import NotFound
from boards.models import PredefinedDescription


def list_predefined_descriptions(project_id: int) -> list[PredefinedDescription]:
    """By title. 1 statement."""
    rows = PredefinedDescription.objects.filter(project_id=project_id)
    return sorted(rows, key=lambda one: (one.title.casefold(), one.pk))


def get_predefined_description(description_id: int, *, project_id: int) -> PredefinedDescription:
    """A template of this project. 1 statement. Raises NotFound."""
    found = PredefinedDescription.objects.filter(pk=description_id, project_id=project_id).first()
    if found is None:
        raise NotFound(f"description {description_id}")
    return found
