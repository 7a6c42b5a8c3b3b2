"""The query form of a project's addresses."""

from __future__ import annotations

from typing import Any


def query(controller: str, action: str, world: Any, **more: Any) -> str:
    parts = {"controller": f"{controller}Controller", "action": action, "project_id": world.project.pk, **more}
    return "/?" + "&".join(f"{name}={value}" for name, value in parts.items())
