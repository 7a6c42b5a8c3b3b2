"""Categories (web.md 5.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.errors import NotFound
from boards.queries.columns import get_category
from boards.queries.project_pages import (
    list_categories_with_counts,
)
from boards.services.categories import create_category, remove_category, update_category
from boards.web.frame.pages import errors_to, posted
from boards.web.project_settings.around import ask_about_project, finish, show_settings, show_settings_form
from boards.web.project_settings.forms import CategoryForm

if TYPE_CHECKING:
    from boards.models import Category, Project
    from boards.web.frame.door import BoardRequest


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
            return finish(request, project, "Category.index", sentence)
    return show_settings_form(request, project, form, _("New category"), "Category.index", _("Add category"))


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
            return finish(request, project, "Category.index", sentence)
    return show_settings_form(request, project, form, _("Edit category"), "Category.index", _("Save"))


def drop_category(request: BoardRequest, project: Project, category_id: int) -> HttpResponse:
    category = _category_of(project, category_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed; its tasks stay without a category.") % {"name": category.name}
        return ask_about_project(request, project, "Category.index", _("Remove category"), sentence)
    remove_category(actor=request.actor, category=category)
    return finish(request, project, "Category.index", _("Category “%(name)s” removed.") % {"name": category.name})
