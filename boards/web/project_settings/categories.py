"""Categories (web.md 5.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.errors import NotFound
from boards.queries.columns import get_category
from boards.queries.project_pages import (
    list_categories_with_counts,
)
from boards.services.categories import create_category, remove_category, update_category
from boards.web.frame.pages import posted
from boards.web.project_settings.around import ask_about_project, finish, save_settings_form, show_settings
from boards.web.project_settings.forms import CategoryForm

if TYPE_CHECKING:
    from boards.models import Category, Project
    from boards.web.frame.door import BoardRequest

PAGE = "Category.index"


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
    def save(values: dict[str, Any]) -> str:
        given = {name: value or None for name, value in values.items()}
        create_category(actor=request.actor, project=project, **given)
        return _("Category “%(name)s” added.") % values

    form = CategoryForm(posted(request))
    return save_settings_form(request, project, form, _("New category"), PAGE, _("Add category"), save)


def edit_category(request: BoardRequest, project: Project, category_id: int) -> HttpResponse:
    category = _category_of(project, category_id)

    def save(values: dict[str, Any]) -> str:
        color_id, description = values["color_id"] or None, values["description"]
        is_other = description != (category.description or "")
        words = description if is_other else None
        update_category(
            actor=request.actor, category=category, name=values["name"], color_id=color_id, description=words
        )
        return _("Category “%(name)s” changed.") % values

    initial = {"name": category.name, "color_id": category.color_id or "", "description": category.description}
    form = CategoryForm(posted(request), initial=initial)
    return save_settings_form(request, project, form, _("Edit category"), PAGE, _("Save"), save)


def drop_category(request: BoardRequest, project: Project, category_id: int) -> HttpResponse:
    category = _category_of(project, category_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed; its tasks stay without a category.") % {"name": category.name}
        return ask_about_project(request, project, PAGE, _("Remove category"), sentence)
    remove_category(actor=request.actor, category=category)
    return finish(request, project, PAGE, _("Category “%(name)s” removed.") % {"name": category.name})
