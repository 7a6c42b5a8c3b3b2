"""What happened: in one's projects, in one project, and what a search finds of it (web.md 2.2, 4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.queries.activity import list_own_activities, list_project_activities, search_activities
from boards.web.frame.pages import show
from boards.web.page_models.activities import describe_activities

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

QUICK_SEARCHES = (
    (gettext_lazy("Mine"), "creator:me"),
    (gettext_lazy("Today"), "created:today"),
    (gettext_lazy("Until yesterday"), "created:<=yesterday"),
    (gettext_lazy("Closed tasks"), "status:closed"),
    (gettext_lazy("Open tasks"), "status:open"),
)


def show_own(request: BoardRequest) -> HttpResponse:
    """The last 100 events of the person's open projects. 1 statement."""
    entries = describe_activities(list_own_activities(request.actor))
    context = {"heading": _("Activity"), "area": "work", "entries": entries, "shows_project": True}
    return show(request, "activity/show.html", context)


def show_project(request: BoardRequest, project: Project) -> HttpResponse:
    """The last 50 events of a project. 1 statement."""
    rows = list_project_activities(project.pk, rank=request.actor.comment_rank)
    context = {
        "heading": _("Activity of %(name)s") % {"name": project.name},
        "project": project,
        "area": "board",
        "view": "overview",
        "entries": describe_activities(rows),
    }
    return show(request, "activity/show.html", context)


def search(request: BoardRequest, search: str = "") -> HttpResponse:
    """At most 500 events that a search finds. ≤ 2 statements."""
    text = search.strip()
    context = {
        "heading": _("Search activity"),
        "area": "search",
        "kind": "activity",
        "search": text,
        "quick_filters": QUICK_SEARCHES,
        "entries": describe_activities(search_activities(actor=request.actor, search=text)),
        "shows_project": True,
        "chips": None,
    }
    return show(request, "search/activity.html", context)
