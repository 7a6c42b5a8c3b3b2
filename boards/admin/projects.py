"""Projects, their saved searches and templates of descriptions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.admin.base import BaseAdmin, ServiceAdmin, to_ids
from boards.models import (
    Action,
    Category,
    Column,
    CustomFilter,
    CustomRole,
    PredefinedDescription,
    Project,
    ProjectGroup,
    ProjectUser,
    Swimlane,
    Tag,
    Task,
)
from boards.services.projects import (
    create_project,
    disable_project,
    disable_public_access,
    enable_project,
    enable_public_access,
    remove_project,
    update_project,
)
from boards.transactions import lock_project, lock_projects

PARTS = (Task, Column, Swimlane, Category, Tag, ProjectUser, ProjectGroup, CustomRole, Action)
FACTS = (
    "name",
    "description",
    "owner",
    "identifier",
    "email",
    "start_date",
    "end_date",
    "priority_default",
    "priority_start",
    "priority_end",
)


@admin.register(Project)
class ProjectAdmin(ServiceAdmin):
    """New ones are team projects; opening, closing and public access are actions of the list."""

    list_display = ("id", "name", "identifier", "owner", "is_active", "is_private", "is_public", "last_modified")
    list_filter = ("is_active", "is_private", "is_public")
    search_fields = ("name", "identifier", "email", "owner__username")
    autocomplete_fields = ("owner",)
    fields = (*FACTS, "task_limit", "per_swimlane_task_limits", "enable_global_tags", "predefined_email_subjects")
    add_fields = FACTS
    shown = ("is_active", "is_private", "is_public", "last_modified", "parts")
    actions = (*ServiceAdmin.actions, "open_again", "close", "make_public", "make_closed_to_public")

    @admin.display(description=gettext_lazy("What is in it"))
    def parts(self, obj: Project) -> str:
        return format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            (
                (
                    f"{reverse(f'admin:boards_{model._meta.model_name}_changelist')}?project__id__exact={obj.pk}",
                    capfirst(model._meta.verbose_name_plural),
                )
                for model in PARTS
            ),
        ) or format_html("")

    def create(self, actor: Actor, data: dict[str, Any]) -> Project:
        return create_project(actor=actor, **to_ids(data, "owner"))

    def update(self, actor: Actor, obj: Project, changes: dict[str, Any]) -> None:
        update_project(actor=actor, project=obj, changes=to_ids(changes, "owner"))

    def remove(self, actor: Actor, obj: Project) -> None:
        remove_project(actor=actor, project=obj)

    @admin.action(description=gettext_lazy("Open"))
    def open_again(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: enable_project(actor=a, project=obj), _("Opened"))

    @admin.action(description=gettext_lazy("Close"))
    def close(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: disable_project(actor=a, project=obj), _("Closed"))

    @admin.action(description=gettext_lazy("Make public, with new addresses"))
    def make_public(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: enable_public_access(actor=a, project=obj), _("Made public"))

    @admin.action(description=gettext_lazy("End public access"))
    def make_closed_to_public(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(
            request, queryset, lambda a, obj: disable_public_access(actor=a, project=obj), _("Public access ended")
        )


class RowOfProjectAdmin(BaseAdmin):
    """Plain rows of a project, which is locked before one is written."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        lock_projects({obj.project_id, form.initial.get("project") or obj.project_id})
        super().save_model(request, obj, form, change)

    def remove(self, actor: Actor, obj: Any) -> None:
        lock_project(obj.project_id)
        super().remove(actor, obj)


@admin.register(CustomFilter)
class CustomFilterAdmin(RowOfProjectAdmin):
    list_display = ("id", "name", "project", "user", "filter", "is_shared", "append")
    list_filter = ("is_shared",)
    search_fields = ("name", "filter", "project__name", "user__username")
    autocomplete_fields = ("project", "user")


@admin.register(PredefinedDescription)
class PredefinedDescriptionAdmin(RowOfProjectAdmin):
    list_display = ("id", "title", "project")
    search_fields = ("title", "project__name")
    autocomplete_fields = ("project",)
