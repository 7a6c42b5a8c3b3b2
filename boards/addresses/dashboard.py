"""My work (web.md 2.2): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "Dashboard.show": ("dashboard", "dashboard/:user_id"),
    "first.settle": ("dashboard/first-steps",),
    "Dashboard.projects": ("dashboard/:user_id/projects",),
    "Dashboard.tasks": ("dashboard/:user_id/tasks",),
    "Dashboard.subtasks": ("dashboard/:user_id/subtasks",),
    "Dashboard.activity": ("dashboard/:user_id/activity",),
    "Dashboard.notifications": ("dashboard/:user_id/notifications",),
    "task.tick": ("task/:task_id/tick",),
    "subtask.tick": ("task/:task_id/subtask/:subtask_id/tick",),
}
