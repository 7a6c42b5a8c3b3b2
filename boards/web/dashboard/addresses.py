"""My work (web.md 2.2): views, and who may."""

from __future__ import annotations

from boards.web.dashboard import page as views
from boards.web.frame.door import Address, act, page

ADDRESSES: tuple[Address, ...] = (
    page("Dashboard.show", views.show_dashboard),
    act("first.settle", views.settle_first, allows="setting.edit"),
    page("Dashboard.projects", views.show_projects),
    page("Dashboard.tasks", views.show_tasks),
    page("Dashboard.subtasks", views.show_subtasks),
    page("Dashboard.activity", views.show_activity),
    page("Dashboard.notifications", views.show_notifications),
    act("task.tick", views.tick_task, allows="task.close"),
    act("subtask.tick", views.tick_subtask, allows="subtask.edit"),
)
