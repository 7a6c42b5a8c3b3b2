from __future__ import annotations

import logging
from typing import Any

from boards.automations.registry import AUTOMATIONS
from boards.dates import now
from boards.errors import DomainError, describe
from boards.events import DailyRound, Event, TaskEvent
from boards.events.tasks import read_details
from boards.models import Action
from boards.outages import is_given_up
from boards.prepared import Prepared, param
from boards.transactions import block

logger = logging.getLogger(__name__)

#: Actions that lead to actions: far beyond what anybody builds on purpose.
MAX_DEPTH = 20

_ACTIONS = Prepared(
    lambda: (
        Action.objects.filter(project_id=param("project_id"), event_name=param("event_name"), project__is_active=True)
        .order_by("pk")
        .values_list("id", "action_name", "params", "recent")
    )
)


def run_actions(event: Event) -> None:
    """Run the automatic actions of an open project that wait for this event, by id (automation.md 5 and 11).

    1 statement where there are none. Each runs in a savepoint, with the task as it is then, at most once for a task
    in a chain of consequences; one that fails is noted and breaks nothing.
    """
    if event.actor.turns_back:
        return
    if len(event.actor.chain) >= MAX_DEPTH:
        logger.warning("The automatic actions of project %s lead too far, stopped.", event.project_id)
        return
    for action_id, name, values, recent in _ACTIONS.rows(project_id=event.project_id, event_name=event.name):
        if name in AUTOMATIONS and (action_id, event.task_id) not in event.actor.chain:
            error = _run_one(event, action_id, name, values)
            if error is not None:
                runs = [[now(), event.task_id, error], *recent][: Action.MOST_RUNS]
                Action.objects.filter(pk=action_id).update(recent=runs)


def _run_one(event: Event, action_id: int, name: str, values: dict[str, Any]) -> str | None:
    """Why the action failed, empty when it ran well, None when it had nothing to do.

    A task that an action before this one has moved to another project, or removed, is none of its business.
    """
    automation = AUTOMATIONS[name](action_id=action_id, project_id=event.project_id, values=values)
    task = read_details(event.task_id) if isinstance(event, TaskEvent) else None
    if not isinstance(event, DailyRound) and (task is None or task.project_id != event.project_id):
        return None
    try:
        with block():
            if not automation.applies(event, task):
                return None
            automation.run(event.actor.after(action_id, event.task_id), event, task)
    except DomainError as error:
        logger.warning("Automatic action %s of project %s: %r", action_id, event.project_id, error)
        return describe(error)
    except Exception as error:
        if is_given_up(error):
            raise  # the whole change is run again
        logger.exception("Automatic action %s of project %s failed", action_id, event.project_id)
        return repr(error)
    return ""
