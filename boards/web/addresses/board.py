"""The board (web.md 2.4), and what our own pages ask of it."""

from __future__ import annotations

from boards.web import board, bulk, changes, column_menu, filters, moves, quick_add, task_list
from boards.web.door import Address, act, form, page

ADDRESSES: tuple[Address, ...] = (
    page(
        "BoardView.show",
        board.show_board,
        "board/:project_id",
        "b/:project_id",
        "board/:project_id/search/:search",
        allows="board.view",
    ),
    act("BoardAjax.save", moves.save_move, allows="task.move"),
    page("BoardAjax.check", board.check, allows="board.view"),
    act("BoardAjax.reload", board.reload, allows="board.view"),
    form("BoardAjax.collapse", board.collapse, allows="board.view"),
    form("BoardAjax.expand", board.expand, allows="board.view"),
    form(
        "BoardPopover.confirmCloseColumnTasks",
        changes.close_cell,
        "board/:project_id/close-tasks/swimlane/:swimlane_id/column/:column_id",
        allows="task.close",
    ),
    act("BoardPopover.closeColumnTasks", changes.close_cell, allows="task.close"),
    form("TaskReorder.reorderColumn", changes.sort_column, allows="task.move"),
    page(
        "TaskList.show",
        task_list.show_list,
        "list/:project_id",
        "l/:project_id",
        "list/:project_id/search/:search",
        allows="board.view",
    ),
    act("list.columns", task_list.choose_columns, "list/:project_id/columns", allows="board.view"),
    page("list.change", bulk.change, "list/:project_id/change", allows="task.edit"),
    page("list.move", bulk.move, "list/:project_id/move", allows="task.move"),
    form("list.close", bulk.close, "list/:project_id/close", allows="task.close"),
    page("TaskBulkChangeProperty.show", bulk.change, allows="task.edit"),
    act("TaskBulkChangeProperty.save", bulk.change, allows="task.edit"),
    page("TaskBulkMoveColumn.show", bulk.move, allows="task.move"),
    act("TaskBulkMoveColumn.save", bulk.move, allows="task.move"),
    page("board.changes", board.show_changes, "board/:project_id/changes", allows="board.view"),
    page("board.cell", board.show_cell, "board/:project_id/cell", allows="board.view"),
    page("board.language", board.show_language, "board/:project_id/language", allows="board.view"),
    act("board.pin", filters.pin, "board/:project_id/pin", allows="board.view"),
    act("board.view", board.set_view, "board/:project_id/view", allows="board.view"),
    act("board.move", moves.move_cards, "board/:project_id/move", allows="task.move"),
    page("board.marks", quick_add.show_marks, "board/:project_id/marks", allows="task.create"),
    act("board.add", quick_add.add_cards, "board/:project_id/add", allows="task.create"),
    form("board.change", changes.change_property, "board/:project_id/change/:property", allows="task.edit"),
    form("board.close", changes.change_status, "board/:project_id/close", allows="task.close"),
    form("board.place", changes.move_selected, "board/:project_id/place", allows="task.move"),
    page("board.lanes", column_menu.show_lanes, "board/:project_id/column/:column_id", allows="board.view"),
    form("board.sort", column_menu.sort_once, "board/:project_id/column/:column_id/sort", allows="task.move"),
    act("undo", moves.undo, "undo"),
    act("redo", moves.redo, "redo"),
)
