"""Tools that write what tasks hold: new ones, their values, comments, sub-tasks."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from api.mcp.door import reach_project, reach_task, reach_tasks
from api.mcp.naming import ProjectNames, choose_one, read_moment
from api.mcp.tool import Refusal, tool
from api.mcp.tools.answers import ChangedAnswer, settle, show_done
from api.mcp.tools.parameters import Assignee, DateText, NameOrId, Priority, ProjectName, TaskId, TaskIds, Texts
from boards.actors import Actor
from boards.colors import COLORS
from boards.operations import adding, bulk, changing, discussing, subtasks
from boards.operations.deed import Doer, do_together
from boards.queries.subtasks import list_subtasks
from boards.roles import ApplicationRole
from boards.services.tasks.create import NewTask

IN_PROGRESS, DONE = 1, 2


class TaskToCreate(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    title: str
    description: Annotated[str, Meta(description="Markdown")] = ""
    column: NameOrId = ""
    swimlane: NameOrId = ""
    assignee: Assignee = ""
    category: NameOrId = ""
    due: DateText = ""
    priority: Priority = 0
    color: str = ""
    tags: Texts = ()


@tool()
def create_tasks(
    actor: Actor, project: ProjectName, tasks: Annotated[tuple[TaskToCreate, ...], Meta(min_length=1, max_length=20)]
) -> ChangedAnswer:
    """Add tasks to a project, all or none. Only the title is needed; without a column they stand in the first one."""
    rights = reach_project(actor, project)
    names = ProjectNames(actor, rights.project_id)
    return show_done(adding.add_cards(Doer(rights), [_read_new(actor, names, task) for task in tasks]))


def _read_new(actor: Actor, names: ProjectNames, task: TaskToCreate) -> NewTask:
    return NewTask(
        title=task.title,
        project_id=names.project_id,
        description=task.description,
        column_id=names.find_column(task.column) if task.column else None,
        swimlane_id=names.find_swimlane(task.swimlane) if task.swimlane else None,
        owner_id=names.find_person(task.assignee),
        category_id=names.find_category(task.category),
        date_due=read_moment(actor, task.due),
        priority=task.priority,
        color_id=_find_color(task.color) if task.color else None,
        tags=task.tags,
    )


def _find_color(wanted: str) -> str:
    ids = list(COLORS)
    return ids[choose_one("colour", wanted, {place: [one, COLORS[one].name] for place, one in enumerate(ids)})]


@tool(repeats=True)
def update_tasks(
    actor: Actor,
    task_ids: TaskIds,
    title: str | UnsetType = UNSET,
    description: str | UnsetType = UNSET,
    assignee: Assignee | UnsetType = UNSET,
    category: Annotated[str | int, Meta(description='Name or id; "none"')] | UnsetType = UNSET,
    due: DateText | UnsetType = UNSET,
    priority: Priority | UnsetType = UNSET,
    complexity: Priority | UnsetType = UNSET,
    color: str | UnsetType = UNSET,
    add_tags: Texts = (),
    remove_tags: Texts = (),
) -> ChangedAnswer:
    """Change values of tasks; what is left out stays as it is. Title and description: of one task at a time."""
    if len(set(task_ids)) > 1 and not (title is UNSET and description is UNSET):
        raise Refusal("Change titles and descriptions of one task at a time.")
    homes = reach_tasks(actor, task_ids)
    wishes = []
    for doer, _ids in homes:
        names = ProjectNames(actor, doer.project_id)
        given = {
            "title": title,
            "description": description,
            "owner_id": UNSET if assignee is UNSET else names.find_person(assignee),
            "category_id": UNSET if category is UNSET else names.find_category(category),
            "date_due": UNSET if due is UNSET else read_moment(actor, due),
            "priority": priority,
            "score": complexity,
            "color_id": UNSET if color is UNSET else _find_color(color),
        }
        fields = {name: value for name, value in given.items() if value is not UNSET}
        wishes.append(bulk.Wish(fields=fields, add_tags=add_tags, remove_tags=remove_tags))
    if wishes[0] == bulk.Wish():
        raise Refusal("Say what shall be changed.")
    return settle(
        actor,
        do_together(
            lambda: [
                show_done(changing.change_cards(doer, ids, wish))
                for (doer, ids), wish in zip(homes, wishes, strict=True)
            ]
        ),
    )


@tool()
def comment_task(actor: Actor, task_id: TaskId, text: str) -> ChangedAnswer:
    """Write a comment, in Markdown; @name tells somebody. Everybody in the project reads it."""
    doer = reach_task(actor, task_id)
    done = discussing.comment_card(doer, task_id, text, visibility=ApplicationRole.USER.value)
    # What is created here is no task.
    return ChangedAnswer(done=done.label, changed=[task_id])


@tool()
def update_subtasks(
    actor: Actor,
    task_id: TaskId,
    add: Texts = (),
    start: Annotated[tuple[NameOrId, ...], Meta(max_length=20, description="Titles or ids")] = (),
    finish: Annotated[tuple[NameOrId, ...], Meta(max_length=20, description="Titles or ids")] = (),
) -> ChangedAnswer:
    """Add sub-tasks to a task by their titles, start some, finish some. All or none."""
    if not add and not start and not finish:
        raise Refusal("Say what to add, start or finish.")
    doer = reach_task(actor, task_id)
    known = {one.pk: [one.title] for one in list_subtasks(task_id)} if start or finish else {}
    wanted = [
        (choose_one("sub-task", one, known), status)
        for status, ones in ((IN_PROGRESS, start), (DONE, finish))
        for one in ones
    ]

    def work() -> list[ChangedAnswer]:
        done = [subtasks.advance_subtask(doer, task_id, pk, status=status) for pk, status in wanted]
        if add:
            done.append(subtasks.plan_subtasks(doer, task_id, add))
        return [show_done(one) for one in done]

    joined = settle(actor, do_together(work))
    joined.changed = [task_id]
    return joined
