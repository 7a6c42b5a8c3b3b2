"""The daily round: once a day, each part by itself (automation.md 7, operations.md 2)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import date

from boards import options
from boards.actors import CRON
from boards.authentication.cleaning import forget_stale_sign_ins
from boards.dates import local_time, now
from boards.events import DailyRound
from boards.events.bus import emit
from boards.models import Action, DailyRun, Project, Task
from boards.operations.record import forget_old_operations
from boards.queries.settings import get_setting, home_day
from boards.services.audit import forget_old_entries
from boards.services.live import forget_changes
from boards.services.notifications import forget_read
from boards.services.statistics import record_day
from boards.services.webhook_deliveries import forget_old_deliveries
from boards.transactions import atomic, block, lock_project

logger = logging.getLogger(__name__)

#: The hour, in the application's zone, from which the worker starts the round by itself.
HOUR = 3


class RoundFailed(Exception):
    """Some projects could not be done; the others were."""


def _do_each(project_ids: Iterable[int], work: Callable[[int], None]) -> None:
    """Do the work project by project; one that fails keeps no other from it. Raises RoundFailed, which names them."""
    failures = []
    for project_id in project_ids:
        try:
            work(project_id)
        except Exception as error:
            logger.exception("The daily round failed in project %s", project_id)
            failures.append(f"project {project_id}: {error!r}")
    if failures:
        raise RoundFailed("; ".join(failures))


def record_statistics(day: date) -> None:
    """The day's rows of every open project."""
    project_ids = list(Project.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    _do_each(project_ids, lambda project_id: record_day(project_id=project_id, day=day.isoformat()))


def run_daily_actions(day: date) -> None:
    """Tell open projects with a daily action, in the order of their first one, of their open tasks."""
    waiting = Action.objects.filter(event_name=DailyRound.name, project__is_active=True).order_by("pk")
    _do_each(dict.fromkeys(waiting.values_list("project_id", flat=True)), _run_daily_actions_of)


@atomic
def _run_daily_actions_of(project_id: int) -> None:
    lock_project(project_id)
    tasks = Task.objects.filter(project_id=project_id, is_active=True).order_by("pk")
    task_ids = tuple(tasks.values_list("pk", flat=True))
    if task_ids:
        emit(DailyRound(CRON, project_id, 0, task_ids=task_ids))


def clean_sign_ins(day: date) -> None:
    forget_stale_sign_ins()


def clean_changes(day: date) -> None:
    forget_changes()
    forget_old_operations()


def clean_inboxes(day: date) -> None:
    forget_read()


def clean_audit(day: date) -> None:
    forget_old_entries()


def clean_webhooks(day: date) -> None:
    forget_old_deliveries()


#: Name of a part to what it does, in this order.
PARTS: dict[str, Callable[[date], None]] = {
    "statistics": record_statistics,
    "actions": run_daily_actions,
    "sign-ins": clean_sign_ins,
    "changes": clean_changes,
    "inboxes": clean_inboxes,
    "audit": clean_audit,
    "webhooks": clean_webhooks,
}


def _claim(part: str, day: date, *, force: bool) -> bool:
    """True for exactly one of several rounds on a day."""
    with block():
        DailyRun.objects.get_or_create(part=part, defaults={"day": date.min})
        waiting = DailyRun.objects.filter(part=part)
        if not force:
            waiting = waiting.exclude(day=day, error="")
        return waiting.update(day=day, finished=0, error="") == 1


def run_daily_round(*, force: bool = False, parts: Collection[str] = PARTS) -> dict[str, str]:
    """Do the ``parts`` (all) that were not done today; answers part to failure for those that failed.

    ``force`` does them again. A part that failed is tried again by the next round of the day.
    """
    day = home_day()
    failures = {}
    for part, work in PARTS.items():
        if part not in parts or not _claim(part, day, force=force):
            continue
        error = ""
        try:
            work(day)
        except Exception as failure:
            logger.exception("The part %s of the daily round failed", part)
            error = failures[part] = repr(failure)
        with block():
            DailyRun.objects.filter(part=part).update(finished=now(), error=error)
    return failures


def is_round_done() -> bool:
    """Whether no part of today's round is left to do. 1 statement."""
    return DailyRun.objects.filter(part__in=PARTS, day=home_day(), error="").count() == len(PARTS)


def is_round_due() -> bool:
    """Whether the worker should start the round now. 1 statement."""
    if local_time(now(), get_setting(options.TIMEZONE)).hour < HOUR:
        return False
    return DailyRun.objects.filter(part__in=PARTS, day=home_day()).count() < len(PARTS)
