from __future__ import annotations

from typing import Annotated

from boards.shapes.shape import At, Epoch, Flag, Given, Hours, Reference, Shape, WireObject


class LinkObject(WireObject):
    """``opposite_id`` 0: it is its own opposite."""

    id: int
    label: str
    opposite_id: Reference


class TaskLinkObject(WireObject):
    id: int
    opposite_task_id: int
    task_id: int
    link_id: int
    label: Annotated[str, At("link__label")]
    opposite_link_id: Annotated[Reference, At("link__opposite_id")]


class TaskLinkInListObject(WireObject):
    """``task_id``, ``title`` and all that follows are of the opposite task."""

    id: int
    task_id: Annotated[int, At("opposite_task_id")]
    label: Annotated[str, At("link__label")]
    title: Annotated[str, At("opposite_task__title")]
    is_active: Annotated[Flag, At("opposite_task__is_active")]
    project_id: Annotated[int, At("opposite_task__project_id")]
    column_id: Annotated[int, At("opposite_task__column_id")]
    color_id: Annotated[str, At("opposite_task__color_id")]
    date_completed: Annotated[Epoch | None, At("opposite_task__date_completed")]
    date_started: Annotated[Epoch | None, At("opposite_task__date_started")]
    date_due: Annotated[Epoch | None, At("opposite_task__date_due")]
    task_time_spent: Annotated[Hours | None, At("opposite_task__time_spent")]
    task_time_estimated: Annotated[Hours | None, At("opposite_task__time_estimated")]
    task_assignee_id: Annotated[Reference, At("opposite_task__owner_id")]
    task_assignee_username: Annotated[str | None, At("opposite_task__owner__username")]
    task_assignee_name: Annotated[str | None, At("opposite_task__owner__name")]
    column_title: Annotated[str, At("opposite_task__column__title")]
    project_name: Annotated[str, At("opposite_task__project__name")]


class ExternalLinkObject(WireObject):
    id: int
    link_type: str
    dependency: str
    title: str
    url: str
    date_creation: Epoch
    date_modification: Epoch
    task_id: int
    creator_id: Reference


class ExternalLinkInListObject(ExternalLinkObject):
    """``dependency_label`` and ``type``: the dependency and the type of link in words."""

    creator_name: Annotated[str | None, At("creator__name")]
    creator_username: Annotated[str | None, At("creator__username")]
    dependency_label: Given[str]
    type: Given[str]


LINK = Shape("link", LinkObject)
TASK_LINK = Shape("task_link", TaskLinkObject)
TASK_LINK_IN_LIST = Shape("task_link_in_list", TaskLinkInListObject)
EXTERNAL_LINK = Shape("external_link", ExternalLinkObject)
EXTERNAL_LINK_IN_LIST = Shape("external_link_in_list", ExternalLinkInListObject)
