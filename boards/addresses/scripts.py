"""What scripts ask by themselves, beside the links and forms of a page (static/js/shared/addresses.js)."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix

from boards.addresses import pattern

#: Name to the parameters that its path names; a script may give more, as the query.
SCRIPTED: dict[str, tuple[str, ...]] = {
    "day": (),
    "messages": (),
    "palette": (),
    "redo": (),
    "session": (),
    "undo": (),
    "Dashboard.show": (),
    "Documentation.shortcuts": (),
    "Search.index": (),
    "search.change": ("property",),
    "search.do": ("deed",),
    "search.move": (),
    "TaskAjax.preview": (),
    "offers.people": ("project_id",),
    "offers.tasks": (),
    "BoardView.show": ("project_id",),
    "board.add": ("project_id",),
    "board.cell": ("project_id",),
    "board.change": ("project_id", "property"),
    "board.changes": ("project_id",),
    "board.marks": ("project_id",),
    "board.close": ("project_id",),
    "board.move": ("project_id",),
    "board.place": ("project_id",),
    "board.reopen": ("project_id",),
    "TaskDuplication.duplicate": ("task_id",),
    "TaskModification.assignToMe": ("task_id",),
    "TaskModification.edit": ("task_id",),
    "TaskStatus.close": ("task_id",),
    "TaskStatus.open": ("task_id",),
    "TaskView.show": ("task_id",),
    "task.news": ("task_id",),
    "task.peek": ("task_id",),
}
#: The same outside of the table of pages: no door asks who comes.
UNGUARDED = {"healthz": "healthz", "live": "live/{boards}"}


def list_patterns() -> str:
    """Each name and the path with ``{parameter}`` to fill in, apart by blanks."""
    return _write_patterns(get_script_prefix())


@cache
def _write_patterns(prefix: str) -> str:
    paths = {name: pattern(name, *params) for name, params in SCRIPTED.items()} | UNGUARDED
    return " ".join(f"{name} {prefix}{path}" for name, path in paths.items())
