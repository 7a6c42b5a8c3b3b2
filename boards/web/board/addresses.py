"""The board (web.md 2.4), and what our own pages ask of it: views, and who may."""

from __future__ import annotations

from boards.web.board import add, change, close, columns, details, facets, moves, parts, pin, place, view
from boards.web.board import page as views
from boards.web.frame.door import Address, act, form, page

ADDRESSES: tuple[Address, ...] = (
    page("BoardView.show", views.show_board, allows="board.view"),
    act("BoardAjax.save", moves.save_move, allows="task.move"),
    page("BoardAjax.check", parts.check, allows="board.view"),
    act("BoardAjax.reload", parts.reload, allows="board.view"),
    form("BoardAjax.collapse", view.collapse, allows="board.view"),
    form("BoardAjax.expand", view.expand, allows="board.view"),
    form("BoardPopover.confirmCloseColumnTasks", close.close_cell, allows="task.close"),
    act("BoardPopover.closeColumnTasks", close.close_cell, allows="task.close"),
    form("TaskReorder.reorderColumn", columns.sort_column, allows="task.sort"),
    page("board.changes", parts.show_changes, allows="board.view"),
    page("board.cell", parts.show_cell, allows="board.view"),
    page("board.language", views.show_language, allows="board.view"),
    page("board.facet", facets.show_facet, allows="board.view"),
    act("board.pin", pin.pin, allows="board.view"),
    act("board.view", view.set_view, allows="board.view"),
    act("board.move", moves.move, allows="task.move"),
    page("board.marks", add.show_marks, allows="task.create"),
    act("board.add", add.add, allows="task.create"),
    form("board.change", change.change_property, allows="task.edit"),
    form("board.close", close.change_status, allows="task.close"),
    act("board.reopen", close.reopen_selected, allows="task.close"),
    form("board.place", place.move_selected, allows="task.move"),
    page("board.lanes", columns.show_lanes, allows="board.view"),
    form("board.sort", columns.sort_once, allows="task.sort"),
    act("undo", moves.undo),
    act("redo", moves.redo),
    page("BoardTooltip.tasklinks", details.show_links, allows="task.view"),
    page("BoardTooltip.externallinks", details.show_external_links, allows="task.view"),
    page("BoardTooltip.subtasks", details.show_subtasks, allows="task.view"),
    page("BoardTooltip.attachments", details.show_attachments, allows="task.view"),
    page("BoardTooltip.description", details.show_description, allows="task.view"),
    page("BoardTooltip.recurrence", details.show_recurrence, allows="task.view"),
    page("BoardTooltip.swimlane", details.show_swimlane, allows="board.view"),
)
