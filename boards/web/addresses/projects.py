"""Projects as a whole (web.md 2.3)."""

from __future__ import annotations

from boards.web import projects
from boards.web.door import Address, act, form, page

PROJECT = "project/:project_id"

ADDRESSES: tuple[Address, ...] = (
    page("ProjectList.show", projects.list_projects, "projects"),
    form("ProjectCreation.create", projects.create_team, "project/create", allows="project.create"),
    form(
        "ProjectCreation.createPrivate",
        projects.create_personal,
        "project/create/personal",
        "project/create/private",
        allows="project.create_personal",
    ),
    act("ProjectCreation.save", projects.save_new, allows="project.create_personal"),
    page(
        "ProjectOverview.show",
        projects.show_overview,
        f"{PROJECT}/overview",
        f"{PROJECT}/overview/:search",
        allows="project.view",
    ),
    page("ProjectView.show", projects.show_summary, PROJECT, "p/:project_id", allows="project.view"),
    form("ProjectEdit.show", projects.edit, f"{PROJECT}/edit", allows="project.edit"),
    act("ProjectEdit.update", projects.edit, allows="project.edit"),
    form("ProjectView.share", projects.share, f"{PROJECT}/share", allows="project.edit"),
    form("ProjectView.updateSharing", projects.share, allows="project.edit"),
    page("ProjectView.notifications", projects.show_notifications, f"{PROJECT}/notifications", allows="project.edit"),
    page("ProjectView.integrations", projects.show_integrations, f"{PROJECT}/integrations", allows="project.edit"),
    form("ProjectView.duplicate", projects.duplicate, f"{PROJECT}/duplicate", allows="project.edit"),
    act("ProjectView.doDuplication", projects.duplicate, allows="project.edit"),
    form("ProjectView.importTasks", projects.take_tasks, f"{PROJECT}/import/tasks", allows="project.edit"),
    act("ProjectView.doTasksImport", projects.take_tasks, allows="project.edit"),
    form("ProjectStatus.confirmEnable", projects.enable, f"{PROJECT}/enable", allows="project.edit"),
    form("ProjectStatus.enable", projects.enable, allows="project.edit"),
    form("ProjectStatus.confirmDisable", projects.disable, f"{PROJECT}/disable", allows="project.edit"),
    form("ProjectStatus.disable", projects.disable, allows="project.edit"),
    form("ProjectStatus.confirmRemove", projects.remove, f"{PROJECT}/remove", allows="project.remove"),
    form("ProjectStatus.remove", projects.remove, allows="project.remove"),
)
