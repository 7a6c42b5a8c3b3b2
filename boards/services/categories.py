"""Categories of a project (domain.md 8)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict, Invalid
from boards.limits import check_color, check_name, check_texts
from boards.models import Category, Project
from boards.queries.columns import nocase
from boards.services.integrity import conflicts, current
from boards.services.live import note_change
from boards.transactions import atomic, lock_project

NEEDS_NAME = _("A category needs a name.")


def _check_name(project_id: int, name: str | None, *, but: int | None = None) -> str:
    """The name, when it is usable: given, short enough, free in the project whatever the case of ASCII letters."""
    if not name:
        raise Invalid(name=NEEDS_NAME)
    check_name("name", name, NEEDS_NAME)
    taken = Category.objects.filter(project_id=project_id).exclude(pk=but or 0).values_list("name", flat=True)
    if nocase(name) in map(nocase, taken):
        raise Conflict(_("This name is taken."))
    return name


def _check_look(color_id: str | None, description: str | None) -> None:
    check_color(color_id)
    check_texts(description=description)


@atomic
def create_category(
    *, actor: Actor, project: Project, name: str | None, color_id: str | None = None, description: str | None = None
) -> Category:
    """Raises Invalid, Conflict (name taken)."""
    _check_look(color_id, description)
    lock_project(project.pk)
    with conflicts():
        category = Category.objects.create(
            project=project, name=_check_name(project.pk, name), color_id=color_id, description=description
        )
    note_change(actor=actor, project_id=project.pk)
    return category


@atomic
def update_category(
    *, actor: Actor, category: Category, name: str | None, color_id: str | None, description: str | None = None
) -> None:
    """Overwrite name and colour; ``description`` None leaves it alone. Raises Invalid, Conflict (name taken)."""
    _check_look(color_id, description)
    lock_project(category.project_id)
    category = current(category)
    category.name = _check_name(category.project_id, name, but=category.pk)
    category.color_id = color_id
    if description is not None:
        category.description = description
    with conflicts():
        category.save(update_fields=["name", "color_id", "description"])
    note_change(actor=actor, project_id=category.project_id)


@atomic
def remove_category(*, actor: Actor, category: Category) -> None:
    """Its tasks lose their category; no event, no timestamp. Raises NotFound (gone meanwhile)."""
    lock_project(category.project_id)
    current(category).delete()
    note_change(actor=actor, project_id=category.project_id)
