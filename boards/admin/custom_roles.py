"""Custom roles of projects and what they restrict."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from boards.actors import Actor
from boards.admin.base import AddOnlyAdmin, ServiceAdmin
from boards.models import ColumnRestriction, CustomRole, MoveRestriction, ProjectRestriction
from boards.services.custom_roles import (
    create_custom_role,
    lift_restriction,
    remove_custom_role,
    rename_custom_role,
    restrict_column,
    restrict_moves,
    restrict_project,
)


@admin.register(CustomRole)
class CustomRoleAdmin(ServiceAdmin):
    list_display = ("id", "role", "project")
    search_fields = ("role", "project__name")
    autocomplete_fields = ("project",)
    fields = ("project", "role")
    fixed = ("project",)

    def create(self, actor: Actor, data: dict[str, Any]) -> CustomRole:
        return create_custom_role(actor=actor, project=data["project"], name=data["role"])

    def update(self, actor: Actor, obj: CustomRole, changes: dict[str, Any]) -> None:
        rename_custom_role(actor=actor, role=obj, name=changes["role"])

    def remove(self, actor: Actor, obj: CustomRole) -> None:
        remove_custom_role(actor=actor, role=obj)


class RestrictionAdmin(AddOnlyAdmin):
    """A restriction is lifted and made anew, never changed."""

    search_fields = ("role__role", "role__project__name")
    autocomplete_fields = ("role",)

    def remove(self, actor: Actor, obj: Any) -> None:
        lift_restriction(actor=actor, restriction=obj)


@admin.register(ProjectRestriction)
class ProjectRestrictionAdmin(RestrictionAdmin):
    list_display = ("id", "role", "rule")
    list_filter = ("rule",)
    fields = ("role", "rule")

    def create(self, actor: Actor, data: dict[str, Any]) -> ProjectRestriction:
        return restrict_project(actor=actor, **data)


@admin.register(ColumnRestriction)
class ColumnRestrictionAdmin(RestrictionAdmin):
    list_display = ("id", "role", "column", "rule")
    list_filter = ("rule",)
    fields = ("role", "column", "rule")
    raw_id_fields = ("column",)

    def create(self, actor: Actor, data: dict[str, Any]) -> ColumnRestriction:
        return restrict_column(actor=actor, **data)


@admin.register(MoveRestriction)
class MoveRestrictionAdmin(RestrictionAdmin):
    list_display = ("id", "role", "src_column", "dst_column", "only_assigned")
    fields = ("role", "src_column", "dst_column", "only_assigned")
    raw_id_fields = ("src_column", "dst_column")

    def create(self, actor: Actor, data: dict[str, Any]) -> MoveRestriction:
        return restrict_moves(
            actor=actor,
            role=data["role"],
            source=data["src_column"],
            target=data["dst_column"],
            only_assigned=data["only_assigned"],
        )
