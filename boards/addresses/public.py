"""What anybody may read who has the token (web.md 2.1): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "BoardView.readonly": ("public/board/:token",),
    "TaskView.readonly": ("public/task/:task_id/:token",),
    "Feed.project": ("feed/project/:token",),
    "Feed.user": ("feed/user/:token",),
    "ICalendar.project": ("ical/project/:token",),
    "ICalendar.user": ("ical/user/:token",),
    "public.picture": ("public/task/:task_id/:token/file/:file_id",),
}
