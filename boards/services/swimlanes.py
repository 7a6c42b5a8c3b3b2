"""Swimlanes of a project (domain.md 7). Active ones count 1..n, inactive ones stand at 0. No event is fired."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict, Invalid
from boards.limits import MOST_SWIMLANES, check_name, check_numbers, check_room, check_texts
from boards.models import Project, Swimlane, Task
from boards.services.integrity import conflicts, current
from boards.services.live import note_change
from boards.transactions import atomic, lock_project

NEEDS_NAME = _("A swimlane needs a name.")


def _check(name: str, description: str | None, task_limit: int | None) -> None:
    check_name("name", name, NEEDS_NAME)
    check_texts(description=description)
    check_numbers(task_limit=task_limit)


def _renumber(active: list[Swimlane]) -> None:
    for place, swimlane in enumerate(active, start=1):
        swimlane.position = place
    Swimlane.objects.bulk_update(active, ["position"])


def _active(project_id: int, *, without: int) -> list[Swimlane]:
    lanes = Swimlane.objects.filter(project_id=project_id, is_active=True).exclude(pk=without)
    return list(lanes.order_by("position", "pk"))


@atomic
def create_swimlane(
    *, actor: Actor, project: Project, name: str, description: str = "", task_limit: int = 0
) -> Swimlane:
    """A new active swimlane below the others. Raises Invalid, Conflict (name taken)."""
    _check(name, description, task_limit)
    lock_project(project.pk)
    count = Swimlane.objects.filter(project=project).count()
    check_room(
        count, MOST_SWIMLANES, "name", format_lazy(_("A project has at most {most} swimlanes."), most=MOST_SWIMLANES)
    )
    position = Swimlane.objects.filter(project=project, is_active=True).count() + 1
    with conflicts():
        swimlane = Swimlane.objects.create(
            project=project, name=name, description=description, position=position, task_limit=task_limit
        )
    note_change(actor=actor, project_id=project.pk)
    return swimlane


@atomic
def update_swimlane(
    *, actor: Actor, swimlane: Swimlane, name: str, description: str | None = None, task_limit: int | None = None
) -> None:
    """Rename; ``description`` and ``task_limit`` None leave them alone. Raises Invalid, Conflict (name taken)."""
    if not name:
        raise Invalid(name=NEEDS_NAME)
    _check(name, description, task_limit)
    lock_project(swimlane.project_id)
    swimlane = current(swimlane)
    swimlane.name = name
    if description is not None:
        swimlane.description = description
    if task_limit is not None:
        swimlane.task_limit = task_limit
    with conflicts():
        swimlane.save(update_fields=["name", "description", "task_limit"])
    note_change(actor=actor, project_id=swimlane.project_id)


@atomic
def remove_swimlane(*, actor: Actor, swimlane: Swimlane) -> None:
    """Remove an empty swimlane and close the gap. Raises Conflict (it holds tasks, open or closed)."""
    lock_project(swimlane.project_id)
    if Task.objects.filter(swimlane=swimlane).exists():
        raise Conflict(_("The swimlane holds tasks."))
    others = _active(swimlane.project_id, without=swimlane.pk)
    current(swimlane).delete()
    _renumber(others)
    note_change(actor=actor, project_id=swimlane.project_id)


@atomic
def disable_swimlane(*, actor: Actor, swimlane: Swimlane) -> None:
    """Take a swimlane, with its tasks, off the board."""
    lock_project(swimlane.project_id)
    swimlane = current(swimlane)
    swimlane.is_active = False
    swimlane.position = 0
    swimlane.save(update_fields=["is_active", "position"])
    _renumber(_active(swimlane.project_id, without=swimlane.pk))
    note_change(actor=actor, project_id=swimlane.project_id)


@atomic
def enable_swimlane(*, actor: Actor, swimlane: Swimlane) -> None:
    """Put a swimlane back on the board, below the others; an active one goes there too (domain.md 7)."""
    lock_project(swimlane.project_id)
    lanes = _active(swimlane.project_id, without=swimlane.pk)
    swimlane = current(swimlane)
    swimlane.is_active = True
    swimlane.save(update_fields=["is_active"])
    _renumber([*lanes, swimlane])
    note_change(actor=actor, project_id=swimlane.project_id)


@atomic
def move_swimlane(*, actor: Actor, swimlane: Swimlane, position: int) -> None:
    """Put a swimlane at a place, the active ones numbered around it. Raises Invalid (no such place).

    ``position`` may be as high as the number of all swimlanes, and an inactive one may be given a place too
    (domain.md 7): it is shown there among all swimlanes, and goes to the end when it is switched on.
    """
    lock_project(swimlane.project_id)
    if not 1 <= position <= Swimlane.objects.filter(project_id=swimlane.project_id).count():
        raise Invalid(position=_("There is no such place."))
    lanes = _active(swimlane.project_id, without=swimlane.pk)
    lanes.insert(position - 1, current(swimlane))
    _renumber(lanes)
    note_change(actor=actor, project_id=swimlane.project_id)
