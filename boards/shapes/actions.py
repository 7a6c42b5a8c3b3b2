from __future__ import annotations

from typing import Any

from boards.shapes.shape import Given, Shape, WireObject


class ActionObject(WireObject):
    """``params``: name to value; none is an empty list."""

    id: int
    project_id: int
    event_name: str
    action_name: str
    params: Given[dict[str, str] | list[Any]]


ACTION = Shape("action", ActionObject)
