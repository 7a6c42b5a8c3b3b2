"""Events in words: one table for all places that tell of them. It stands below every door, for mails and feeds, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What is said of one kind of event, place by place; "" where it is not told.

    ``wire``: to programs, with the {author}. ``activity``: on pages and open boards, behind the name of who did it.
    ``inbox``: to a person who watches. ``trigger``: when an automatic action that listens to it runs.
    """

    wire: StrOrPromise = ""
    activity: StrOrPromise = ""
    inbox: StrOrPromise = ""
    trigger: StrOrPromise = ""


#: Of an event that has no words of its own, one of another version.
UNKNOWN = Telling(
    wire="{author}", activity=gettext_lazy("changed task {task}"), inbox=gettext_lazy("Task {task} changed")
)

#: Kind of event to its words; ``_values`` says what is filled in.
TELLINGS: dict[str, Telling] = {
    "task.create": Telling(
        wire=gettext_lazy("{author} created the task {task}"),
        activity=gettext_lazy("created task {task}"),
        inbox=gettext_lazy("New task {task}"),
        trigger=gettext_lazy("A task is created"),
    ),
    "task.update": Telling(
        wire=gettext_lazy("{author} changed the task {task}"),
        activity=UNKNOWN.activity,
        inbox=UNKNOWN.inbox,
        trigger=gettext_lazy("A task is changed"),
    ),
    "task.create_update": Telling(
        activity=UNKNOWN.activity,
        trigger=gettext_lazy("A task is created or changed"),
    ),
    "task.assignee_change": Telling(
        wire=gettext_lazy("{author} gave the task {task} to {assignee}"),
        activity=gettext_lazy("gave task {task} to {assignee}"),
        inbox=gettext_lazy("Task {task} given to {assignee}"),
        trigger=gettext_lazy("A task gets another assignee"),
    ),
    "task.close": Telling(
        wire=gettext_lazy("{author} closed the task {task}"),
        activity=gettext_lazy("closed task {task}"),
        inbox=gettext_lazy("Task {task} closed"),
        trigger=gettext_lazy("A task is closed"),
    ),
    "task.open": Telling(
        wire=gettext_lazy("{author} reopened the task {task}"),
        activity=gettext_lazy("opened task {task} again"),
        inbox=gettext_lazy("Task {task} opened again"),
        trigger=gettext_lazy("A task is reopened"),
    ),
    "task.move.column": Telling(
        wire=gettext_lazy("{author} moved the task {task} to the column {column}"),
        activity=gettext_lazy("moved task {task} to “{column}”"),
        inbox=gettext_lazy("Task {task} moved to “{column}”"),
        trigger=gettext_lazy("A task moves to another column"),
    ),
    "task.move.swimlane": Telling(
        wire=gettext_lazy("{author} moved the task {task} to the swimlane {swimlane}"),
        activity=gettext_lazy("moved task {task} to swimlane “{swimlane}”"),
        inbox=gettext_lazy("Task {task} moved to swimlane “{swimlane}”"),
        trigger=gettext_lazy("A task moves to another swimlane"),
    ),
    "task.move.position": Telling(
        wire=gettext_lazy("{author} moved the task {task} to place {position}"),
        activity=gettext_lazy("moved task {task} to place {position} in “{column}”"),
        inbox=gettext_lazy("Task {task} has a new place in “{column}”"),
    ),
    "task.move.project": Telling(
        wire=gettext_lazy("{author} moved the task {task} to the project {project}"),
        activity=gettext_lazy("moved task {task} to project “{project}”"),
        inbox=gettext_lazy("Task {task} moved to project “{project}”"),
    ),
    "task.overdue": Telling(inbox=gettext_lazy("Overdue tasks: {n}")),
    "task.user.mention": Telling(inbox=gettext_lazy("You are mentioned in task {task}")),
    "task.cronjob.daily": Telling(trigger=gettext_lazy("Every day")),
    "comment.create": Telling(
        wire=gettext_lazy("{author} commented on the task {task}"),
        activity=gettext_lazy("commented on task {task}"),
        inbox=gettext_lazy("New comment on task {task}"),
    ),
    "comment.update": Telling(
        wire=gettext_lazy("{author} changed a comment on the task {task}"),
        activity=gettext_lazy("changed a comment on task {task}"),
        inbox=gettext_lazy("Comment on task {task} changed"),
    ),
    "comment.delete": Telling(
        wire=gettext_lazy("{author} removed a comment on the task {task}"),
        activity=gettext_lazy("removed a comment on task {task}"),
        inbox=gettext_lazy("Comment on task {task} removed"),
    ),
    "comment.user.mention": Telling(inbox=gettext_lazy("You are mentioned in a comment on task {task}")),
    "subtask.create": Telling(
        wire=gettext_lazy("{author} added a sub-task to the task {task}"),
        activity=gettext_lazy("added a sub-task to task {task}"),
        inbox=gettext_lazy("New sub-task of task {task}"),
    ),
    "subtask.update": Telling(
        wire=gettext_lazy("{author} changed a sub-task of the task {task}"),
        activity=gettext_lazy("changed a sub-task of task {task}"),
        inbox=gettext_lazy("Sub-task of task {task} changed"),
    ),
    "subtask.create_update": Telling(
        activity=UNKNOWN.activity,
        trigger=gettext_lazy("A sub-task is created or changed"),
    ),
    "subtask.delete": Telling(
        wire=gettext_lazy("{author} removed a sub-task of the task {task}"),
        activity=gettext_lazy("removed a sub-task of task {task}"),
        inbox=gettext_lazy("Sub-task of task {task} removed"),
    ),
    "task.file.create": Telling(
        wire=gettext_lazy("{author} attached a file to the task {task}"),
        activity=gettext_lazy("attached a file to task {task}"),
        inbox=gettext_lazy("New file on task {task}"),
    ),
    "task.file.destroy": Telling(
        wire=gettext_lazy("{author} removed a file from the task {task}"),
        activity=gettext_lazy("removed a file from task {task}"),
        inbox=gettext_lazy("File of task {task} removed"),
    ),
    "task_internal_link.create_update": Telling(
        wire=gettext_lazy("{author} linked the task {task}"),
        activity=gettext_lazy("linked task {task}"),
        inbox=gettext_lazy("Task {task} linked"),
        trigger=gettext_lazy("A link between tasks is created or changed"),
    ),
    "task_internal_link.delete": Telling(
        wire=gettext_lazy("{author} removed a link of the task {task}"),
        activity=gettext_lazy("removed a link of task {task}"),
        inbox=gettext_lazy("Link of task {task} removed"),
    ),
    "webhook.off": Telling(inbox=gettext_lazy("The webhook “{webhook}” was switched off, as its receiver fails")),
}

#: What an event may be about beside its task: the key of its payload, and that of the words in there.
SUBJECTS = {"comment": "comment", "subtask": "title", "file": "name", "task_link": "label"}
#: Fields of a change that say nothing to people.
SILENT = {"date_modification", "position", "src_column_id", "dst_column_id", "date_moved", "id"}


def _words(kind: str, place: Literal["wire", "activity", "inbox"]) -> str:
    return str(getattr(TELLINGS.get(kind), place, "") or getattr(UNKNOWN, place))


def tell_program(kind: str, author: str, data: Mapping[str, Any]) -> str:
    """An activity as programs read it, as plain text in the active language. ``data``: the payload of the event."""
    return _words(kind, "wire").format(author=author, **_values(data))


def tell_activity(kind: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """What is read before and after the number of the task, behind the name of who did it."""
    values = {**_values(data), "task": "\0"}
    before, _sign, after = _words(kind, "activity").format(**values).partition("\0")
    return before, after


def tell_inbox(kind: str, data: Mapping[str, Any]) -> str:
    """What the inbox of a person says."""
    return _words(kind, "inbox").format(**_values(data))


def tell_board(
    kind: str, *, task_id: int, column: str, swimlane: str, project: str, position: int, assignee: str
) -> str:
    """What an open board says behind the name of who did it; the place and the assignee as they are now."""
    return _words(kind, "activity").format(
        task=task_id,
        column=column,
        swimlane=swimlane,
        project=project,
        position=position,
        assignee=assignee or _("nobody"),
    )


def list_triggers() -> dict[str, str]:
    """The kinds that an automatic action may listen to, and what people read."""
    return {kind: str(telling.trigger) for kind, telling in TELLINGS.items() if telling.trigger}


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    """What sentences may name: the task and its place; ``n``: how many tasks it is about, where they are several."""
    task = data.get("task") or {}
    return {
        "task": f"#{task.get('id', '')}",
        "column": task.get("column_title") or "",
        "swimlane": task.get("swimlane_name") or "",
        "project": task.get("project_name") or "",
        "position": data.get("position", ""),
        "assignee": task.get("assignee_name") or task.get("assignee_username") or _("nobody"),
        "n": len(data.get("tasks") or []),
        "webhook": (data.get("webhook") or {}).get("name", ""),
    }


def detail_of(data: Mapping[str, Any]) -> str:
    """What was said, named, linked or changed, in one line; "" for what the sentence has told already."""
    for subject, words in SUBJECTS.items():
        if thing := data.get(subject):
            other = f" #{thing.get('opposite_task_id', '')}" if subject == "task_link" else ""
            return f"{thing.get(words) or ''}{other}"
    changes = data.get("changes")
    if isinstance(changes, dict):
        return ", ".join(sorted(name.removesuffix("_id") for name in changes if name not in SILENT)).replace("_", " ")
    return ""
