"""The list of a project (web.md 2.4): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, act, form, page
from boards.web.list import bulk
from boards.web.list import page as views

ADDRESSES: tuple[Address, ...] = (
    page("TaskList.show", views.show_list, allows="board.view"),
    act("list.columns", views.choose_columns, allows="board.view"),
    page("list.change", bulk.change_chosen, allows="task.edit"),
    page("list.pick", bulk.pick_value, allows="task.edit"),
    page("list.move", bulk.move_chosen, allows="task.move"),
    form("list.close", bulk.close_chosen, allows="task.close"),
    page("TaskBulkChangeProperty.show", bulk.change_chosen, allows="task.edit"),
    act("TaskBulkChangeProperty.save", bulk.change_chosen, allows="task.edit"),
    page("TaskBulkMoveColumn.show", bulk.move_chosen, allows="task.move"),
    act("TaskBulkMoveColumn.save", bulk.move_chosen, allows="task.move"),
)
