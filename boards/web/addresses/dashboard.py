"""The person's own pages (web.md 2.2)."""

from __future__ import annotations

from boards.web import dashboard
from boards.web.door import Address, act, page
from boards.web.frame import show_messages

ADDRESSES: tuple[Address, ...] = (
    page("Dashboard.show", dashboard.show_dashboard, "dashboard", "dashboard/:user_id"),
    page("Dashboard.projects", dashboard.show_projects, "dashboard/:user_id/projects"),
    page("Dashboard.tasks", dashboard.show_tasks, "dashboard/:user_id/tasks"),
    page("Dashboard.subtasks", dashboard.show_subtasks, "dashboard/:user_id/subtasks"),
    page("Dashboard.activity", dashboard.show_activity, "dashboard/:user_id/activity"),
    page("Dashboard.notifications", dashboard.show_notifications, "dashboard/:user_id/notifications"),
    act("task.tick", dashboard.tick_task, "task/:task_id/tick", allows="task.close"),
    act("subtask.tick", dashboard.tick_subtask, "task/:task_id/subtask/:subtask_id/tick", allows="subtask.edit"),
    page("messages", show_messages, "messages"),
)
