"""Saved filters of a project (domain.md 19, search.md 6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Denied, Invalid
from boards.limits import check_length, check_name, is_blank
from boards.models import CustomFilter, Project
from boards.services.integrity import current
from boards.transactions import atomic, lock_project

LENGTH = 65535


def _check(name: str, text: str) -> None:
    if is_blank(name):
        raise Invalid(name=_("A filter needs a name."))
    check_name("name", name, _("A filter needs a name."), most=LENGTH)
    if is_blank(text):
        raise Invalid(filter=_("A filter needs some words."))
    check_length("filter", text, LENGTH, _("A filter has at most {most} characters."))


@atomic
def create_custom_filter(
    *, actor: Actor, project: Project, name: str, text: str, is_shared: bool = False, append: bool = False
) -> CustomFilter:
    """Keep a search of a user under a name. Raises Invalid, Denied (a program)."""
    if not actor.is_user:
        raise Denied("A filter belongs to a user.")
    _check(name, text)
    lock_project(project.pk)
    return CustomFilter.objects.create(
        project=project, user_id=actor.user_id, name=name, filter=text, is_shared=is_shared, append=append
    )


@atomic
def update_custom_filter(
    *, actor: Actor, custom_filter: CustomFilter, name: str, text: str, is_shared: bool, append: bool
) -> None:
    """Overwrite a filter; its owner stays. Raises Invalid."""
    _check(name, text)
    lock_project(custom_filter.project_id)
    custom_filter = current(custom_filter)
    custom_filter.name, custom_filter.filter = name, text
    custom_filter.is_shared, custom_filter.append = is_shared, append
    custom_filter.save(update_fields=["name", "filter", "is_shared", "append"])


@atomic
def remove_custom_filter(*, actor: Actor, custom_filter: CustomFilter) -> None:
    lock_project(custom_filter.project_id)
    current(custom_filter).delete()
