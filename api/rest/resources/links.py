"""Links of tasks, to each other and to other sites."""

from __future__ import annotations

from typing import Any

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.problems import renamed
from api.rest.representations.kinds import given
from api.rest.representations.parts import (
    ExternalLinkPatch,
    ExternalLinkRepresentation,
    NewExternalLink,
    TaskLinkBody,
    TaskLinkRepresentation,
    represent_external_link,
    represent_task_link,
)
from api.rest.resource import Resource
from boards.operations.changing import check_opposite
from boards.operations.linking import unlink_card, unlink_card_outside
from boards.queries.external_links import get_external_link, get_external_link_object
from boards.queries.links import get_task_link_object
from boards.queries.task_parts import group_external_links, group_task_links
from boards.services.external_links import create_external_link, update_external_link
from boards.services.task_links import create_task_link, update_task_link


def _read_task_link(task_link_id: int) -> TaskLinkRepresentation:
    return represent_task_link(get_task_link_object(task_link_id))


class TaskLinks(Resource):
    tag = "links"

    def represent(self, call: Call[Any], **ids: int) -> TaskLinkRepresentation:
        return _read_task_link(ids["task_link_id"])

    @endpoint("task_link.view", name="listTaskLinks", returns=Page[TaskLinkRepresentation])
    def list(self, call: Call[Shown], task_id: int) -> Page[TaskLinkRepresentation]:
        """Links of a task to other tasks"""
        return Page([represent_task_link(one) for one in group_task_links([task_id]).get(task_id, ())])

    @endpoint("task_link.view", name="getTaskLink", returns=TaskLinkRepresentation)
    def retrieve(self, call: Call[Shown], task_link_id: int) -> TaskLinkRepresentation:
        """A link to another task"""
        return _read_task_link(task_link_id)

    @endpoint("task_link.edit", name="createTaskLink", body=TaskLinkBody, returns=TaskLinkRepresentation, status=201)
    def create(self, call: Call[Shown], task_id: int) -> Created:
        """Link two tasks"""
        body: TaskLinkBody = call.body
        check_opposite(call.actor, body.opposite_task_id)
        link_id = create_task_link(
            actor=call.actor, task_id=task_id, opposite_task_id=body.opposite_task_id, link_id=body.link_id
        )
        return Created(_read_task_link(link_id), f"/api/v1/task-links/{link_id}")

    @endpoint("task_link.edit", name="replaceTaskLink", body=TaskLinkBody, returns=TaskLinkRepresentation, guarded=True)
    def update(self, call: Call[Shown], task_link_id: int) -> TaskLinkRepresentation:
        """Change what a link is, and where it leads to"""
        body: TaskLinkBody = call.body
        check_opposite(call.actor, body.opposite_task_id)
        update_task_link(
            actor=call.actor,
            task_link_id=task_link_id,
            task_id=_read_task_link(task_link_id).task_id,
            opposite_task_id=body.opposite_task_id,
            link_id=body.link_id,
        )
        return _read_task_link(task_link_id)

    @endpoint("task_link.edit", name="deleteTaskLink", guarded=True)
    def destroy(self, call: Call[Any], task_link_id: int) -> None:
        """Remove a link from both of its tasks"""
        unlink_card(call.doer, _read_task_link(task_link_id).task_id, task_link_id)


class ExternalLinks(Resource):
    tag = "links"

    def represent(self, call: Call[Any], **ids: int) -> ExternalLinkRepresentation:
        return represent_external_link(get_external_link_object(**ids))

    @endpoint("external_link.view", name="listExternalLinks", returns=Page[ExternalLinkRepresentation])
    def list(self, call: Call[Shown], task_id: int) -> Page[ExternalLinkRepresentation]:
        """Links of a task to other sites, by title"""
        return Page([represent_external_link(one) for one in group_external_links([task_id]).get(task_id, ())])

    @endpoint("external_link.view", name="getExternalLink", returns=ExternalLinkRepresentation)
    def retrieve(self, call: Call[Shown], task_id: int, link_id: int) -> ExternalLinkRepresentation:
        """A link to another site"""
        return represent_external_link(get_external_link_object(task_id=task_id, link_id=link_id))

    @endpoint(
        "external_link.edit",
        name="createExternalLink",
        body=NewExternalLink,
        returns=ExternalLinkRepresentation,
        status=201,
    )
    def create(self, call: Call[Shown], task_id: int) -> Created:
        """Link a task to another site"""
        with renamed(type="link_type"):
            link = create_external_link(actor=call.actor, task_id=task_id, **given(call.body))
        found = get_external_link_object(task_id=task_id, link_id=link.pk)
        return Created(represent_external_link(found), f"/api/v1/tasks/{task_id}/external-links/{link.pk}")

    @endpoint(
        "external_link.edit",
        name="updateExternalLink",
        body=ExternalLinkPatch,
        returns=ExternalLinkRepresentation,
        guarded=True,
    )
    def partial_update(self, call: Call[Shown], task_id: int, link_id: int) -> ExternalLinkRepresentation:
        """Change a link to another site"""
        fields = {"title": None, "url": None, "dependency": None, **given(call.body)}
        link = get_external_link(task_id=task_id, link_id=link_id)
        update_external_link(actor=call.actor, link=link, **fields)
        return represent_external_link(get_external_link_object(task_id=task_id, link_id=link_id))

    @endpoint("external_link.edit", name="deleteExternalLink", guarded=True)
    def destroy(self, call: Call[Any], task_id: int, link_id: int) -> None:
        """Remove a link to another site"""
        unlink_card_outside(call.doer, task_id, link_id)
