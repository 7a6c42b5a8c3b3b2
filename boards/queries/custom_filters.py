"""Reading the saved filters of a project (domain.md 19)."""

from __future__ import annotations

from django.db.models import Q

from boards.errors import NotFound
from boards.models import CustomFilter


def list_usable_filters(*, project_id: int, user_id: int) -> list[CustomFilter]:
    """One's own filters and the shared ones, with their owners, by name. 1 statement."""
    filters = CustomFilter.objects.filter(Q(user_id=user_id) | Q(is_shared=True), project_id=project_id)
    return sorted(filters.select_related("user"), key=lambda one: (one.name.casefold(), one.pk))


def list_all_filters(project_id: int) -> list[CustomFilter]:
    """Those of everybody, by name. 1 statement."""
    return sorted(CustomFilter.objects.filter(project_id=project_id), key=lambda one: (one.name.casefold(), one.pk))


def get_custom_filter(filter_id: int | None, *, project_id: int) -> CustomFilter:
    """A filter of this project. 1 statement. Raises NotFound."""
    found = CustomFilter.objects.filter(pk=filter_id or 0, project_id=project_id).first()
    if found is None:
        raise NotFound(f"filter {filter_id}")
    return found
