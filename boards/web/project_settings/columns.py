"""Columns (web.md 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.columns import get_project_column
from boards.queries.project_pages import (
    list_columns_with_counts,
)
from boards.services.columns import create_column, move_column, remove_column, update_column
from boards.web.frame.pages import errors_to, posted
from boards.web.project_settings.around import (
    answer_placing,
    ask_about_project,
    finish,
    show_settings,
    show_settings_form,
)
from boards.web.project_settings.forms import ColumnForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def list_columns(request: BoardRequest, project: Project) -> HttpResponse:
    columns = list_columns_with_counts(project.pk)
    return show_settings(
        request, "project_settings/columns.html", project, "columns", heading=_("Columns"), columns=columns
    )


def add_column(request: BoardRequest, project: Project) -> HttpResponse:
    form = ColumnForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            column = create_column(
                actor=request.actor, project=project, title=values["title"], task_limit=values["task_limit"] or 0,
                description=values["description"],
            )  # fmt: skip
            if values["hide_in_dashboard"]:
                update_column(
                    actor=request.actor, column=column, title=column.title, task_limit=column.task_limit,
                    description=column.description, hide_in_dashboard=True,
                )  # fmt: skip
            return finish(request, project, "Column.index", _("Column “%(name)s” added.") % {"name": column.title})
    return show_settings_form(request, project, form, _("New column"), "Column.index", _("Add column"))


def edit_column(request: BoardRequest, project: Project, column_id: int) -> HttpResponse:
    column = get_project_column(project_id=project.pk, column_id=column_id)
    names = list(ColumnForm.base_fields)
    form = ColumnForm(posted(request), initial={name: getattr(column, name) for name in names})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            update_column(
                actor=request.actor, column=column, title=values["title"], task_limit=values["task_limit"] or 0,
                description=values["description"], hide_in_dashboard=values["hide_in_dashboard"],
            )  # fmt: skip
            return finish(request, project, "Column.index", _("Column “%(name)s” changed.") % {"name": column.title})
    return show_settings_form(request, project, form, _("Edit column"), "Column.index", _("Save"))


def place_column(request: BoardRequest, project: Project, column_id: int, position: int) -> HttpResponse:
    """By a form (``position``), or as JSON ``{"column_id", "position"}`` to ``{"result"}``. Missing keys: 403."""

    def place(column_id: int, position: int) -> None:
        column = get_project_column(project_id=project.pk, column_id=column_id)
        move_column(actor=request.actor, column=column, position=position)

    return answer_placing(request, project, "Column.index", place, column_id=column_id, position=position)


def drop_column(request: BoardRequest, project: Project, column_id: int) -> HttpResponse:
    column = get_project_column(project_id=project.pk, column_id=column_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed from the board.") % {"name": column.title}
        return ask_about_project(request, project, "Column.index", _("Remove column"), sentence)
    remove_column(actor=request.actor, column=column)
    return finish(request, project, "Column.index", _("Column “%(name)s” removed.") % {"name": column.title})
