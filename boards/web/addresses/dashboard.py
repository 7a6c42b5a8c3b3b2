"""The person's own pages (web.md 2.2)."""

from __future__ import annotations

from boards.web import activity_pages, dashboard, help_pages, inbox, palette, search
from boards.web.door import Address, act, form, page
from boards.web.frame import show_messages, show_session

INBOX = "user/:user_id/notifications/web"

ADDRESSES: tuple[Address, ...] = (
    page("Dashboard.show", dashboard.show_dashboard, "dashboard", "dashboard/:user_id"),
    page("Dashboard.projects", dashboard.show_projects, "dashboard/:user_id/projects"),
    page("Dashboard.tasks", dashboard.show_tasks, "dashboard/:user_id/tasks"),
    page("Dashboard.subtasks", dashboard.show_subtasks, "dashboard/:user_id/subtasks"),
    page("Dashboard.activity", dashboard.show_activity, "dashboard/:user_id/activity"),
    page("Dashboard.notifications", dashboard.show_notifications, "dashboard/:user_id/notifications"),
    act("task.tick", dashboard.tick_task, "task/:task_id/tick", allows="task.close"),
    act("subtask.tick", dashboard.tick_subtask, "task/:task_id/subtask/:subtask_id/tick", allows="subtask.edit"),
    page("Activity.user", activity_pages.show_own, "my-activity"),
    page("Activity.project", activity_pages.show_project, "project/:project_id/activity", allows="activity.view"),
    page("Search.index", search.search_tasks, "search"),
    page("Search.activity", activity_pages.search, "search/activity"),
    page("WebNotification.show", inbox.show_inbox, INBOX),
    form("WebNotification.flush", inbox.empty, f"{INBOX}/flush", f"{INBOX}/flush/:csrf_token"),
    form(
        "WebNotification.remove",
        inbox.read,
        f"{INBOX}/remove/:notification_id",
        f"{INBOX}/remove/:notification_id/:csrf_token",
    ),
    form("WebNotification.redirect", inbox.follow),
    page("Documentation.shortcuts", help_pages.show_keys, "help/keys"),
    page("help.search", help_pages.show_search, "help/search"),
    page("accessibility", help_pages.show_accessibility, "accessibility"),
    page("palette", palette.find, "palette"),
    page("messages", show_messages, "messages"),
    page("session", show_session, "session"),
)
