"""Columns (web.md 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.columns import get_project_column
from boards.queries.project_pages import (
    list_columns_with_counts,
)
from boards.services.columns import create_column, move_column, remove_column, update_column
from boards.web.frame.pages import posted
from boards.web.project_settings.around import (
    answer_placing,
    ask_about_project,
    finish,
    save_settings_form,
    show_settings,
)
from boards.web.project_settings.forms import ColumnForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

PAGE = "Column.index"


def list_columns(request: BoardRequest, project: Project) -> HttpResponse:
    columns = list_columns_with_counts(project.pk)
    return show_settings(
        request, "project_settings/columns.html", project, "columns", heading=_("Columns"), columns=columns
    )


def add_column(request: BoardRequest, project: Project) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        create_column(actor=request.actor, project=project, **values)
        return _("Column “%(title)s” added.") % values

    return save_settings_form(
        request, project, ColumnForm(posted(request)), _("New column"), PAGE, _("Add column"), save
    )


def edit_column(request: BoardRequest, project: Project, column_id: int) -> HttpResponse:
    column = get_project_column(project_id=project.pk, column_id=column_id)

    def save(values: dict[str, Any]) -> str:
        update_column(actor=request.actor, column=column, **values)
        return _("Column “%(title)s” changed.") % values

    form = ColumnForm(posted(request), initial={name: getattr(column, name) for name in ColumnForm.base_fields})
    return save_settings_form(request, project, form, _("Edit column"), PAGE, _("Save"), save)


def place_column(request: BoardRequest, project: Project, column_id: int, position: int) -> HttpResponse:
    """By a form (``position``), or as JSON ``{"column_id", "position"}`` to ``{"result"}``. Missing keys: 403."""

    def place(column_id: int, position: int) -> None:
        column = get_project_column(project_id=project.pk, column_id=column_id)
        move_column(actor=request.actor, column=column, position=position)

    return answer_placing(request, project, PAGE, place, column_id=column_id, position=position)


def drop_column(request: BoardRequest, project: Project, column_id: int) -> HttpResponse:
    column = get_project_column(project_id=project.pk, column_id=column_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed from the board.") % {"name": column.title}
        return ask_about_project(request, project, PAGE, _("Remove column"), sentence)
    remove_column(actor=request.actor, column=column)
    return finish(request, project, PAGE, _("Column “%(name)s” removed.") % {"name": column.title})
