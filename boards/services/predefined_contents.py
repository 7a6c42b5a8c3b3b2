"""Templates of task descriptions (domain.md 19)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Invalid
from boards.limits import TITLE, check_name, check_texts, is_blank
from boards.models import PredefinedDescription, Project
from boards.services.integrity import current
from boards.transactions import atomic, lock_project


def _check(title: str, description: str) -> None:
    if is_blank(title):
        raise Invalid(title=_("A template needs a title."))
    if is_blank(description):
        raise Invalid(description=_("A template needs some words."))
    check_name("title", title, _("A template needs a title."), most=TITLE)
    check_texts(description=description)


@atomic
def create_predefined_description(
    *, actor: Actor, project: Project, title: str, description: str
) -> PredefinedDescription:
    """Raises Invalid."""
    _check(title, description)
    lock_project(project.pk)
    return PredefinedDescription.objects.create(project=project, title=title, description=description)


@atomic
def update_predefined_description(
    *, actor: Actor, template: PredefinedDescription, title: str, description: str
) -> None:
    """Raises Invalid."""
    _check(title, description)
    lock_project(template.project_id)
    template = current(template)
    template.title, template.description = title, description
    template.save(update_fields=["title", "description"])


@atomic
def remove_predefined_description(*, actor: Actor, template: PredefinedDescription) -> None:
    lock_project(template.project_id)
    current(template).delete()
