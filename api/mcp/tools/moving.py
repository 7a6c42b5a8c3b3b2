"""Tools that move, close, link and remove tasks."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from api.mcp.door import reach_task, reach_tasks
from api.mcp.naming import ProjectNames, find_link_kind
from api.mcp.texts import quote
from api.mcp.tool import Refusal, tool
from api.mcp.tools.answers import ChangedAnswer, settle, show_done
from api.mcp.tools.parameters import NameOrId, TaskId, TaskIds
from boards.actors import Actor
from boards.operations import closing, linking, moving
from boards.operations.deed import do_together
from boards.queries.links import list_task_link_objects
from boards.queries.rows import read_rows


@tool(repeats=True)
def move_tasks(
    actor: Actor,
    task_ids: TaskIds,
    column: Annotated[str | int, Meta(description="Title or id")],
    swimlane: NameOrId = "",
    place: Literal["top", "bottom"] = "bottom",
) -> ChangedAnswer:
    """Move open tasks of one project to a column by its name, all or none; without a swimlane each stays in its own."""
    homes = reach_tasks(actor, task_ids)
    if len(homes) > 1:
        raise Refusal("These tasks are of several projects. Move those of one project at a time.")
    ((doer, ids),) = homes
    names = ProjectNames(actor, doer.project_id)
    column_id = names.find_column(column)
    swimlane_id = names.find_swimlane(swimlane) if swimlane else 0
    return show_done(moving.move_cards(doer, ids, column_id=column_id, swimlane_id=swimlane_id, at=place))


@tool(repeats=True)
def close_tasks(actor: Actor, task_ids: TaskIds, reopen: bool = False) -> ChangedAnswer:
    """Close tasks, or open closed ones again (reopen). Closing finishes their sub-tasks."""
    do = closing.reopen_cards if reopen else closing.close_cards
    homes = reach_tasks(actor, task_ids)
    return settle(actor, do_together(lambda: [show_done(do(doer, ids)) for doer, ids in homes]))


@tool(repeats=True)
def link_tasks(
    actor: Actor,
    task_id: TaskId,
    to_task_id: TaskId,
    kind: Annotated[str, Meta(description="As blocks, is blocked by, is a child of, duplicates")] = "relates to",
    remove: bool = False,
) -> ChangedAnswer:
    """Link a task to another one, or remove that link."""
    reach_task(actor, to_task_id)
    doer = reach_task(actor, task_id)
    link_id, label = find_link_kind(kind)
    links = list_task_link_objects(task_id)
    present = [one.id for one in links if (one.task_id, one.label) == (to_task_id, label)]
    if remove:
        if not present:
            raise Refusal(f"#{task_id} has no such link to #{to_task_id}. get_task shows its links.")
        return show_done(linking.unlink_card(doer, task_id, present[0]))
    if present:
        return ChangedAnswer(done="They are linked so already.")
    return show_done(linking.link_card(doer, task_id, opposite_task_id=to_task_id, link_id=link_id))


@tool(destroys=True)
def remove_tasks(
    actor: Actor,
    task_ids: Annotated[tuple[int, ...], Meta(min_length=1, max_length=20)],
    confirm: Annotated[bool, Meta(description="Only after the user has agreed")] = False,
) -> ChangedAnswer:
    """Remove tasks for good, with all that belongs to them; it can't be undone. Mostly close_tasks is meant."""
    homes = reach_tasks(actor, task_ids)
    if not confirm:
        known = read_rows(task_ids, rank=actor.comment_rank)
        titles = ", ".join(f"#{pk} {quote(known[pk].title[:100])}" for pk in dict.fromkeys(task_ids))
        raise Refusal(f"This would remove for good: {titles}. Ask the user; then call again with confirm: true.")
    return settle(
        actor, do_together(lambda: [show_done(closing.remove_card(doer, pk)) for doer, ids in homes for pk in ids])
    )
