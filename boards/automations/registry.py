"""All automatic actions by their name on the wire."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.action_params import PREFIX
from boards.automations import closing, comments, fields, mail, moves, people, subtasks
from boards.automations.base import Automation


def _read_family(*modules: ModuleType) -> dict[str, type[Automation[Any]]]:
    """The automatic actions that modules declare, by their name on the wire."""
    names = {module.__name__ for module in modules}
    return {cls.identifier(): cls for cls in Automation.declared if cls.__module__ in names}


#: What people read above the actions of some modules, and these. The wire knows no families.
FAMILIES: tuple[tuple[Any, dict[str, type[Automation[Any]]]], ...] = (
    (_("Colour, category and priority"), _read_family(fields)),
    (_("Assignee and dates"), _read_family(people)),
    (_("Column, swimlane and project"), _read_family(moves)),
    (_("Closing, sub-tasks, comments and email"), _read_family(closing, comments, subtasks, mail)),
)

AUTOMATIONS: dict[str, type[Automation[Any]]] = {
    name: automation for _family, members in FAMILIES for name, automation in members.items()
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


def event_names(automation: type[Automation[Any]]) -> list[str]:
    """The names of the events that an action can listen to, in its order."""
    return [event.name for event in automation.events]
