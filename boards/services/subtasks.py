"""Sub-tasks; their times add up into the task (domain.md 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from boards import options
from boards.actors import Actor
from boards.errors import Conflict, Invalid
from boards.events import SubtaskCreated, SubtaskRemoved, SubtaskSaved, SubtaskUpdated
from boards.events.bus import emit
from boards.limits import TITLE, check_hours, check_name, is_blank
from boards.models import Link, Subtask, TaskTag
from boards.queries.memberships import is_assignable
from boards.queries.settings import get_setting
from boards.queries.subtasks import get_subtask_details
from boards.services.integrity import current, lock_project_of, lock_projects_of
from boards.services.places import put_at
from boards.services.task_links import create_task_link
from boards.services.tasks.checks import check_person
from boards.services.tasks.create import NewTask, create_task
from boards.services.timers import add_up_times, start_timer, stop_timer
from boards.transactions import atomic

NEEDS_TITLE = _("A sub-task needs a title.")
CHILD = "is a child of"
HOURS = ("time_estimated", "time_spent")


def _check(fields: Mapping[str, Any], *, project_id: int) -> None:
    check_name("title", fields.get("title") or "", NEEDS_TITLE, most=TITLE)
    if "status" in fields and fields["status"] not in Subtask.Status.values:
        raise Invalid(status=_("There is no such status."))
    check_hours(**{name: fields.get(name) for name in HOURS})
    if fields.get("user_id"):
        check_person(project_id, fields["user_id"], "user_id")


@atomic
def create_subtask(
    *,
    actor: Actor,
    task_id: int | None,
    title: str | None,
    user_id: int | None = None,
    time_estimated: float = 0,
    time_spent: float = 0,
    status: int = Subtask.Status.TODO,
) -> int:
    """A sub-task behind the last one; answers its id. Emits SubtaskSaved, SubtaskCreated. Raises Invalid, NotFound."""
    (created,) = create_subtasks(
        actor=actor,
        task_id=task_id,
        titles=[title or ""],
        user_id=user_id,
        time_estimated=time_estimated,
        time_spent=time_spent,
        status=status,
    )
    return created


@atomic
def create_subtasks(
    *,
    actor: Actor,
    task_id: int | None,
    titles: Sequence[str],
    user_id: int | None = None,
    time_estimated: float = 0,
    time_spent: float = 0,
    status: int = Subtask.Status.TODO,
) -> list[int]:
    """Sub-tasks behind the last one, all or none, with the same values; answers their ids. The task's hours are added
    up once, for all.

    Emits SubtaskSaved and SubtaskCreated for each. Raises Invalid, NotFound.
    """
    project_id = lock_project_of(task_id)
    assert task_id is not None
    for title in titles:
        if is_blank(title):
            raise Invalid(title=NEEDS_TITLE)
        check_name("title", title, NEEDS_TITLE, most=TITLE)
    hours = {"time_estimated": time_estimated, "time_spent": time_spent}
    _check({"status": status, "user_id": user_id, **hours}, project_id=project_id)
    last = Subtask.objects.filter(task_id=task_id).aggregate(last=Max("position"))["last"] or 0
    created = [
        Subtask.objects.create(
            task_id=task_id,
            title=title,
            user_id=user_id or None,
            **hours,
            status=status,
            position=position,
        ).pk
        for position, title in enumerate(titles, start=last + 1)
    ]
    add_up_times(task_id)
    for subtask_id in created:
        details = get_subtask_details(subtask_id)
        emit(SubtaskSaved(actor, project_id, task_id, subtask=details))
        emit(SubtaskCreated(actor, project_id, task_id, subtask=details))
    return created


@atomic
def update_subtask(*, actor: Actor, subtask: Subtask, fields: Mapping[str, Any]) -> None:
    """Change ``title``, ``user_id`` (0 nobody), ``time_estimated``, ``time_spent``, ``status`` or ``position``.

    No timer starts or stops; ``position`` is stored as given, as programs number sub-tasks themselves.
    Emits SubtaskSaved, SubtaskUpdated. Raises Invalid.
    """
    project_id = lock_project_of(subtask.task_id)
    subtask = current(subtask)
    changes = {name: value for name, value in fields.items() if (getattr(subtask, name) or 0) != (value or 0)}
    changed = {name: changes.get(name) for name in ("user_id", *HOURS)}
    _check({**fields, **changed}, project_id=project_id)
    for name, value in fields.items():
        setattr(subtask, name, (value or None) if name == "user_id" else value)
    subtask.save(update_fields=[name.removesuffix("_id") for name in fields])
    add_up_times(subtask.task_id)
    details = get_subtask_details(subtask.pk)
    emit(SubtaskSaved(actor, project_id, subtask.task_id, subtask=details))
    emit(SubtaskUpdated(actor, project_id, subtask.task_id, subtask=details, changes=changes))


@atomic
def remove_subtask(*, actor: Actor, subtask: Subtask) -> None:
    """The others keep their positions. Emits SubtaskRemoved, before it is gone."""
    task_id = subtask.task_id
    project_id = lock_project_of(task_id)
    subtask = current(subtask)
    emit(SubtaskRemoved(actor, project_id, task_id, subtask=get_subtask_details(subtask.pk)))
    subtask.delete()
    add_up_times(task_id)


@atomic
def move_subtask(*, actor: Actor, subtask: Subtask, position: int) -> None:
    """Put a sub-task at a place, all of the task numbered 1..n again. Raises Invalid (no such place)."""
    lock_project_of(subtask.task_id)
    subtask = current(subtask)
    put_at(subtask, Subtask.objects.filter(task_id=subtask.task_id), position)


@atomic
def toggle_subtask(*, actor: Actor, subtask: Subtask, status: int | None = None) -> int:
    """From todo to in progress to done and round again; answers the new status. Nobody's becomes the actor's, where the
    actor may have one.

    With the option subtask_time_tracking the assignee's timer starts and stops with it. ``status``: the one that it
    gets instead of the next; then only the actor's own timer starts, as nobody else has begun to work.
    Emits SubtaskSaved, SubtaskUpdated. Raises Invalid (status).
    """
    lock_project_of(subtask.task_id)
    subtask = current(subtask)
    wanted = (subtask.status + 1) % 3 if status is None else status
    fields: dict[str, Any] = {"status": wanted}
    if subtask.user_id is None and is_assignable(project_id=subtask.task.project_id, user_id=actor.user_id):
        fields["user_id"] = actor.user_id
    update_subtask(actor=actor, subtask=subtask, fields=fields)
    user_id = subtask.user_id or fields.get("user_id")
    if get_setting(options.TIMES_SUBTASKS) and user_id:
        if wanted == Subtask.Status.IN_PROGRESS and (status is None or user_id == actor.user_id):
            with suppress(Conflict):  # it runs already
                start_timer(actor=actor, subtask_id=subtask.pk, user_id=user_id)
        elif wanted == Subtask.Status.DONE:
            stop_timer(actor=actor, subtask_id=subtask.pk, user_id=user_id)
    return wanted


@atomic
def switch_subtask(*, actor: Actor, subtask: Subtask, running: Subtask, status: int) -> None:
    """Stop work on the ``running`` sub-task of the actor, todo or done from now on, and begin with the other one.

    Emits what ``update_subtask`` emits, for both. Raises Invalid (status), Conflict (not the actor's, not running).
    """
    if status not in (Subtask.Status.TODO, Subtask.Status.DONE):
        raise Invalid(status=_("There is no such status."))
    lock_projects_of([subtask.task_id, running.task_id])
    subtask, running = current(subtask), current(running)
    if running.user_id != actor.user_id or running.status != Subtask.Status.IN_PROGRESS:
        raise Conflict(_("Nobody works on this sub-task any more."))
    update_subtask(actor=actor, subtask=running, fields={"status": status})
    stop_timer(actor=actor, subtask_id=running.pk, user_id=actor.user_id)
    if subtask.status == Subtask.Status.TODO:
        toggle_subtask(actor=actor, subtask=subtask)


@atomic
def convert_subtask(*, actor: Actor, subtask: Subtask) -> int:
    """Make a task of a sub-task, in the same cell, with its person and hours; answers its id. The sub-task goes.

    Colour, category, priority and tags are the task's; the new one "is a child of" it (the matrix of domain.md 12).
    Emits what ``create_task``, ``create_task_link`` and ``remove_subtask`` emit.
    """
    lock_project_of(subtask.task_id)
    subtask = current(subtask)
    task = subtask.task
    person = subtask.user_id if is_assignable(project_id=task.project_id, user_id=subtask.user_id or 0) else None
    new = NewTask(
        title=subtask.title,
        project_id=task.project_id,
        column_id=task.column_id,
        swimlane_id=task.swimlane_id,
        color_id=task.color_id,
        category_id=task.category_id,
        owner_id=person,
        time_estimated=subtask.time_estimated,
        time_spent=subtask.time_spent,
        priority=task.priority,
        tags=list(TaskTag.objects.filter(task_id=task.pk).order_by("pk").values_list("tag__name", flat=True)),
    )
    task_id = create_task(actor=actor, task=new)
    link_id = Link.objects.filter(label=CHILD).values_list("pk", flat=True).first()
    if link_id is not None:
        create_task_link(actor=actor, task_id=task_id, opposite_task_id=task.pk, link_id=link_id)
    remove_subtask(actor=actor, subtask=subtask)
    return task_id
