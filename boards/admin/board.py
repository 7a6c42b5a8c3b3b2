"""Columns, swimlanes and categories."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.admin.base import ServiceAdmin
from boards.models import Category, Column, Swimlane
from boards.services.categories import create_category, remove_category, update_category
from boards.services.columns import create_column, move_column, remove_column, update_column
from boards.services.swimlanes import (
    create_swimlane,
    disable_swimlane,
    enable_swimlane,
    move_swimlane,
    remove_swimlane,
    update_swimlane,
)


@admin.register(Column)
class ColumnAdmin(ServiceAdmin):
    """``position`` moves the column; the others are numbered around it."""

    list_display = ("id", "title", "project", "position", "task_limit", "hide_in_dashboard")
    search_fields = ("title", "project__name")
    autocomplete_fields = ("project",)
    fields = ("project", "title", "description", "task_limit", "hide_in_dashboard", "position")
    add_fields = ("project", "title", "description", "task_limit")
    fixed = ("project",)
    needed = ("title",)
    ordering = ("project", "position", "pk")

    def create(self, actor: Actor, data: dict[str, Any]) -> Column:
        return create_column(actor=actor, **data)

    def update(self, actor: Actor, obj: Column, changes: dict[str, Any]) -> None:
        position = changes.pop("position", None)
        if changes:
            names = ("title", "task_limit", "description", "hide_in_dashboard")
            values = {name: changes.get(name, getattr(obj, name)) for name in names}
            update_column(actor=actor, column=obj, **values)
        if position is not None:
            move_column(actor=actor, column=obj, position=position)

    def remove(self, actor: Actor, obj: Column) -> None:
        remove_column(actor=actor, column=obj)


@admin.register(Swimlane)
class SwimlaneAdmin(ServiceAdmin):
    """``position`` moves the swimlane among the active ones; actions switch it on and off."""

    list_display = ("id", "name", "project", "position", "is_active", "task_limit")
    list_filter = ("is_active",)
    search_fields = ("name", "project__name")
    autocomplete_fields = ("project",)
    fields = ("project", "name", "description", "task_limit", "position")
    add_fields = ("project", "name", "description", "task_limit")
    fixed = ("project",)
    shown = ("is_active",)
    needed = ("name",)
    ordering = ("project", "-is_active", "position", "pk")
    actions = (*ServiceAdmin.actions, "switch_on", "switch_off")

    def create(self, actor: Actor, data: dict[str, Any]) -> Swimlane:
        return create_swimlane(actor=actor, **data)

    def update(self, actor: Actor, obj: Swimlane, changes: dict[str, Any]) -> None:
        position = changes.pop("position", None)
        if changes:
            update_swimlane(actor=actor, swimlane=obj, **{"name": obj.name, **changes})
        if position is not None:
            move_swimlane(actor=actor, swimlane=obj, position=position)

    def remove(self, actor: Actor, obj: Swimlane) -> None:
        remove_swimlane(actor=actor, swimlane=obj)

    @admin.action(description=gettext_lazy("Put on the board"))
    def switch_on(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: enable_swimlane(actor=a, swimlane=obj), _("Put on the board"))

    @admin.action(description=gettext_lazy("Take off the board"))
    def switch_off(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(
            request, queryset, lambda a, obj: disable_swimlane(actor=a, swimlane=obj), _("Taken off the board")
        )


@admin.register(Category)
class CategoryAdmin(ServiceAdmin):
    list_display = ("id", "name", "project", "color_id", "description")
    search_fields = ("name", "project__name")
    autocomplete_fields = ("project",)
    fields = ("project", "name", "color_id", "description")
    fixed = ("project",)
    nullable = ("color_id",)

    def create(self, actor: Actor, data: dict[str, Any]) -> Category:
        return create_category(actor=actor, **data)

    def update(self, actor: Actor, obj: Category, changes: dict[str, Any]) -> None:
        update_category(actor=actor, category=obj, **{"name": obj.name, "color_id": obj.color_id, **changes})

    def remove(self, actor: Actor, obj: Category) -> None:
        remove_category(actor=actor, category=obj)
