"""Attachments (web.md 2.5): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "TaskFile.create": ("task/:task_id/file/create",),
    "TaskFile.save": ("task/:task_id/file/save",),
    "TaskFile.screenshot": ("task/:task_id/screenshot",),
    "TaskPopover.screenshot": (),
    "TaskFile.confirm": ("task/:task_id/file/:file_id/confirm",),
    "TaskFile.remove": ("task/:task_id/file/:file_id/remove",),
    "ProjectFile.create": ("project/:project_id/file/create",),
    "ProjectFile.save": (),
    "ProjectFile.confirm": ("project/:project_id/file/:file_id/remove",),
    "ProjectFile.remove": (),
    "FileViewer.show": (
        "task/:task_id/file/:file_id/show",
        "task/:task_id/file/:file_id/show/:etag",
        "project/:project_id/file/:file_id/show",
        "project/:project_id/file/:file_id/show/:etag",
    ),
    "FileViewer.image": (
        "task/:task_id/file/:file_id/image",
        "task/:task_id/file/:file_id/image/:etag",
        "project/:project_id/file/:file_id/image",
        "project/:project_id/file/:file_id/image/:etag",
    ),
    "FileViewer.thumbnail": (
        "task/:task_id/file/:file_id/thumbnail",
        "task/:task_id/file/:file_id/thumbnail/:etag",
        "project/:project_id/file/:file_id/thumbnail",
        "project/:project_id/file/:file_id/thumbnail/:etag",
    ),
    "FileViewer.download": (
        "task/:task_id/file/:file_id/download",
        "task/:task_id/file/:file_id/download/:etag",
        "project/:project_id/file/:file_id/download",
        "project/:project_id/file/:file_id/download/:etag",
    ),
    "FileViewer.browser": ("task/:task_id/file/:file_id/view", "project/:project_id/file/:file_id/view"),
}
