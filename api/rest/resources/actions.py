"""Automatic actions."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.actions import (
    ActionEventRepresentation,
    ActionParamRepresentation,
    ActionPatch,
    ActionRepresentation,
    ActionTypeRepresentation,
    NewActionBody,
    ParamKind,
    represent_action,
    write_params,
)
from api.rest.resource import Resource
from boards.automations.catalogue import (
    create_action,
    get_params,
    list_automations,
    list_compatible_events,
    update_action,
)
from boards.queries.actions import get_action, get_action_object, list_action_objects
from boards.queries.projects import get_project
from boards.services.actions import remove_action


def _answer_action(action_id: int) -> ActionRepresentation:
    return represent_action(get_action_object(action_id))


class Actions(Resource):
    tag = "actions"

    def represent(self, call: Call[Any], **ids: int) -> ActionRepresentation:
        return _answer_action(ids["action_id"])

    @endpoint("action.catalogue", name="listActionTypes", returns=Page[ActionTypeRepresentation])
    def list_types(self, call: Call[Shown]) -> Page[ActionTypeRepresentation]:
        """Automatic actions that there are, with their events and parameters"""
        return Page([_describe(name, label) for name, label in list_automations().items()])

    @endpoint("action.view", name="listActions", returns=Page[ActionRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[ActionRepresentation]:
        """Automatic actions of a project"""
        return Page([represent_action(one) for one in list_action_objects(project_id)])

    @endpoint("action.view", name="getAction", returns=ActionRepresentation)
    def retrieve(self, call: Call[Shown], action_id: int) -> ActionRepresentation:
        """An automatic action"""
        return _answer_action(action_id)

    @endpoint("action.edit", name="createAction", body=NewActionBody, returns=ActionRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Let a project do something by itself

        The action belongs to the caller, whose rights it has towards other projects.
        """
        body: NewActionBody = call.body
        action = create_action(
            actor=call.actor,
            project=get_project(project_id),
            event_name=body.event_name,
            action_name=body.action_name,
            params=write_params(body.params),
        )
        return Created(_answer_action(action.pk), f"/api/v1/actions/{action.pk}")

    @endpoint("action.edit", name="updateAction", body=ActionPatch, returns=ActionRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], action_id: int) -> ActionRepresentation:
        """Give an automatic action another event or other parameters"""
        body: ActionPatch = call.body
        action = get_action(action_id)
        update_action(
            actor=call.actor,
            action=action,
            event_name=action.event_name if body.event_name is UNSET else body.event_name,
            params=action.params if body.params is UNSET else write_params(body.params),
        )
        return _answer_action(action_id)

    @endpoint("action.edit", name="deleteAction", guarded=True)
    def destroy(self, call: Call[Any], action_id: int) -> None:
        """Remove an automatic action"""
        remove_action(actor=call.actor, action=get_action(action_id))


def _describe(action_name: str, label: str) -> ActionTypeRepresentation:
    events = list_compatible_events(action_name)
    return ActionTypeRepresentation(
        action_name=action_name,
        label=label,
        events=[ActionEventRepresentation(event_name=name, label=words) for name, words in events.items()],
        params=[ActionParamRepresentation(name=one.name, kind=ParamKind(one.kind)) for one in get_params(action_name)],
    )
