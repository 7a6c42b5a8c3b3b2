"""Automatic actions, and which there are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier
from boards.action_params import kind_of_param
from boards.automations.base import read_decimal
from boards.shapes.actions import ActionObject
from boards.shapes.shape import whole

EventName = Annotated[str, msgspec.Meta(max_length=191, examples=["task.move.column"])]
ActionName = Annotated[str, msgspec.Meta(max_length=191, examples=["\\Kanboard\\Action\\TaskClose"])]
#: Ids and numbers as such, colours and texts as texts, null for nobody and no category.
ParamValue = str | int | float | None
ParamValues = Annotated[dict[str, ParamValue], msgspec.Meta(description="Name to value; `GET /action-types` says what "
                                                            "each stands for. Null is nobody, or no category.",
                                                            examples=[{"column_id": 12}])]  # fmt: skip


class ParamKind(Enum):
    """What the value of a parameter stands for; durations are days."""

    COLUMN = "column"
    SWIMLANE = "swimlane"
    CATEGORY = "category"
    COLOR = "color"
    USER = "user"
    LINK = "link"
    PROJECT = "project"
    PRIORITY = "priority"
    DURATION = "duration"
    TEXT = "text"


WORDS = (ParamKind.COLOR, ParamKind.TEXT)
#: Kinds whose 0 stands for nothing.
OR_NOTHING = (ParamKind.USER, ParamKind.CATEGORY)


class ActionRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    event_name: EventName
    action_name: ActionName
    params: ParamValues


class ActionPatch(Sent):
    """What is to change. Parameters are sent whole. From now on the action belongs to the caller."""

    event_name: EventName | UnsetType = UNSET
    params: ParamValues | UnsetType = UNSET


class NewActionBody(Sent):
    event_name: EventName
    action_name: ActionName
    params: ParamValues = {}


class ActionEventRepresentation(Representation):
    event_name: EventName
    label: str


class ActionParamRepresentation(Representation):
    name: Annotated[str, msgspec.Meta(examples=["column_id"])]
    kind: ParamKind


class ActionTypeRepresentation(Representation):
    """``events``: those that it can listen to; ``params``: what it wants to be told, all of it."""

    action_name: ActionName
    label: Annotated[str, msgspec.Meta(examples=["Close the task"])]
    events: list[ActionEventRepresentation]
    params: list[ActionParamRepresentation]


def represent_action(action: ActionObject) -> ActionRepresentation:
    params = action.params if isinstance(action.params, dict) else {}
    return ActionRepresentation(
        id=action.id,
        project_id=action.project_id,
        event_name=action.event_name,
        action_name=action.action_name,
        params={name: _show(name, value) for name, value in params.items()},
    )


def _show(name: str, value: Any) -> ParamValue:
    """A stored text as what it means; one that is no number, as old programs have left them, as it is."""
    kind = ParamKind(kind_of_param(name))
    number = None if kind in WORDS else read_decimal(str(value))
    if number is None:
        return str(value)
    return None if number == 0 and kind in OR_NOTHING else whole(number)  # type: ignore[no-any-return]


def write_params(params: Mapping[str, ParamValue]) -> dict[str, str]:
    """The parameters as texts, which is how they are stored."""
    return {name: "0" if value is None else str(whole(value)) for name, value in params.items()}
