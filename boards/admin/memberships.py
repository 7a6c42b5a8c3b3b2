"""Who belongs to which project."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.admin.base import ServiceAdmin
from boards.errors import Invalid
from boards.models import CustomRole, ProjectGroup, ProjectUser
from boards.roles import ProjectRole
from boards.services.memberships import (
    add_project_group,
    add_project_user,
    change_project_group_role,
    change_project_user_role,
    remove_project_group,
    remove_project_user,
)

ROLE_HELP = _("%(roles)s, or the name of a custom role of the project.") % {"roles": ", ".join(ProjectRole.values)}


def check_known_role(project_id: int, role: str) -> str:
    """A role that means something here; programs may store any text, a person's slip is shown. Raises Invalid."""
    if role in ProjectRole.values or CustomRole.objects.filter(project_id=project_id, role=role).exists():
        return role
    raise Invalid(role=_("There is no such role in this project."))


class MembershipAdmin(ServiceAdmin):
    list_filter = ("role",)
    needed = ("role",)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "role":
            kwargs |= {"help_text": ROLE_HELP, "initial": ProjectRole.MEMBER.value}
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(ProjectUser)
class ProjectUserAdmin(MembershipAdmin):
    list_display = ("id", "project", "user", "role")
    search_fields = ("project__name", "user__username", "user__name", "role")
    autocomplete_fields = ("project", "user")
    fields = ("project", "user", "role")
    fixed = ("project", "user")

    def create(self, actor: Actor, data: dict[str, Any]) -> ProjectUser:
        project, user = data["project"], data["user"]
        role = check_known_role(project.pk, data["role"])
        add_project_user(actor=actor, project=project, user_id=user.pk, role=role)
        return ProjectUser.objects.get(project=project, user=user)

    def update(self, actor: Actor, obj: ProjectUser, changes: dict[str, Any]) -> None:
        role = check_known_role(obj.project_id, changes["role"])
        change_project_user_role(actor=actor, project_id=obj.project_id, user_id=obj.user_id, role=role)

    def remove(self, actor: Actor, obj: ProjectUser) -> None:
        remove_project_user(actor=actor, project_id=obj.project_id, user_id=obj.user_id)


@admin.register(ProjectGroup)
class ProjectGroupAdmin(MembershipAdmin):
    list_display = ("id", "project", "group", "role")
    search_fields = ("project__name", "group__name", "role")
    autocomplete_fields = ("project", "group")
    fields = ("project", "group", "role")
    fixed = ("project", "group")

    def create(self, actor: Actor, data: dict[str, Any]) -> ProjectGroup:
        project, group = data["project"], data["group"]
        role = check_known_role(project.pk, data["role"])
        add_project_group(actor=actor, project=project, group_id=group.pk, role=role)
        return ProjectGroup.objects.get(project=project, group=group)

    def update(self, actor: Actor, obj: ProjectGroup, changes: dict[str, Any]) -> None:
        role = check_known_role(obj.project_id, changes["role"])
        change_project_group_role(actor=actor, project_id=obj.project_id, group_id=obj.group_id, role=role)

    def remove(self, actor: Actor, obj: ProjectGroup) -> None:
        remove_project_group(actor=actor, project_id=obj.project_id, group_id=obj.group_id)
