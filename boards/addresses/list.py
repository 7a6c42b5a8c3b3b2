"""The list of a project (web.md 2.4): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "TaskList.show": ("list/:project_id", "l/:project_id", "list/:project_id/search/:search"),
    "list.columns": ("list/:project_id/columns",),
    "list.change": ("list/:project_id/change",),
    "list.pick": ("list/:project_id/change/:property",),
    "list.move": ("list/:project_id/move",),
    "list.close": ("list/:project_id/close",),
    "TaskBulkChangeProperty.show": (),
    "TaskBulkChangeProperty.save": (),
    "TaskBulkMoveColumn.show": (),
    "TaskBulkMoveColumn.save": (),
}
