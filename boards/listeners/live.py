from __future__ import annotations

from boards.events import Event, TaskEvent, TaskMovedProject
from boards.events.comments import CommentEvent
from boards.services.live import note_change


def note(event: Event) -> None:
    """Tell the open boards of the project, after a move of both. ≤ 4 statements."""
    task_id = event.task_id if isinstance(event, TaskEvent) else 0
    visibility = event.comment.visibility if isinstance(event, CommentEvent) else ""
    note_change(actor=event.actor, project_id=event.project_id, task_id=task_id, kind=event.name, visibility=visibility)
    if isinstance(event, TaskMovedProject) and event.src_project_id != event.project_id:
        note_change(actor=event.actor, project_id=event.src_project_id, task_id=task_id, kind=event.name)
