"""Links between tasks: always two rows, one in each direction (domain.md 16)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict, NotFound
from boards.events import TaskLinkRemoved, TaskLinkSaved
from boards.events.bus import emit
from boards.models import Link, TaskLink
from boards.queries.links import get_link, get_task_link, get_task_link_object
from boards.queries.ownership import find_project_of_task
from boards.services.integrity import conflicts, lock_projects_of
from boards.transactions import atomic


def _opposite_id(link: Link) -> int:
    return link.opposite_id or link.pk


def _lock_tasks(task_id: int | None, opposite_task_id: int | None, *more: int) -> tuple[int, int]:
    """Lock the projects of both tasks, and of ``more``. ≤ 4 statements and the locks. Raises NotFound."""
    lock_projects_of([task_id or 0, opposite_task_id or 0, *more])
    for one in (task_id, opposite_task_id):
        if one is None or find_project_of_task(one) is None:
            raise NotFound(f"task {one}")
    assert task_id is not None
    assert opposite_task_id is not None
    return task_id, opposite_task_id


def find_mirror(task_link: TaskLink) -> TaskLink | None:
    """The other direction of a link. ≤ 2 statements."""
    return TaskLink.objects.filter(
        task_id=task_link.opposite_task_id,
        opposite_task_id=task_link.task_id,
        link_id=_opposite_id(task_link.link),
    ).first()


def _announce(actor: Actor, *rows: TaskLink) -> None:
    for row in rows:
        project_id = find_project_of_task(row.task_id) or 0
        link = get_task_link_object(row.pk)
        emit(TaskLinkSaved(actor, project_id, row.task_id, task_link=link, link_id=row.link_id))


@atomic
def create_task_link(*, actor: Actor, task_id: int | None, opposite_task_id: int | None, link_id: int | None) -> int:
    """Link two tasks, also across projects; answers the id of the row that starts at ``task_id``.

    Emits TaskLinkSaved for the given task, then for the opposite one.
    Raises NotFound (task, kind), Conflict (linked so already, a task with itself).
    """
    source, target = _lock_tasks(task_id, opposite_task_id)
    link = get_link(link_id)
    if source == target and link.opposite_id is None:
        raise Conflict(_("A task has no such link with itself."))
    with conflicts():
        forward = TaskLink.objects.create(link=link, task_id=source, opposite_task_id=target)
        backward = TaskLink.objects.create(link_id=_opposite_id(link), task_id=target, opposite_task_id=source)
    _announce(actor, forward, backward)
    return forward.pk


@atomic
def update_task_link(
    *,
    actor: Actor,
    task_link_id: int | None,
    task_id: int | None,
    opposite_task_id: int | None,
    link_id: int | None,
) -> None:
    """Let a link that starts at ``task_id`` lead elsewhere, or be of another kind; its mirror follows.

    Emits TaskLinkSaved twice. Raises NotFound, Conflict (such a link exists).
    """
    # Where it has led until now is concerned, too.
    source, target = _lock_tasks(task_id, opposite_task_id, get_task_link(task_link_id).opposite_task_id)
    forward = get_task_link(task_link_id)
    if forward.task_id != task_id:
        raise NotFound(f"task link {task_link_id} of task {task_id}")
    link = get_link(link_id)
    backward = find_mirror(forward) or TaskLink()
    forward.link, forward.opposite_task_id = link, target
    backward.link_id, backward.task_id, backward.opposite_task_id = _opposite_id(link), target, source
    with conflicts():
        forward.save()
        backward.save()
    _announce(actor, forward, backward)


@atomic
def remove_task_link(*, actor: Actor, task_link_id: int | None) -> None:
    """Remove both directions. Emits TaskLinkRemoved for the given one. Raises NotFound."""
    seen = get_task_link(task_link_id)
    lock_projects_of([seen.task_id, seen.opposite_task_id])
    forward = get_task_link(task_link_id)
    backward = find_mirror(forward)
    link = get_task_link_object(forward.pk)
    project_id = find_project_of_task(forward.task_id) or 0
    emit(TaskLinkRemoved(actor, project_id, forward.task_id, task_link=link))
    TaskLink.objects.filter(pk__in=[row.pk for row in (forward, backward) if row]).delete()
