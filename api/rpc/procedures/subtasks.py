from __future__ import annotations

from api.rpc.decoding import Hours, Id, StrictId, StrictInteger, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import of_subtask, of_task
from boards.actors import Actor
from boards.errors import NotFound
from boards.queries import subtasks as queries
from boards.services import subtasks as services
from boards.services import timers
from boards.shapes.subtasks import SubtaskInListObject, SubtaskObject

rpc = Namespace()


@rpc.procedure(
    "getSubtask", allows="subtask.view", project=of_subtask("subtask_id"), returns=SubtaskObject, failure=None
)
def get_subtask(actor: Actor, subtask_id: Id) -> SubtaskObject:
    """One sub-task."""
    return queries.get_subtask_object(subtask_id)


@rpc.procedure(
    "getAllSubtasks", allows="subtask.view", project=of_task("task_id"), returns=list[SubtaskInListObject], failure=[]
)
def get_all_subtasks(actor: Actor, task_id: Id) -> list[SubtaskInListObject]:
    """The sub-tasks of a task, in their order."""
    return queries.list_subtask_objects(task_id, user_id=actor.user_id)


@rpc.procedure("createSubtask", allows="subtask.edit", project=of_task("task_id"), returns=int)
def create_subtask(
    actor: Actor,
    task_id: StrictId,
    title: Text,
    user_id: StrictInteger = 0,
    time_estimated: Hours = 0,
    time_spent: Hours = 0,
    status: StrictInteger = 0,
) -> int:
    """Add a sub-task at the end of a task; the answer is its id."""
    return services.create_subtask(
        actor=actor,
        task_id=task_id,
        title=title,
        user_id=user_id,
        time_estimated=time_estimated or 0,
        time_spent=time_spent or 0,
        status=status or 0,
    )


@rpc.procedure("updateSubtask", allows="subtask.edit", project=of_task("task_id"), returns=bool)
def update_subtask(
    actor: Actor,
    id: StrictId,  # noqa: A002
    task_id: StrictId,
    title: Text = None,
    user_id: StrictInteger = None,
    time_estimated: Hours = None,
    time_spent: Hours = None,
    status: StrictInteger = None,
    position: StrictInteger = None,
) -> bool:
    """Change a sub-task.

    Null and what is left out leave the field alone.
    """
    subtask = queries.get_subtask(id)
    if subtask.task_id != task_id:
        raise NotFound(f"sub-task {id} of task {task_id}")
    given = {
        "title": title,
        "user_id": user_id,
        "time_estimated": time_estimated,
        "time_spent": time_spent,
        "status": status,
        "position": position,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    services.update_subtask(actor=actor, subtask=subtask, fields=fields)
    return True


@rpc.procedure("removeSubtask", allows="subtask.edit", project=of_subtask("subtask_id"), returns=bool)
def remove_subtask(actor: Actor, subtask_id: Id) -> bool:
    """Remove a sub-task."""
    services.remove_subtask(actor=actor, subtask=queries.get_subtask(subtask_id))
    return True


def _is_another(actor: Actor, user_id: int | None) -> bool:
    """Users have timers of their own only; programs have everybody's."""
    return actor.is_user and user_id != actor.user_id


@rpc.procedure("hasSubtaskTimer", allows="timer.view", project=of_subtask("subtask_id"), returns=bool)
def has_subtask_timer(actor: Actor, subtask_id: Id, user_id: Id) -> bool:
    """Whether a person's timer runs on a sub-task."""
    return queries.find_running_timer(subtask_id=subtask_id, user_id=user_id) is not None


@rpc.procedure("setSubtaskStartTime", allows="timer.edit", project=of_subtask("subtask_id"), returns=bool)
def set_subtask_start_time(actor: Actor, subtask_id: Id, user_id: Id) -> bool:
    """Start a person's timer on a sub-task.

    Users start only their own.
    """
    if _is_another(actor, user_id):
        return False
    timers.start_timer(actor=actor, subtask_id=subtask_id, user_id=user_id)
    return True


@rpc.procedure("setSubtaskEndTime", allows="timer.edit", project=of_subtask("subtask_id"), returns=bool)
def set_subtask_end_time(actor: Actor, subtask_id: Id, user_id: Id) -> bool:
    """Stop a person's timer on a sub-task.

    Users stop only their own.
    """
    if _is_another(actor, user_id):
        return False
    timers.stop_timer(actor=actor, subtask_id=subtask_id, user_id=user_id)
    return True


@rpc.procedure("getSubtaskTimeSpent", allows="timer.view", project=of_subtask("subtask_id"), returns=float, failure=0)
def get_subtask_time_spent(actor: Actor, subtask_id: Id, user_id: Id) -> float:
    """For how many hours a person's timer has been running on a sub-task."""
    return queries.get_running_hours(subtask_id=subtask_id, user_id=user_id)
