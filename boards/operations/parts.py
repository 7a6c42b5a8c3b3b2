"""What hangs on tasks, on a project or on a person, as operations remember it and turn it back (docs/undo.md).

Of a part that was removed, or made, an operation keeps the whole state, of one that was changed the values that differ.
It is turned back where the part still is as the operation left it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from boards.access import Facts, Rights, may_link, require
from boards.actors import Actor
from boards.errors import Denied
from boards.models import Comment, ExternalLink, ProjectFile, Subtask, TaskFile, TaskLink
from boards.queries.comments import get_comment
from boards.queries.notifications import list_unread_ids
from boards.queries.subtasks import get_subtask
from boards.services.comments import HIGHEST, remove_comment, update_comment
from boards.services.external_links import remove_external_link
from boards.services.files import remove_project_files, remove_task_files
from boards.services.notifications import mark_unread
from boards.services.parts import (
    State,
    bring_comment_back,
    bring_external_link_back,
    bring_project_file_back,
    bring_subtask_back,
    bring_task_file_back,
    bring_task_link_back,
    put_timers,
    read_part,
    read_task_hours,
)
from boards.services.subtasks import remove_subtask, update_subtask
from boards.services.task_links import remove_task_link
from boards.services.tasks.update import update_task

#: The kind of a part, and its id.
Part = tuple[str, int]
Item = dict[str, Any]
#: What neighbours and the clock change in a part that is the same still. New entries may have come to an inbox.
INCIDENTAL = {"position", "date_modification", "hours"}
HOURS = ("time_spent", "time_estimated")


@dataclass(frozen=True, slots=True)
class PartKind:
    """``right``: in THE table, "" for what is one's own; ``news``: the kinds of changes of the board that tell of it.

    ``read``: id to state; ``remove``: a state; ``change``: an id and values.
    """

    right: str
    read: Callable[[int], State | None]
    bring_back: Callable[..., None] | None = None
    remove: Callable[[Actor, State], None] | None = None
    change: Callable[[Actor, int, Mapping[str, Any]], None] | None = None
    news: tuple[str, ...] = ()


def _change_subtask(actor: Actor, pk: int, values: Mapping[str, Any]) -> None:
    fields = {name: value for name, value in values.items() if name != "timers"}
    if fields:
        update_subtask(actor=actor, subtask=get_subtask(pk), fields=fields)
    if "timers" in values:
        put_timers(pk, values["timers"])


def _change_comment(actor: Actor, pk: int, values: Mapping[str, Any]) -> None:
    update_comment(actor=actor, comment=get_comment(pk, rank=HIGHEST), content=values["comment"])


def _drop_comment(actor: Actor, state: State) -> None:
    remove_comment(actor=actor, comment=get_comment(state["id"], rank=HIGHEST))


#: Kinds of rows are called as their models are.
KINDS: Mapping[str, PartKind] = {
    "subtask": PartKind(
        right="subtask.edit",
        read=partial(read_part, Subtask),
        bring_back=bring_subtask_back,
        remove=lambda actor, state: remove_subtask(actor=actor, subtask=get_subtask(state["id"])),
        change=_change_subtask,
        news=("subtask.create_update", "subtask.delete"),
    ),
    "comment": PartKind(
        right="comment.edit",
        read=partial(read_part, Comment),
        bring_back=bring_comment_back,
        remove=_drop_comment,
        change=_change_comment,
        news=("comment.create", "comment.update", "comment.delete"),
    ),
    "tasklink": PartKind(
        right="task_link.edit",
        read=partial(read_part, TaskLink),
        bring_back=bring_task_link_back,
        remove=lambda actor, state: remove_task_link(actor=actor, task_link_id=state["id"]),
        news=("task_internal_link.create_update", "task_internal_link.delete"),
    ),
    "externallink": PartKind(
        right="external_link.edit",
        read=partial(read_part, ExternalLink),
        bring_back=bring_external_link_back,
        remove=lambda actor, state: remove_external_link(actor=actor, link=ExternalLink.objects.get(pk=state["id"])),
        news=("external_link",),
    ),
    "taskfile": PartKind(
        right="file.edit",
        read=partial(read_part, TaskFile),
        bring_back=bring_task_file_back,
        remove=lambda actor, state: remove_task_files(actor=actor, files=TaskFile.objects.filter(pk=state["id"])),
        news=("task.file.create", "task.file.destroy"),
    ),
    "projectfile": PartKind(
        right="file.edit",
        read=partial(read_part, ProjectFile),
        bring_back=bring_project_file_back,
        remove=lambda actor, state: remove_project_files(actor=actor, files=ProjectFile.objects.filter(pk=state["id"])),
    ),
    # The entries of a person that are not read; its id is the person's.
    "inbox": PartKind(
        right="",
        read=lambda user_id: {"unread": list_unread_ids(user_id)},
        change=lambda actor, user_id, values: mark_unread(actor=actor, user_id=user_id, ids=values["unread"]),
    ),
}


def read_parts(parts: Collection[Part]) -> dict[Part, State | None]:
    """≤ 3 statements each. The hours of its task come along with a sub-task."""
    found = {(kind, pk): KINDS[kind].read(pk) for kind, pk in parts}
    for (kind, _pk), state in found.items():
        if kind == "subtask" and state is not None:
            state["hours"] = read_task_hours(state["task_id"])
    return found


def compare_parts(before: Mapping[Part, State | None], after: Mapping[Part, State | None]) -> list[Item]:
    """What an operation keeps of the parts that it has changed. ≤ 1 statement each."""
    items = []
    for (kind, pk), old in before.items():
        new = after[kind, pk]
        sides: tuple[State | None, State | None] = old, new
        if old is not None and new is not None:
            names = [name for name in old if old[name] != new[name] and name not in INCIDENTAL]
            sides = {name: old[name] for name in names}, {name: new[name] for name in names}
        if not sides[0] and not sides[1]:
            continue
        whole = old or new or {}
        item = {"kind": kind, "id": pk, "task_id": whole.get("task_id", 0), "before": sides[0], "after": sides[1]}
        if "hours" in whole:
            item["hours"] = {"before": whole["hours"], "after": read_task_hours(whole["task_id"])}
        items.append(item)
    return items


def list_files(items: Iterable[Item], *, is_undone: bool) -> list[tuple[str, State]]:
    """The files of an operation that are gone, each with its kind."""
    there, gone = ("after", "before") if is_undone else ("before", "after")
    files = [item for item in items if item["kind"].endswith("file")]
    return [(item["kind"], item[there]) for item in files if item[gone] is None]


def check_part(actor: Actor, item: Item, side: str, rights: Rights | None, facts: Facts) -> None:
    """May the actor turn a part back, on such a task of the project? ≤ 2 statements. Raises Denied.

    ``rights``: in the project, None where it is in none.
    """
    right = KINDS[item["kind"]].right
    if rights is None or not right:
        if item["id"] != actor.user_id and not actor.is_administrator:
            raise Denied("somebody else's")
        return
    require(rights, right, facts)
    opposite_id = (item[side] or {}).get("opposite_task_id")
    if opposite_id and not may_link(actor, opposite_task_id=opposite_id):
        raise Denied("the other task is in a project of others")


def is_as_left(item: Item, held: str) -> bool:
    """Whether a part is as the operation knows it on that side. ≤ 2 statements."""
    state, known = KINDS[item["kind"]].read(item["id"]), item[held]
    if state is None or known is None:
        return state is known
    return all(state[name] == value for name, value in known.items() if name not in INCIDENTAL | {"unread"})


def turn_part(actor: Actor, item: Item, side: str) -> None:
    """Write the values of one side; the part goes, or comes back, where that is what they say.

    The hours of the task are those that it had, unless they are others by now. Raises Conflict, NotFound, Invalid.
    """
    kind, wanted = KINDS[item["kind"]], item[side]
    state, hours = kind.read(item["id"]), item.get("hours")
    present = read_task_hours(item["task_id"]) if hours else None
    if wanted is None:
        assert kind.remove
        kind.remove(actor, state or {})
    elif state is None:
        assert kind.bring_back
        kind.bring_back(actor=actor, state=wanted)
    else:
        assert kind.change
        kind.change(actor, item["id"], {name: value for name, value in wanted.items() if state[name] != value})
    if hours and present == hours["after" if side == "before" else "before"]:
        fields = dict(zip(HOURS, hours[side], strict=True))
        if read_task_hours(item["task_id"]) != hours[side]:
            update_task(actor=actor, task_id=item["task_id"], fields=fields)
