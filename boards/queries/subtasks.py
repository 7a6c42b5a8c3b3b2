"""Reading sub-tasks and their timers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from boards.dates import now
from boards.errors import NotFound
from boards.models import Subtask, SubtaskTimer, Task
from boards.prepared import Prepared, param
from boards.queries.memberships import joined_projects
from boards.shapes.subtasks import SUBTASK, SUBTASK_IN_LIST, SubtaskInListObject, SubtaskObject, subtask_object

_BY_ID = Prepared(lambda: Subtask.objects.filter(pk=param("subtask_id")).order_by().values_list(*SUBTASK.columns))
_DETAILS = Prepared(
    lambda: Subtask.objects.filter(pk=param("subtask_id")).order_by().values_list(*SUBTASK_IN_LIST.columns)
)
_OF_TASK = Prepared(
    lambda: (
        Subtask.objects.filter(task_id=param("task_id"))
        .order_by("position", "pk")
        .values_list(*SUBTASK_IN_LIST.columns)
    )
)
_TIMERS_OF_TASK = Prepared(
    lambda: (
        SubtaskTimer.objects.filter(subtask__task_id=param("task_id"), user_id=param("user_id"), end=0)
        .order_by()
        .values_list("subtask_id", "start")
    )
)
_RUNNING = Prepared(
    lambda: (
        SubtaskTimer.objects.filter(subtask_id=param("subtask_id"), user_id=param("user_id"), end=0)
        .order_by()
        .values_list("start")
    )
)


def get_subtask_object(subtask_id: int | None) -> SubtaskObject:
    """1 statement. Raises NotFound."""
    row = None if subtask_id is None else _BY_ID.row(subtask_id=subtask_id)
    if row is None:
        raise NotFound(f"sub-task {subtask_id}")
    return SUBTASK.of(row)


def get_subtask_details(subtask_id: int) -> SubtaskInListObject:
    """The sub-task as events carry it, without a timer. 1 statement. Raises NotFound."""
    row = _DETAILS.row(subtask_id=subtask_id)
    if row is None:
        raise NotFound(f"sub-task {subtask_id}")
    return subtask_object(row, {})


def list_subtask_objects(task_id: int | None, *, user_id: int) -> list[SubtaskInListObject]:
    """By position, with the running timers of ``user_id`` (0: nobody's). ≤ 2 statements."""
    timers: dict[int, int] = dict(_TIMERS_OF_TASK.rows(task_id=task_id, user_id=user_id)) if user_id else {}
    return [subtask_object(row, timers) for row in _OF_TASK.rows(task_id=task_id)]


def list_own_subtasks_by_task(tasks: QuerySet[Task], *, user_id: int) -> dict[int, list[SubtaskInListObject]]:
    """Task id to the user's sub-tasks in it, by position, with the running timers. 2 statements."""
    running = SubtaskTimer.objects.filter(user_id=user_id, end=0).order_by().values_list("subtask_id", "start")
    timers = dict(running)
    own = Subtask.objects.filter(user_id=user_id, task__in=tasks.order_by().values("pk"))
    found: dict[int, list[SubtaskInListObject]] = {}
    for row in own.order_by("position", "pk").values_list(*SUBTASK_IN_LIST.columns):
        subtask = subtask_object(row, timers)
        found.setdefault(subtask.task_id, []).append(subtask)
    return found


def get_subtask(subtask_id: int | None) -> Subtask:
    """The sub-task with its task, as models. 1 statement. Raises NotFound."""
    subtask = Subtask.objects.select_related("task").filter(pk=subtask_id).first() if subtask_id else None
    if subtask is None:
        raise NotFound(f"sub-task {subtask_id}")
    return subtask


def list_subtasks(task_id: int) -> list[Subtask]:
    """The sub-tasks of a task with it, by position, as models. 1 statement."""
    return list(Subtask.objects.select_related("task").filter(task_id=task_id).order_by("position", "pk"))


def find_running_timer(*, subtask_id: int | None, user_id: int | None) -> int | None:
    """When the user's running timer on the sub-task began, in UTC seconds; None without one. 1 statement."""
    start = _RUNNING.value(subtask_id=subtask_id, user_id=user_id)
    return None if start is None else int(start)


def get_running_hours(*, subtask_id: int | None, user_id: int | None) -> float:
    """Hours of the running timer so far, two decimals; 0 without one. 1 statement."""
    start = find_running_timer(subtask_id=subtask_id, user_id=user_id)
    return 0 if start is None else round((now() - start) / 3600, 2)


def find_subtask_in_progress(*, user_id: int, without: int) -> Subtask | None:
    """The sub-task that a user works on, other than the given one; the oldest of several. 1 statement.

    In any task of the projects in which the user has a role now.
    """
    working = Subtask.objects.filter(
        user_id=user_id,
        status=Subtask.Status.IN_PROGRESS,
        task__is_active=True,
        task__project__in=joined_projects(user_id).values("pk"),
    )
    return working.exclude(pk=without).select_related("task").order_by("pk").first()


def list_subtasks_of(task_ids: Collection[int], *, user_id: int | None = None) -> dict[int, list[Subtask]]:
    """Task id to its sub-tasks by position, with their people; those of one user only, when asked for. 1 statement."""
    found: dict[int, list[Subtask]] = defaultdict(list)
    subtasks = Subtask.objects.filter(task_id__in=task_ids).select_related("user").order_by("position", "pk")
    for subtask in subtasks if user_id is None else subtasks.filter(user_id=user_id):
        found[subtask.task_id].append(subtask)
    return dict(found)


def find_other_timer(*, user_id: int, without: int) -> SubtaskTimer | None:
    """The user's timer that runs on another sub-task than this one, the last one started. 1 statement."""
    running = SubtaskTimer.objects.filter(user_id=user_id, end=0).exclude(subtask_id=without)
    return running.select_related("subtask").order_by("-start", "-pk").first()
