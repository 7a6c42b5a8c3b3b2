"""Projects as a whole (web.md 2.3): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "ProjectList.show": ("projects",),
    "ProjectCreation.create": ("project/create",),
    "ProjectCreation.createPrivate": ("project/create/personal", "project/create/private"),
    "ProjectCreation.save": (),
    "project.star": ("project/:project_id/star",),
    "ProjectOverview.show": ("project/:project_id/overview", "project/:project_id/overview/:search"),
}
