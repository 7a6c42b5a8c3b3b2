"""What happened, the newest first."""

from __future__ import annotations

from api.rest.answers import Page
from api.rest.endpoint import Call, endpoint
from api.rest.paging import Listing, make_page, read_cursor
from api.rest.representations.activities import (
    ActivityRepresentation,
    TransitionRepresentation,
    represent_activity,
    represent_transition,
)
from api.rest.resource import Resource
from boards.queries.activity import list_activities_after
from boards.queries.task_page import list_transitions_after


def _list_page(call: Call[Listing], *, project_id: int = 0, task_id: int = 0) -> Page[ActivityRepresentation]:
    found, last = list_activities_after(
        actor=call.actor,
        project_id=project_id,
        task_id=task_id,
        after=read_cursor(call.query.cursor, int),
        limit=call.query.limit,
    )
    return make_page([represent_activity(one) for one in found], last)


class Activities(Resource):
    tag = "activity"

    @endpoint("activity.view", name="listProjectActivity", query=Listing, returns=Page[ActivityRepresentation])
    def list(self, call: Call[Listing], project_id: int) -> Page[ActivityRepresentation]:
        """What happened in a project

        Comments that the caller may not read are left out of a page, which is shorter then.
        """
        return _list_page(call, project_id=project_id)

    @endpoint("activity.view", name="listTaskActivity", query=Listing, returns=Page[ActivityRepresentation])
    def list_of_task(self, call: Call[Listing], task_id: int) -> Page[ActivityRepresentation]:
        """What happened to a task"""
        return _list_page(call, task_id=task_id)

    @endpoint("me.view", name="listMyActivity", query=Listing, returns=Page[ActivityRepresentation])
    def list_own(self, call: Call[Listing]) -> Page[ActivityRepresentation]:
        """What happened in the open projects of the caller"""
        return _list_page(call)

    @endpoint("task.view", name="listTransitions", query=Listing, returns=Page[TransitionRepresentation])
    def list_transitions(self, call: Call[Listing], task_id: int) -> Page[TransitionRepresentation]:
        """Moves of a task between columns"""
        after = read_cursor(call.query.cursor, int)
        found, last = list_transitions_after(task_id, after=after, limit=call.query.limit)
        return make_page([represent_transition(one) for one in found], last)
