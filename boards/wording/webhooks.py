"""The events of webhooks in words (feeds.md 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise

#: Heading to event to when it happens, in the order in which people read them.
HEARD_EVENTS: tuple[tuple[Promise, dict[str, Promise]], ...] = (
    (
        _("Tasks"),
        {
            "task.create": _("A task is created"),
            "task.update": _("A task is changed"),
            "task.assignee_change": _("A task gets another assignee"),
            "task.close": _("A task is closed"),
            "task.open": _("A task is reopened"),
            "task.move.column": _("A task moves to another column"),
            "task.move.swimlane": _("A task moves to another swimlane"),
            "task.move.position": _("A task moves within its column"),
            "task.move.project": _("A task moves to another project"),
        },
    ),
    (
        _("Comments"),
        {
            "comment.create": _("A comment is written"),
            "comment.update": _("A comment is changed"),
            "comment.delete": _("A comment is removed"),
        },
    ),
    (
        _("Sub-tasks"),
        {
            "subtask.create": _("A sub-task is added"),
            "subtask.update": _("A sub-task is changed"),
            "subtask.delete": _("A sub-task is removed"),
        },
    ),
    (
        _("Files and links"),
        {
            "task.file.create": _("A file is attached"),
            "task.file.destroy": _("A file is removed"),
            "task_internal_link.create_update": _("A link between tasks is created or changed"),
            "task_internal_link.delete": _("A link between tasks is removed"),
        },
    ),
)
_LABELS: dict[str, Promise] = {
    "ping": _("A test"),
    **{name: label for _heading, events in HEARD_EVENTS for name, label in events.items()},
}
#: Why an attempt failed.
_FAILURES: dict[str, Promise] = {
    "private_address": _("The address leads into a private network, so nothing was sent"),
    "no_http": _("Something answered, but not in HTTP"),
    "timeout": _("No answer in time"),
    "redirect": _("A redirect, which is not followed"),
}


def name_failure(error: str | None) -> str:
    """Why an attempt failed; what the system has said is told as it is."""
    return str(_FAILURES.get(error or "", error or ""))


def name_event(name: str) -> str:
    """When an event happens; one of another version is told by its name."""
    return str(_LABELS.get(name, name))
