"""What a link to a task shows before one follows it (ux.md 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boards.queries.due import due_state
from boards.queries.settings import zone_of
from boards.queries.task_page import read_peek
from boards.web.frame.pages import show

if TYPE_CHECKING:
    from django.http import HttpResponse

    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def show_peek(request: BoardRequest, task: Task) -> HttpResponse:
    """Title, state, place, assignee and due date; ≤ 1 statement beside those of the door, and that of pictures."""
    shown = read_peek(task.pk)
    context = {
        "heading": f"#{shown.pk} {shown.title}",
        "project": shown.project,
        "task": shown,
        "due": due_state(shown, zone_of(request.actor)),
    }
    return show(request, "tasks/peek.html", context)
