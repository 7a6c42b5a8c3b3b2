"""Groups and their members."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from boards.actors import Actor
from boards.admin.base import AddOnlyAdmin, ServiceAdmin
from boards.models import Group, GroupMember
from boards.services.groups import add_group_member, create_group, remove_group, remove_group_member, update_group


@admin.register(Group)
class GroupAdmin(ServiceAdmin):
    list_display = ("id", "name", "external_id")
    search_fields = ("name", "external_id")
    fields = ("name", "external_id")

    def create(self, actor: Actor, data: dict[str, Any]) -> Group:
        return create_group(actor=actor, **data)

    def update(self, actor: Actor, obj: Group, changes: dict[str, Any]) -> None:
        update_group(actor=actor, group=obj, **changes)

    def remove(self, actor: Actor, obj: Group) -> None:
        remove_group(actor=actor, group=obj)


@admin.register(GroupMember)
class GroupMemberAdmin(AddOnlyAdmin):
    list_display = ("id", "group", "user")
    search_fields = ("group__name", "user__username", "user__name")
    autocomplete_fields = ("group", "user")
    fields = ("group", "user")

    def create(self, actor: Actor, data: dict[str, Any]) -> GroupMember:
        add_group_member(actor=actor, group=data["group"], user_id=data["user"].pk)
        return GroupMember.objects.get(group=data["group"], user=data["user"])

    def remove(self, actor: Actor, obj: GroupMember) -> None:
        remove_group_member(actor=actor, group_id=obj.group_id, user_id=obj.user_id)
