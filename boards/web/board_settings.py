"""Columns, swimlanes, categories and tags of a project (web.md 5.4 to 5.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.errors import Denied, NotFound
from boards.queries.columns import get_category, get_project_column, get_project_swimlane
from boards.queries.project_pages import (
    list_categories_with_counts,
    list_columns_with_counts,
    list_swimlanes_with_counts,
    list_tags_with_counts,
)
from boards.queries.tags import get_tag
from boards.services.categories import create_category, remove_category, update_category
from boards.services.columns import create_column, move_column, remove_column, update_column
from boards.services.projects import update_project
from boards.services.swimlanes import (
    create_swimlane,
    disable_swimlane,
    enable_swimlane,
    move_swimlane,
    remove_swimlane,
    update_swimlane,
)
from boards.services.tags import create_tag, promote_tag, remove_tag, update_tag
from boards.web.forms.projects import CategoryForm, ColumnForm, SwimlaneForm, TagForm
from boards.web.json_body import read_json, read_number, result_of
from boards.web.links import link
from boards.web.pages import confirm, errors_to, go_to, posted, say, show_form
from boards.web.projects import show_settings

if TYPE_CHECKING:
    from django.forms import Form

    from boards.models import Category, Project, Tag
    from boards.web.door import BoardRequest


def _form(request: BoardRequest, project: Project, form: Form, heading: str, page: str, submit: str) -> HttpResponse:
    return show_form(request, form, heading, submit, back=link(page, project_id=project.pk), project=project)


def _done(request: BoardRequest, project: Project, page: str, sentence: str) -> HttpResponse:
    say(request, sentence)
    return go_to(request, page, project_id=project.pk, stay=True)


def _ask(request: BoardRequest, project: Project, page: str, title: str, sentence: str) -> HttpResponse:
    back = link(page, project_id=project.pk)
    return confirm(request, title=title, sentence=sentence, verb=title, back=back)


# Columns


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
            return _done(request, project, "Column.index", _("Column “%(name)s” added.") % {"name": column.title})
    return _form(request, project, form, _("New column"), "Column.index", _("Add column"))


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
            return _done(request, project, "Column.index", _("Column “%(name)s” changed.") % {"name": column.title})
    return _form(request, project, form, _("Edit column"), "Column.index", _("Save"))


def place_column(request: BoardRequest, project: Project, column_id: int, position: int) -> HttpResponse:
    """By a form (``position``), or as JSON ``{"column_id", "position"}`` to ``{"result"}``. Missing keys: 403."""

    def place(column_id: int, position: int) -> None:
        column = get_project_column(project_id=project.pk, column_id=column_id)
        move_column(actor=request.actor, column=column, position=position)

    return _place(request, project, "Column.index", place, column_id=column_id, position=position)


def _place(
    request: BoardRequest, project: Project, page: str, place: Callable[..., None], **given: int
) -> HttpResponse:
    """``given``: what ``place`` takes, as a form sent it; JSON names the same. Raises Denied for JSON without them."""
    if request.content_type != "application/json":
        place(**given)
        return go_to(request, page, project_id=project.pk, stay=True)
    data = read_json(request)
    if not given.keys() <= data.keys():
        raise Denied(" and ".join(given))
    return result_of(lambda: place(**{name: read_number(data[name]) for name in given}))


def drop_column(request: BoardRequest, project: Project, column_id: int) -> HttpResponse:
    column = get_project_column(project_id=project.pk, column_id=column_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed from the board.") % {"name": column.title}
        return _ask(request, project, "Column.index", _("Remove column"), sentence)
    remove_column(actor=request.actor, column=column)
    return _done(request, project, "Column.index", _("Column “%(name)s” removed.") % {"name": column.title})


# Swimlanes


def list_swimlanes(request: BoardRequest, project: Project) -> HttpResponse:
    lanes = list_swimlanes_with_counts(project.pk)
    active = [lane for lane in lanes if lane.item.is_active]
    others = [lane for lane in lanes if not lane.item.is_active]
    return show_settings(
        request, "project_settings/swimlanes.html", project, "swimlanes", heading=_("Swimlanes"), active=active,
        others=others,
    )  # fmt: skip


def add_swimlane(request: BoardRequest, project: Project) -> HttpResponse:
    form = SwimlaneForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            create_swimlane(
                actor=request.actor, project=project, name=values["name"], description=values["description"],
                task_limit=values["task_limit"] or 0,
            )  # fmt: skip
            sentence = _("Swimlane “%(name)s” added.") % {"name": values["name"]}
            return _done(request, project, "Swimlane.index", sentence)
    return _form(request, project, form, _("New swimlane"), "Swimlane.index", _("Add swimlane"))


def edit_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    initial = {"name": lane.name, "description": lane.description, "task_limit": lane.task_limit}
    form = SwimlaneForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            update_swimlane(
                actor=request.actor, swimlane=lane, name=values["name"], description=values["description"],
                task_limit=values["task_limit"] or 0,
            )  # fmt: skip
            sentence = _("Swimlane “%(name)s” changed.") % {"name": values["name"]}
            return _done(request, project, "Swimlane.index", sentence)
    return _form(request, project, form, _("Edit swimlane"), "Swimlane.index", _("Save"))


def place_swimlane(request: BoardRequest, project: Project, swimlane_id: int, position: int) -> HttpResponse:
    """By a form, or as JSON ``{"swimlane_id", "position"}`` to ``{"result"}``."""

    def place(swimlane_id: int, position: int) -> None:
        lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
        move_swimlane(actor=request.actor, swimlane=lane, position=position)

    return _place(request, project, "Swimlane.index", place, swimlane_id=swimlane_id, position=position)


def switch_on_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is shown on the board again.") % {"name": lane.name}
        return _ask(request, project, "Swimlane.index", _("Switch on"), sentence)
    enable_swimlane(actor=request.actor, swimlane=lane)
    return _done(request, project, "Swimlane.index", _("“%(name)s” is on.") % {"name": lane.name})


def switch_off_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        sentence = _("“%(name)s” and its tasks leave the board; nothing is lost.") % {"name": lane.name}
        return _ask(request, project, "Swimlane.index", _("Switch off"), sentence)
    disable_swimlane(actor=request.actor, swimlane=lane)
    return _done(request, project, "Swimlane.index", _("“%(name)s” is off.") % {"name": lane.name})


def drop_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed from the project.") % {"name": lane.name}
        return _ask(request, project, "Swimlane.index", _("Remove swimlane"), sentence)
    remove_swimlane(actor=request.actor, swimlane=lane)
    return _done(request, project, "Swimlane.index", _("Swimlane “%(name)s” removed.") % {"name": lane.name})


# Categories


def list_categories(request: BoardRequest, project: Project) -> HttpResponse:
    categories = list_categories_with_counts(project.pk)
    return show_settings(
        request, "project_settings/categories.html", project, "categories", heading=_("Categories"),
        categories=categories,
    )  # fmt: skip


def _category_of(project: Project, category_id: int) -> Category:
    category = get_category(category_id)
    if category.project_id != project.pk:
        raise NotFound(f"category {category_id}")
    return category


def add_category(request: BoardRequest, project: Project) -> HttpResponse:
    form = CategoryForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            create_category(
                actor=request.actor, project=project, name=values["name"], color_id=values["color_id"],
                description=values["description"],
            )  # fmt: skip
            sentence = _("Category “%(name)s” added.") % {"name": values["name"]}
            return _done(request, project, "Category.index", sentence)
    return _form(request, project, form, _("New category"), "Category.index", _("Add category"))


def edit_category(request: BoardRequest, project: Project, category_id: int) -> HttpResponse:
    category = _category_of(project, category_id)
    initial = {"name": category.name, "color_id": category.color_id or "", "description": category.description}
    form = CategoryForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            update_category(
                actor=request.actor, category=category, name=values["name"], color_id=values["color_id"],
                description=values["description"],
            )  # fmt: skip
            sentence = _("Category “%(name)s” changed.") % {"name": values["name"]}
            return _done(request, project, "Category.index", sentence)
    return _form(request, project, form, _("Edit category"), "Category.index", _("Save"))


def drop_category(request: BoardRequest, project: Project, category_id: int) -> HttpResponse:
    category = _category_of(project, category_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed; its tasks stay without a category.") % {"name": category.name}
        return _ask(request, project, "Category.index", _("Remove category"), sentence)
    remove_category(actor=request.actor, category=category)
    return _done(request, project, "Category.index", _("Category “%(name)s” removed.") % {"name": category.name})


# Tags


def list_tags(request: BoardRequest, project: Project) -> HttpResponse:
    return show_settings(
        request, "project_settings/tags.html", project, "tags", heading=_("Tags"),
        tags=list_tags_with_counts(project.pk),
    )  # fmt: skip


def _tag_of(project: Project, tag_id: int) -> Tag:
    tag = get_tag(tag_id)
    if tag.project_id != project.pk:
        raise NotFound(f"tag {tag_id}")
    return tag


def add_tag(request: BoardRequest, project: Project) -> HttpResponse:
    form = TagForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            create_tag(
                actor=request.actor, project_id=project.pk, name=values["name"], color_id=values["color_id"] or None
            )
            return _done(request, project, "ProjectTag.index", _("Tag “%(name)s” added.") % {"name": values["name"]})
    return _form(request, project, form, _("New tag"), "ProjectTag.index", _("Add tag"))


def edit_tag(request: BoardRequest, project: Project, tag_id: int) -> HttpResponse:
    tag = _tag_of(project, tag_id)
    form = TagForm(posted(request), initial={"name": tag.name, "color_id": tag.color_id or ""})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            update_tag(actor=request.actor, tag=tag, name=values["name"], color_id=values["color_id"] or None)
            return _done(request, project, "ProjectTag.index", _("Tag “%(name)s” changed.") % {"name": tag.name})
    return _form(request, project, form, _("Edit tag"), "ProjectTag.index", _("Save"))


def drop_tag(request: BoardRequest, project: Project, tag_id: int) -> HttpResponse:
    tag = _tag_of(project, tag_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is taken from all its tasks.") % {"name": tag.name}
        return _ask(request, project, "ProjectTag.index", _("Remove tag"), sentence)
    remove_tag(actor=request.actor, tag=tag)
    return _done(request, project, "ProjectTag.index", _("Tag “%(name)s” removed.") % {"name": tag.name})


def make_tag_global(request: BoardRequest, project: Project, tag_id: int) -> HttpResponse:
    tag = _tag_of(project, tag_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is offered in all projects then.") % {"name": tag.name}
        return _ask(request, project, "ProjectTag.index", _("Make global"), sentence)
    promote_tag(actor=request.actor, tag=tag)
    return _done(request, project, "ProjectTag.index", _("“%(name)s” is a global tag now.") % {"name": tag.name})


def set_global_tags(request: BoardRequest, project: Project) -> HttpResponse:
    wanted = request.POST.get("enable_global_tags") == "1"
    update_project(actor=request.actor, project=project, changes={"enable_global_tags": wanted})
    return _done(request, project, "ProjectTag.index", _("Use of global tags saved."))
