"""Timers on sub-tasks (domain.md 14). At most one runs for a user and a sub-task; none fires an event."""

from __future__ import annotations

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, NotFound
from boards.models import Subtask, SubtaskTimer, Task, User
from boards.services.integrity import conflicts, lock_project_of_subtask, lock_projects_of
from boards.transactions import atomic


def add_up_times(task_id: int) -> None:
    """The task's hours become the sums over its sub-tasks, nothing without any. 2 statements."""
    sums = Subtask.objects.filter(task_id=task_id).aggregate(spent=Sum("time_spent"), estimated=Sum("time_estimated"))
    Task.objects.filter(pk=task_id).update(time_spent=sums["spent"], time_estimated=sums["estimated"])


@atomic
def start_timer(*, actor: Actor, subtask_id: int | None, user_id: int | None) -> None:
    """Raises NotFound (sub-task, user), Conflict (it runs already)."""
    subtask_id = subtask_id or 0
    lock_project_of_subtask(subtask_id)
    if not user_id or not User.objects.filter(pk=user_id).exists():
        raise NotFound(f"user {user_id}")
    if SubtaskTimer.objects.filter(subtask_id=subtask_id, user_id=user_id, end=0).exists():
        raise Conflict(_("The timer runs already."))
    with conflicts():
        SubtaskTimer.objects.create(subtask_id=subtask_id, user_id=user_id, start=now())


@atomic
def stop_timer(*, actor: Actor, subtask_id: int | None, user_id: int | None) -> None:
    """Stop the user's timer, if it runs; its hours, two decimals, go to the sub-task and add up into the task."""
    subtask_id = subtask_id or 0
    try:
        lock_project_of_subtask(subtask_id)
    except NotFound:
        return
    running = SubtaskTimer.objects.filter(subtask_id=subtask_id, user_id=user_id or 0, end=0)
    timer = running.select_related("subtask").first()
    if timer is None:
        return
    timer.end = now()
    timer.time_spent = round(abs(timer.end - timer.start) / 3600, 2)
    timer.save(update_fields=["end", "time_spent"])
    if timer.time_spent > 0:
        Subtask.objects.filter(pk=subtask_id).update(time_spent=F("time_spent") + timer.time_spent)
        add_up_times(timer.subtask.task_id)


@atomic
def switch_timer(*, actor: Actor, subtask_id: int, user_id: int) -> None:
    """Stop all other timers of the user, and start this one. Raises NotFound, Conflict (it runs already)."""
    mine = Q(timers__user_id=user_id, timers__end=0)
    lock_projects_of(Subtask.objects.filter(Q(pk=subtask_id) | mine).order_by().values_list("task_id", flat=True))
    for other in list(Subtask.objects.filter(mine).exclude(pk=subtask_id).order_by("pk")):
        stop_timer(actor=actor, subtask_id=other.pk, user_id=user_id)
    start_timer(actor=actor, subtask_id=subtask_id, user_id=user_id)
