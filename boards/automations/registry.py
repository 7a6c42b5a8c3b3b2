"""All automatic actions by their name on the wire."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.automations import closing, fields, moves, people
from boards.automations.base import PREFIX, Automation

_MODULES = (fields, people, moves, closing)

AUTOMATIONS: dict[str, type[Automation[Any]]] = {
    cls.identifier(): cls
    for module in _MODULES
    for cls in vars(module).values()
    if isinstance(cls, type)
    and issubclass(cls, Automation)
    and cls.__module__ == module.__name__
    and "label" in vars(cls)
}

#: Names that Kanboard knows for its plugins: no event leads to them, so they are never offered (automation.md 6.5).
WITHOUT_EVENTS: frozenset[str] = frozenset(
    PREFIX + name
    for name in (
        "CommentCreation",
        "TaskAssignCategoryLabel",
        "TaskAssignUser",
        "TaskClose",
        "TaskCreation",
        "TaskOpen",
    )
)

#: The events that an action may be given, and what people read.
EVENT_LABELS: dict[str, Any] = {
    "task.create": _("A task is created"),
    "task.update": _("A task is changed"),
    "task.create_update": _("A task is created or changed"),
    "task.assignee_change": _("A task gets another assignee"),
    "task.move.column": _("A task moves to another column"),
    "task.move.swimlane": _("A task moves to another swimlane"),
    "task.close": _("A task is closed"),
    "task.open": _("A task is reopened"),
    "task.cronjob.daily": _("Every day"),
    "subtask.create_update": _("A sub-task is created or changed"),
    "task_internal_link.create_update": _("A link between tasks is created or changed"),
}


def event_names(automation: type[Automation[Any]]) -> list[str]:
    """The names of the events that an action can listen to, in its order."""
    return [event.name for event in automation.events]
