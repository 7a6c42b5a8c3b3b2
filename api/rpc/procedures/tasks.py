from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import Hours, Id, Integer, StrictId, StrictInteger, Text, Texts, TextsOrNull
from api.rpc.facts import arriving, made, stored
from api.rpc.procedure import Namespace, always
from api.rpc.resolvers import by, of_task, together
from api.rpc.task_arguments import (
    CategoryId,
    DateText,
    KeptSwimlane,
    NewColumn,
    NewOwner,
    NewSwimlane,
    OptionalOwner,
    Position,
    Recurrence,
    TaskTitle,
)
from boards.actors import Actor
from boards.errors import Invalid, NotFound
from boards.queries import projects
from boards.queries import tasks as queries
from boards.services.tasks import copying, create, move, remove, status, transfer, update
from boards.shapes.tasks import DashboardTaskObject, OverdueTaskObject, TaskObject

rpc = Namespace()


def read_tasks(calls: list[dict[str, Any]]) -> Callable[..., TaskObject]:
    """The same for several calls. 1 statement for all, when the first one is answered."""
    find = cache(lambda: queries.find_task_objects([call["task_id"] for call in calls if call["task_id"]]))

    def get(actor: Actor, task_id: int | None) -> TaskObject:
        try:
            return find()[task_id or 0]
        except KeyError:
            raise NotFound(f"task {task_id}") from None

    return get


@rpc.procedure(
    "getTask", allows="task.view", project=of_task("task_id"), returns=TaskObject, failure=None, many=read_tasks
)
def get_task(actor: Actor, task_id: Id) -> TaskObject:
    """One task by its id."""
    return queries.get_task_object(task_id)


@rpc.procedure("getTaskByReference", allows="task.view", project=by("project_id"), returns=TaskObject, failure=None)
def get_task_by_reference(actor: Actor, project_id: Id, reference: Text) -> TaskObject:
    """The task of a project with this reference, as other systems know it by."""
    return queries.get_task_object_by_reference(project_id=project_id, reference=reference)


@rpc.procedure(
    "getAllTasks", allows="task.view", project=by("project_id"), returns=list[TaskObject], failure=[], keeps=always
)
def get_all_tasks(actor: Actor, project_id: Id, status_id: Integer = 1) -> list[TaskObject]:
    """The tasks of a project: the open ones (status_id 1) or the closed ones (0)."""
    if project_id is None or status_id not in (0, 1):
        return []
    return queries.list_task_objects(project_id=project_id, is_active=status_id == 1)


@rpc.procedure("getOverdueTasks", allows="task.list_overdue", returns=list[OverdueTaskObject])
def get_overdue_tasks(actor: Actor) -> list[OverdueTaskObject]:
    """The open tasks of all projects whose due date has passed."""
    return queries.list_overdue_tasks()


@rpc.procedure(
    "getOverdueTasksByProject",
    allows="task.view",
    project=by("project_id"),
    returns=list[OverdueTaskObject],
    failure=[],
)
def get_overdue_tasks_by_project(actor: Actor, project_id: Id) -> list[OverdueTaskObject]:
    """The open tasks of a project whose due date has passed."""
    return queries.list_overdue_tasks_of_project(project_id)


@rpc.procedure("getMyOverdueTasks", allows="me.view", returns=list[OverdueTaskObject])
def get_my_overdue_tasks(actor: Actor) -> list[OverdueTaskObject]:
    """The caller's open tasks whose due date has passed."""
    return queries.list_overdue_tasks_of_user(actor.user_id)


@rpc.procedure("getMyDashboard", allows="me.view", returns=list[DashboardTaskObject])
def get_my_dashboard(actor: Actor) -> list[DashboardTaskObject]:
    """The caller's open tasks, with where they stand and their sub-tasks."""
    return queries.list_dashboard_objects(actor.user_id)


@rpc.procedure("createTask", allows="task.create", project=by("project_id"), about=made, returns=int, missing=0)
def create_task(
    actor: Actor,
    title: TaskTitle,
    project_id: StrictId,
    color_id: Text = "",
    column_id: NewColumn = 0,
    owner_id: NewOwner = 0,
    creator_id: NewOwner = 0,
    date_due: DateText = 0,
    description: Text = "",
    category_id: CategoryId = 0,
    score: StrictInteger = 0,
    swimlane_id: NewSwimlane = None,
    priority: StrictInteger = 0,
    recurrence_status: Recurrence = 0,
    recurrence_trigger: Recurrence = 0,
    recurrence_factor: Recurrence = 0,
    recurrence_timeframe: Recurrence = 0,
    recurrence_basedate: Recurrence = 0,
    reference: Text = "",
    tags: Texts = (),
    date_started: DateText = 0,
    time_spent: Hours = None,
    time_estimated: Hours = None,
) -> int:
    """Add a task; the answer is its id.

    Without a column it stands in the first one.
    """
    task = create.NewTask(
        title=title,
        project_id=project_id,
        color_id=color_id,
        column_id=column_id,
        owner_id=owner_id,
        creator_id=creator_id,
        date_due=date_due,
        description=description,
        category_id=category_id,
        score=score,
        swimlane_id=swimlane_id,
        priority=priority,
        recurrence_status=recurrence_status,
        recurrence_trigger=recurrence_trigger,
        recurrence_factor=recurrence_factor,
        recurrence_timeframe=recurrence_timeframe,
        recurrence_basedate=recurrence_basedate,
        reference=reference,
        tags=tags,
        date_started=date_started,
        time_spent=time_spent,
        time_estimated=time_estimated,
    )
    return create.create_task(actor=actor, task=task)


@rpc.procedure(
    "updateTask",
    allows="task.edit",
    project=of_task("id"),
    about=stored("id", gives=lambda given: given.get("owner_id") is not None),
    returns=bool,
)
def update_task(
    actor: Actor,
    id: StrictId,  # noqa: A002
    title: Text = None,
    color_id: Text = None,
    owner_id: OptionalOwner = None,
    date_due: DateText = None,
    description: Text = None,
    category_id: CategoryId = None,
    score: StrictInteger = None,
    priority: StrictInteger = None,
    recurrence_status: StrictInteger = None,
    recurrence_trigger: StrictInteger = None,
    recurrence_factor: StrictInteger = None,
    recurrence_timeframe: StrictInteger = None,
    recurrence_basedate: StrictInteger = None,
    reference: Text = None,
    tags: TextsOrNull = None,
    date_started: DateText = None,
    time_spent: Hours = None,
    time_estimated: Hours = None,
) -> bool:
    """Change a task.

    Null and what is left out leave the field alone.
    """
    given = {
        "title": title,
        "color_id": color_id,
        "owner_id": owner_id,
        "date_due": date_due,
        "description": description,
        "category_id": category_id,
        "score": score,
        "priority": priority,
        "recurrence_status": recurrence_status,
        "recurrence_trigger": recurrence_trigger,
        "recurrence_factor": recurrence_factor,
        "recurrence_timeframe": recurrence_timeframe,
        "recurrence_basedate": recurrence_basedate,
        "reference": reference,
        "date_started": date_started,
        "time_spent": time_spent,
        "time_estimated": time_estimated,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    update.update_task(actor=actor, task_id=id, fields=fields, tags=tags)
    return True


@rpc.procedure("openTask", allows="task.close", project=of_task("task_id"), about=stored("task_id"), returns=bool)
def open_task(actor: Actor, task_id: Id) -> bool:
    """Open a closed task again."""
    status.open_task(actor=actor, task_id=task_id)
    return True


@rpc.procedure("closeTask", allows="task.close", project=of_task("task_id"), about=stored("task_id"), returns=bool)
def close_task(actor: Actor, task_id: Id) -> bool:
    """Close a task, and finish its sub-tasks."""
    status.close_task(actor=actor, task_id=task_id)
    return True


@rpc.procedure("removeTask", allows="task.remove", project=of_task("task_id"), about=stored("task_id"), returns=bool)
def remove_task(actor: Actor, task_id: Id) -> bool:
    """Remove a task with all that belongs to it."""
    remove.remove_task(actor=actor, task_id=task_id)
    return True


@rpc.procedure(
    "moveTaskPosition",
    allows="task.move",
    project=together(of_task("task_id"), by("project_id")),
    about=stored("task_id", target="column_id"),
    returns=bool,
)
def move_task_position(
    actor: Actor, project_id: Id, task_id: Id, column_id: Id, position: Position, swimlane_id: KeptSwimlane
) -> bool:
    """Move a task to a column, a swimlane and a place, which counts from 1.

    swimlane_id 0 keeps the swimlane.
    """
    if project_id is None or task_id is None or column_id is None:
        raise Invalid(task_id=_("There is no such place."))
    move.move_task(
        actor=actor,
        task_id=task_id,
        project_id=project_id,
        column_id=column_id,
        swimlane_id=swimlane_id,
        position=position,
    )
    return True


@rpc.procedure(
    "moveTaskToProject",
    allows="task.transfer",
    project=together(of_task("task_id"), by("project_id")),
    about=stored("task_id"),
    brings=arriving,
    returns=bool,
)
def move_task_to_project(
    actor: Actor,
    task_id: Id,
    project_id: Id,
    swimlane_id: Id = None,
    column_id: Id = None,
    category_id: Id = None,
    owner_id: Id = None,
) -> bool:
    """Move a task to another project; where nothing is given, its column, swimlane and category are found by name."""
    project = projects.get_project(project_id)
    transfer.move_task_open_to_project(
        actor=actor,
        task_id=task_id,
        project=project,
        arrival=copying.Arrival(column_id, swimlane_id, category_id, owner_id),
    )
    return True


@rpc.procedure(
    "duplicateTaskToProject",
    allows="task.copy",
    project=together(of_task("task_id"), by("project_id")),
    brings=arriving,
    returns=int,
    failure=0,
)
def duplicate_task_to_project(
    actor: Actor,
    task_id: Id,
    project_id: Id,
    swimlane_id: Id = None,
    column_id: Id = None,
    category_id: Id = None,
    owner_id: Id = None,
) -> int:
    """Copy a task into another project; the answer is the id of the copy."""
    project = projects.get_project(project_id)
    return copying.copy_task_to_project(
        actor=actor,
        task_id=task_id,
        project=project,
        arrival=copying.Arrival(column_id, swimlane_id, category_id, owner_id),
    )
