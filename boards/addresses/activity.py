"""What happened (web.md 2.2): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "Activity.user": ("my-activity",),
    "Activity.project": ("project/:project_id/activity",),
    "Search.activity": ("search/activity",),
}
