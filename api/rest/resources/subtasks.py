"""Sub-tasks of tasks, and the timers that run on them."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.problems import FORBIDDEN, Problem
from api.rest.representations.kinds import given
from api.rest.representations.parts import (
    NewSubtask,
    SubtaskPatch,
    SubtaskRepresentation,
    TimerOf,
    TimerQuery,
    TimerRepresentation,
    progress_number,
    represent_subtask,
)
from api.rest.resource import Resource
from boards.operations.subtasks import discard_subtask, revise_subtask
from boards.queries.subtasks import find_running_timer, get_running_hours, get_subtask, get_subtask_object
from boards.queries.task_parts import group_subtasks
from boards.services.subtasks import create_subtask
from boards.services.timers import start_timer, stop_timer


def _task_of(subtask_id: int) -> int:
    return get_subtask(subtask_id).task_id


def _read_subtask(subtask_id: int) -> SubtaskRepresentation:
    return represent_subtask(get_subtask_object(subtask_id))


class Subtasks(Resource):
    tag = "sub-tasks"

    def represent(self, call: Call[Any], **ids: int) -> SubtaskRepresentation:
        return _read_subtask(ids["subtask_id"])

    @endpoint("subtask.view", name="listSubtasks", returns=Page[SubtaskRepresentation])
    def list(self, call: Call[Shown], task_id: int) -> Page[SubtaskRepresentation]:
        """Sub-tasks of a task, in their order"""
        return Page([represent_subtask(one) for one in group_subtasks([task_id]).get(task_id, ())])

    @endpoint("subtask.view", name="getSubtask", returns=SubtaskRepresentation)
    def retrieve(self, call: Call[Shown], subtask_id: int) -> SubtaskRepresentation:
        """A sub-task"""
        return _read_subtask(subtask_id)

    @endpoint("subtask.edit", name="createSubtask", body=NewSubtask, returns=SubtaskRepresentation, status=201)
    def create(self, call: Call[Shown], task_id: int) -> Created:
        """Add a sub-task behind the last one"""
        body: NewSubtask = call.body
        fields = {**given(body), "status": progress_number(body.status)}
        subtask_id = create_subtask(actor=call.actor, task_id=task_id, **fields)
        return Created(_read_subtask(subtask_id), f"/api/v1/subtasks/{subtask_id}")

    @endpoint("subtask.edit", name="updateSubtask", body=SubtaskPatch, returns=SubtaskRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], subtask_id: int) -> SubtaskRepresentation:
        """Change a sub-task"""
        fields = given(call.body)
        if "status" in fields:
            fields["status"] = progress_number(fields["status"])
        if "user_id" in fields:
            fields["user_id"] = fields["user_id"] or 0
        revise_subtask(call.doer, _task_of(subtask_id), subtask_id, fields)
        return _read_subtask(subtask_id)

    @endpoint("subtask.edit", name="deleteSubtask", guarded=True)
    def destroy(self, call: Call[Any], subtask_id: int) -> None:
        """Remove a sub-task"""
        discard_subtask(call.doer, _task_of(subtask_id), subtask_id)


class Timers(Resource):
    tag = "sub-tasks"

    def _person(self, call: Call[Any], wanted: Any) -> int:
        """Whose timer is meant. Raises Problem (somebody else's)."""
        user_id: int = call.actor.user_id if wanted is UNSET else wanted
        if call.actor.is_user and user_id != call.actor.user_id:
            raise Problem(FORBIDDEN)
        return user_id

    def _read(self, subtask_id: int, user_id: int) -> TimerRepresentation:
        start = find_running_timer(subtask_id=subtask_id, user_id=user_id)
        hours = get_running_hours(subtask_id=subtask_id, user_id=user_id)
        return TimerRepresentation(is_running=start is not None, hours=hours)

    @endpoint("timer.view", name="getTimer", query=TimerQuery, returns=TimerRepresentation)
    def retrieve(self, call: Call[TimerQuery], subtask_id: int) -> TimerRepresentation:
        """Whether one's timer runs on a sub-task"""
        return self._read(subtask_id, self._person(call, call.query.user_id))

    @endpoint("timer.edit", name="startTimer", body=TimerOf, returns=TimerRepresentation)
    def start(self, call: Call[Shown], subtask_id: int) -> TimerRepresentation:
        """Start one's timer on a sub-task"""
        user_id = self._person(call, call.body.user_id)
        start_timer(actor=call.actor, subtask_id=subtask_id, user_id=user_id)
        return self._read(subtask_id, user_id)

    @endpoint("timer.edit", name="stopTimer", body=TimerOf, returns=TimerRepresentation)
    def stop(self, call: Call[Shown], subtask_id: int) -> TimerRepresentation:
        """Stop one's timer on a sub-task; its hours are added to those spent"""
        user_id = self._person(call, call.body.user_id)
        stop_timer(actor=call.actor, subtask_id=subtask_id, user_id=user_id)
        return self._read(subtask_id, user_id)
