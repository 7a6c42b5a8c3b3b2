from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, Text
from api.rpc.procedure import Namespace
from boards.actors import Actor
from boards.queries import groups as queries
from boards.services import groups

rpc = Namespace()


@rpc.procedure("createGroup", allows="group.edit")
def create_group(actor: Actor, name: Text, external_id: Text = "") -> int:
    return groups.create_group(actor=actor, name=name, external_id=external_id).pk


@rpc.procedure("updateGroup", allows="group.edit", missing=True)
def update_group(actor: Actor, group_id: Id, name: Text = None, external_id: Text = None) -> bool:
    groups.update_group(actor=actor, group=queries.get_group(group_id), name=name, external_id=external_id)
    return True


@rpc.procedure("removeGroup", allows="group.edit")
def remove_group(actor: Actor, group_id: Id) -> bool:
    groups.remove_group(actor=actor, group=queries.get_group(group_id))
    return True


@rpc.procedure("getGroup", allows="group.edit", failure=None)
def get_group(actor: Actor, group_id: Id) -> Any:
    return queries.get_group_object(group_id)


@rpc.procedure("getAllGroups", allows="group.edit")
def get_all_groups(actor: Actor) -> list[Any]:
    return queries.list_group_objects()


@rpc.procedure("getMemberGroups", allows="group.edit")
def get_member_groups(actor: Actor, user_id: Id) -> list[Any]:
    return queries.list_groups_of_user(user_id)


@rpc.procedure("getGroupMembers", allows="group.edit")
def get_group_members(actor: Actor, group_id: Id) -> list[Any]:
    return queries.list_group_members(group_id)


@rpc.procedure("addGroupMember", allows="group.edit")
def add_group_member(actor: Actor, group_id: Id, user_id: Id) -> bool:
    groups.add_group_member(actor=actor, group=queries.get_group(group_id), user_id=user_id)
    return True


@rpc.procedure("removeGroupMember", allows="group.edit")
def remove_group_member(actor: Actor, group_id: Id, user_id: Id) -> bool:
    groups.remove_group_member(actor=actor, group_id=group_id, user_id=user_id)
    return True


@rpc.procedure("isGroupMember", allows="group.edit")
def is_group_member(actor: Actor, group_id: Id, user_id: Id) -> bool:
    return queries.is_group_member(group_id=group_id, user_id=user_id)
