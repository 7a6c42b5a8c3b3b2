"""Addresses of earlier versions, which old mails and bookmarks hold (web.md 2.7). Each leads to the page of today."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import get_script_prefix

from boards.addresses import find_by_query, link
from boards.web.frame.door import PUBLIC, Address

#: The page of today to the old paths. What a path names is handed on; the page asks who may.
MOVED = {
    "Activity.user": ("dashboard/activity",),
    "TaskView.show": ("project/:project_id/task/:task_id",),
    "Activity.task": ("project/:project_id/task/:task_id/activity",),
    "TaskView.transitions": ("project/:project_id/task/:task_id/transitions",),
    "TaskView.analytics": ("project/:project_id/task/:task_id/analytics",),
    "TaskView.timetracking": ("project/:project_id/task/:task_id/time-tracking",),
    "BoardView.show": ("calendar/:project_id", "c/:project_id", "gantt/:project_id", "gantt/:project_id/sort/:sorting"),
    "Config.index": ("settings/calendar",),
    "Dashboard.show": ("dashboard/:user_id/calendar",),
    "ProjectEdit.show": (
        "project/:project_id/edit/dates",
        "project/:project_id/edit/description",
        "project/:project_id/edit/priority",
    ),
}
#: Controllers as they were called until 1.0.29.
CONTROLLERS = {
    "action": "Action",
    "activity": "Activity",
    "app": "Dashboard",
    "auth": "Auth",
    "board": "BoardView",
    "category": "Category",
    "column": "Column",
    "customfilter": "CustomFilter",
    "export": "Export",
    "link": "Link",
    "listing": "TaskList",
    "project": "ProjectView",
    "projectuser": "ProjectUserOverview",
    "swimlane": "Swimlane",
    "task": "TaskView",
    "user": "UserView",
}


def _lead_to(name: str, path: str) -> Address:
    def lead(request: HttpRequest, project_id: int, task_id: int, user_id: int) -> HttpResponse:
        wanted = {"task_id": task_id} if task_id else {"project_id": project_id, "user_id": user_id}
        return HttpResponseRedirect(link(name, **{key: value for key, value in wanted.items() if value}))

    return Address(f"old {path.replace(':', '')}", lead, PUBLIC, (path,))


ADDRESSES: tuple[Address, ...] = tuple(_lead_to(name, path) for name, paths in MOVED.items() for path in paths)


def find_old_query(query: QueryDict) -> str | None:
    """Where a query form with an old name of a controller leads to; None when there is no such page."""
    controller = CONTROLLERS.get(query.get("controller", ""))
    action = query.get("action", "") or "show"
    if controller == "Dashboard" and action == "index":
        action = "show"
    if controller is None or find_by_query(f"{controller}Controller", action) is None:
        return None
    rest = [(name, value) for name, value in query.items() if name not in ("controller", "action")]
    return f"{get_script_prefix()}?{urlencode([('controller', f'{controller}Controller'), ('action', action), *rest])}"
