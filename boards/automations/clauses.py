"""When automatic actions run, in words: the first half of their sentence, event by event.

Parameters stand in braces, by their names. An action says by ``when`` which of these tables is its own; the second half
is its ``then``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from boards.events import (
    DailyRound,
    Event,
    TaskAssigneeChanged,
    TaskClosed,
    TaskCreated,
    TaskLinkSaved,
    TaskMovedColumn,
    TaskMovedSwimlane,
    TaskSaved,
    TaskUpdated,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Clauses = Mapping[type[Event], "_StrPromise"]

OF_ANY_TASK: Clauses = {
    TaskCreated: _("When a task is created"),
    TaskClosed: _("When a task is closed"),
}

IN_COLUMN: Clauses = {
    TaskCreated: _("When a task is created in {column_id}"),
    TaskSaved: _("When a task in {column_id} is created or changed"),
    TaskMovedColumn: _("When a task enters {column_id}"),
    TaskClosed: _("When a task in {column_id} is closed"),
}
OF_NOBODY_IN_COLUMN: Clauses = {
    TaskCreated: _("When a task that nobody has is created in {column_id}"),
    TaskMovedColumn: _("When a task that nobody has enters {column_id}"),
}
OUT_OF_COLUMN: Clauses = {
    TaskMovedColumn: _("When a task leaves {column_id}"),
}
UNSTARTED_OUT_OF_COLUMN: Clauses = {
    TaskMovedColumn: _("When a task without a start date leaves {column_id}"),
}
ASSIGNED_IN_COLUMN: Clauses = {
    TaskAssigneeChanged: _("When a task in {src_column_id} gets an assignee"),
    TaskUpdated: _("When a task in {src_column_id} that somebody has is changed"),
}
UNASSIGNED_IN_COLUMN: Clauses = {
    TaskAssigneeChanged: _("When a task in {src_column_id} loses its assignee"),
    TaskUpdated: _("When a task in {src_column_id} that nobody has is changed"),
}

IN_SWIMLANE: Clauses = {
    TaskCreated: _("When a task is created in the swimlane {swimlane_id}"),
    TaskMovedSwimlane: _("When a task enters the swimlane {swimlane_id}"),
}
OF_CATEGORY: Clauses = {
    TaskCreated: _("When a task of the category {category_id} is created"),
    TaskUpdated: _("When a task of the category {category_id} is changed"),
    TaskSaved: _("When a task of the category {category_id} is created or changed"),
}
OF_COLOR: Clauses = {
    TaskSaved: _("When a task of the colour {color_id} is created or changed"),
}
OF_PRIORITY: Clauses = {
    TaskSaved: _("When a task of priority {priority} is created or changed"),
}
OF_PERSON: Clauses = {
    TaskCreated: _("When a task is created for {user_id}"),
    TaskUpdated: _("When a task of {user_id} is changed"),
    TaskSaved: _("When a task of {user_id} is created or changed"),
    TaskAssigneeChanged: _("When a task is given to {user_id}"),
}
WITH_LINK: Clauses = {
    TaskLinkSaved: _("When a task gets a link “{link_id}”"),
}
WITH_FIRST_LINK: Clauses = {
    TaskLinkSaved: _("When a task without a category gets a link “{link_id}”"),
}

UNCHANGED: Clauses = {
    DailyRound: _("Each day, when a task was not changed for {duration}"),
}
UNCHANGED_IN_COLUMN: Clauses = {
    DailyRound: _("Each day, when a task in {column_id} was not changed for {duration}"),
}
UNMOVED_IN_COLUMN: Clauses = {
    DailyRound: _("Each day, when a task in {column_id} did not move for {duration}"),
}
UNMOVED_OUT_OF_COLUMN: Clauses = {
    DailyRound: _("Each day, when a task in {src_column_id} did not move for {duration}"),
}
DUE_SOON: Clauses = {
    DailyRound: _("Each day, when a task in {src_column_id} is due within {duration}"),
}
STARTED_IN_COLUMN: Clauses = {
    DailyRound: _("Each day, when the start date of a task in {src_column_id} has come"),
}
OVERDUE: Clauses = {
    DailyRound: _("Each day, when the due date of a task is over"),
}
STARTED: Clauses = {
    DailyRound: _("Each day, when the start date of a task has come"),
}
