"""Changing many tasks at once, without rights and record: what the deeds are made of (web.md 6.8, ux.md 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from boards.actors import Actor
from boards.errors import DomainError, describe
from boards.inputs import tidy_tag
from boards.models import TaskLink
from boards.operations.record import read_states
from boards.services.integrity import lock_projects_of
from boards.services.task_links import create_task_link, remove_task_link
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.update import update_task
from boards.transactions import atomic, block, lock_found


@dataclass
class BulkResult:
    """Ids of the tasks that changed, that were so already, and that the domain refused, with the first reason."""

    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    reason: str = ""


@dataclass(frozen=True)
class Wish:
    """What tasks shall have: ``fields`` by the names of ``update_task``; ``tags`` instead of all present ones.

    ``base``: values that the person has seen, of one task; what has another one by now is refused.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    tags: Sequence[str] | None = None
    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = ()
    base: Mapping[str, Any] | None = None

    def differing(self, state: Mapping[str, Any]) -> dict[str, Any]:
        """The wished values that a task does not have yet."""
        return {name: value for name, value in self.fields.items() if (state.get(name) or 0) != (value or 0)}

    def new_tags(self, present: Sequence[str]) -> list[str] | None:
        """All tags afterwards; None when they are so already."""
        gone = set(map(tidy_tag, self.remove_tags))
        base = self.tags if self.tags is not None else [name for name in present if tidy_tag(name) not in gone]
        there = set(map(tidy_tag, base))
        wanted = [*base, *(name for name in self.add_tags if tidy_tag(name) not in there)]
        return None if set(map(tidy_tag, wanted)) == set(map(tidy_tag, present)) else wanted


def preview_change(*, task_ids: Sequence[int], wish: Wish) -> BulkResult:
    """What ``change_tasks`` would do; the domain may still refuse some. 2 statements."""
    result = BulkResult()
    states = read_states(task_ids)
    for task_id in task_ids:
        state = states.get(task_id)
        if state is None:
            result.refused.append(task_id)
        elif wish.differing(state) or wish.new_tags(state["tags"]) is not None:
            result.changed.append(task_id)
        else:
            result.unchanged.append(task_id)
    return result


@atomic
def change_tasks(*, actor: Actor, task_ids: Sequence[int], wish: Wish) -> BulkResult:
    """Give tasks the same values. Each is changed or left as a whole.

    Emits what ``update_task`` emits; bounded statements a task.
    """
    lock_projects_of(task_ids)
    result = BulkResult()
    states = read_states(task_ids)
    for task_id in task_ids:
        state = states.get(task_id)
        if state is None:
            result.refused.append(task_id)
            continue
        differing, new_tags = wish.differing(state), wish.new_tags(state["tags"])
        if not differing and new_tags is None:
            result.unchanged.append(task_id)
            continue
        try:
            with block():
                update_task(actor=actor, task_id=task_id, fields=differing, tags=new_tags, base=wish.base)
            result.changed.append(task_id)
        except DomainError as error:
            result.refused.append(task_id)
            result.reason = result.reason or describe(error)
    return result


@atomic
def link_tasks(*, actor: Actor, task_ids: Sequence[int], opposite_task_id: int, link_id: int) -> BulkResult:
    """Link tasks with one other. Those that are linked so already stay. Raises NotFound. Bounded statements a task."""
    lock_projects_of([*task_ids, opposite_task_id])
    result = BulkResult()
    linked = TaskLink.objects.filter(task_id__in=task_ids, opposite_task_id=opposite_task_id, link_id=link_id)
    known = set(linked.values_list("task_id", flat=True))
    for task_id in task_ids:
        if task_id in known or task_id == opposite_task_id:
            result.unchanged.append(task_id)
            continue
        create_task_link(actor=actor, task_id=task_id, opposite_task_id=opposite_task_id, link_id=link_id)
        result.changed.append(task_id)
    return result


@atomic
def unlink_tasks(*, actor: Actor, task_ids: Sequence[int]) -> BulkResult:
    """Remove all internal links of tasks. Bounded statements a link."""
    lock_projects_of(task_ids)
    result = BulkResult()
    rows = TaskLink.objects.filter(task_id__in=task_ids)
    lock_found(lambda: rows.order_by().values_list("opposite_task__project_id", flat=True).distinct())
    links = list(rows.values_list("pk", "task_id"))
    with_links = {task_id for _link_id, task_id in links}
    for link_id, _task_id in links:
        # The mirror of one that is gone already goes with it.
        if TaskLink.objects.filter(pk=link_id).exists():
            remove_task_link(actor=actor, task_link_id=link_id)
    for task_id in task_ids:
        (result.changed if task_id in with_links else result.unchanged).append(task_id)
    return result


@atomic
def set_status(*, actor: Actor, task_ids: Sequence[int], is_active: bool) -> BulkResult:
    """Close tasks, or open them again. Emits what ``close_task`` and ``open_task`` emit."""
    lock_projects_of(task_ids)
    result = BulkResult()
    states = read_states(task_ids)
    for task_id in task_ids:
        state = states.get(task_id)
        if state is None:
            result.refused.append(task_id)
        elif state["is_active"] is is_active:
            result.unchanged.append(task_id)
        else:
            (open_task if is_active else close_task)(actor=actor, task_id=task_id)
            result.changed.append(task_id)
    return result
