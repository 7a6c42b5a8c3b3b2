"""Starring a project (web.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from boards.preferences import STARRED
from boards.services.metadata import save_preferences
from boards.web.frame.pages import go_back

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def star(request: BoardRequest, project: Project) -> HttpResponse:
    """Star the project, or no longer with ``starred`` 0; saying the same twice changes nothing."""
    kept = STARRED.keep(request.POST.get("starred") == "1", project.pk)
    save_preferences(kept, actor=request.actor, user_id=request.actor.user_id)
    return go_back(request)
