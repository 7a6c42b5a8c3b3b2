from __future__ import annotations

from boards.shapes.shape import Shape, column, given

ACTION = Shape(
    "action", column("id"), column("project_id"), column("event_name"), column("action_name"), given("params")
)
