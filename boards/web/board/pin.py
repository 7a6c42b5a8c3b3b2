"""Keeping a filter as the one that a project opens with (web.md 6.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.preferences import FILTER
from boards.services.metadata import save_preferences
from boards.web.frame.pages import go_back, say
from boards.web.page_models.filters import SESSION_KEY, read_filter, usual_filter

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def pin(request: BoardRequest, project: Project) -> HttpResponse:
    """Open this project with the posted ``filter`` from now on; an empty one: as all others."""
    text = read_filter(request.POST.get("filter", ""))
    save_preferences(FILTER.keep(text, project.pk), actor=request.actor, user_id=request.actor.user_id)
    request.session[SESSION_KEY] = {
        key: value for key, value in request.session.get(SESSION_KEY, {}).items() if key != str(project.pk)
    }
    say(request, _("This project opens with “%(filter)s” now.") % {"filter": text or usual_filter(request)})
    return go_back(request)
