"""Projects as a whole (web.md 2.3): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, act, form, page
from boards.web.projects import create, overview, star
from boards.web.projects import page as views

ADDRESSES: tuple[Address, ...] = (
    page("ProjectList.show", views.list_projects),
    form("ProjectCreation.create", create.create_team, allows="project.create"),
    form("ProjectCreation.createPrivate", create.create_personal, allows="project.create_personal"),
    act("ProjectCreation.save", create.save_new, allows="project.create_personal"),
    act("project.star", star.star, allows="project.view"),
    page("ProjectOverview.show", overview.show_overview, allows="project.view"),
)
