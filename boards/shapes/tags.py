from __future__ import annotations

from typing import Annotated

from boards.shapes.shape import At, Reference, Shape, WireObject


class TagObject(WireObject):
    """``project_id`` 0: a global one."""

    id: int
    name: str
    project_id: Reference
    color_id: str | None


class TagOnTaskObject(WireObject):
    id: Annotated[int, At("tag_id")]
    name: Annotated[str, At("tag__name")]
    color_id: Annotated[str | None, At("tag__color_id")]
    task_id: int


TAG = Shape("tag", TagObject)
TAG_ON_TASK = Shape("tag_on_task", TagOnTaskObject)
