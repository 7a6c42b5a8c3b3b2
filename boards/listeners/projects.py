from __future__ import annotations

from boards.events import Event, TaskMovedProject
from boards.services.projects import touch_project


def touch(event: Event) -> None:
    """Note in the project that something in it changed; after a move, in both projects (domain.md 17, M)."""
    touch_project(event.project_id)
    if isinstance(event, TaskMovedProject) and event.src_project_id != event.project_id:
        touch_project(event.src_project_id)
