"""Columns, swimlanes and categories."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier, Markdown, PlaceNumber, TaskLimit
from api.rest.representations.tasks import ColorId, StoredColor
from boards.limits import NAME
from boards.shapes.board import CategoryObject, ColumnObject, SwimlaneObject

ColumnTitle = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["Work in progress"])]
SwimlaneName = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["Urgent"])]
CategoryName = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["Hull"])]
HiddenInDashboard = Annotated[bool, msgspec.Meta(description="Whether its tasks are left out of “My work”.")]


class PlaceBody(Sent):
    """Where something is to stand."""

    position: PlaceNumber


class ColumnRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    title: ColumnTitle
    description: Markdown
    position: Annotated[int, msgspec.Meta(description="Its order among the columns, from the left.", examples=[1])]
    task_limit: TaskLimit | None
    hide_in_dashboard: HiddenInDashboard


class ColumnPatch(Sent):
    """What is to change; null takes a value away."""

    title: ColumnTitle | UnsetType = UNSET
    description: Markdown | UnsetType | None = UNSET
    task_limit: TaskLimit | UnsetType | None = UNSET
    hide_in_dashboard: HiddenInDashboard | UnsetType = UNSET


class NewColumnBody(ColumnPatch):
    title: ColumnTitle


class SwimlaneRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    name: SwimlaneName
    description: Markdown
    is_active: Annotated[bool, msgspec.Meta(description="Whether the board shows it.")]
    position: Annotated[PlaceNumber | None, msgspec.Meta(description="From the top; null while it is not active.")]
    task_limit: TaskLimit | None


class SwimlanePatch(Sent):
    """What is to change; null takes a value away."""

    name: SwimlaneName | UnsetType = UNSET
    description: Markdown | UnsetType | None = UNSET
    task_limit: TaskLimit | UnsetType | None = UNSET


class NewSwimlaneBody(SwimlanePatch):
    name: SwimlaneName


class CategoryRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    name: CategoryName
    description: Markdown
    color_id: StoredColor | None


class CategoryPatch(Sent):
    """What is to change; null takes a value away."""

    name: CategoryName | UnsetType = UNSET
    description: Markdown | UnsetType | None = UNSET
    color_id: ColorId | UnsetType | None = UNSET


class NewCategoryBody(CategoryPatch):
    name: CategoryName


def represent_column(column: ColumnObject) -> ColumnRepresentation:
    return ColumnRepresentation(
        id=column.id,
        project_id=column.project_id,
        title=column.title,
        description=column.description or "",
        position=column.position,
        task_limit=column.task_limit or None,
        hide_in_dashboard=bool(column.hide_in_dashboard),
    )


def represent_swimlane(swimlane: SwimlaneObject) -> SwimlaneRepresentation:
    return SwimlaneRepresentation(
        id=swimlane.id,
        project_id=swimlane.project_id,
        name=swimlane.name,
        description=swimlane.description or "",
        is_active=bool(swimlane.is_active),
        position=swimlane.position or None,
        task_limit=swimlane.task_limit or None,
    )


def represent_category(category: CategoryObject) -> CategoryRepresentation:
    return CategoryRepresentation(
        id=category.id,
        project_id=category.project_id,
        name=category.name,
        description=category.description or "",
        color_id=category.color_id or None,
    )
