from __future__ import annotations

from api.rpc.decoding import Id, Text
from api.rpc.procedure import Namespace
from boards.actors import Actor
from boards.queries import groups as queries
from boards.services import groups as services
from boards.shapes.groups import GroupInListObject, GroupObject
from boards.shapes.users import GroupMemberObject

rpc = Namespace()


@rpc.procedure("createGroup", allows="group.edit", returns=int)
def create_group(actor: Actor, name: Text, external_id: Text = "") -> int:
    """Make a group of people; the answer is its id."""
    return services.create_group(actor=actor, name=name, external_id=external_id).pk


@rpc.procedure("updateGroup", allows="group.edit", returns=bool, missing=True)
def update_group(actor: Actor, group_id: Id, name: Text = None, external_id: Text = None) -> bool:
    """Change name and external id of a group.

    Null and what is left out leave the field alone.
    """
    services.update_group(actor=actor, group=queries.get_group(group_id), name=name, external_id=external_id)
    return True


@rpc.procedure("removeGroup", allows="group.edit", returns=bool)
def remove_group(actor: Actor, group_id: Id) -> bool:
    """Remove a group, and with it the rights that its members had by it."""
    services.remove_group(actor=actor, group=queries.get_group(group_id))
    return True


@rpc.procedure("getGroup", allows="group.view", returns=GroupObject, failure=None)
def get_group(actor: Actor, group_id: Id) -> GroupObject:
    """One group."""
    return queries.get_group_object(group_id)


@rpc.procedure("getAllGroups", allows="group.view", returns=list[GroupInListObject])
def get_all_groups(actor: Actor) -> list[GroupInListObject]:
    """All groups, with the number of their members."""
    return queries.list_group_objects()


@rpc.procedure("getMemberGroups", allows="group.view", returns=list[GroupObject])
def get_member_groups(actor: Actor, user_id: Id) -> list[GroupObject]:
    """The groups that a person belongs to."""
    return queries.list_groups_of_user(user_id)


@rpc.procedure("getGroupMembers", allows="group.view", returns=list[GroupMemberObject])
def get_group_members(actor: Actor, group_id: Id) -> list[GroupMemberObject]:
    """The people who belong to a group."""
    return queries.list_group_members(group_id)


@rpc.procedure("addGroupMember", allows="group.edit", returns=bool)
def add_group_member(actor: Actor, group_id: Id, user_id: Id) -> bool:
    """Put a person into a group."""
    services.add_group_member(actor=actor, group=queries.get_group(group_id), user_id=user_id)
    return True


@rpc.procedure("removeGroupMember", allows="group.edit", returns=bool)
def remove_group_member(actor: Actor, group_id: Id, user_id: Id) -> bool:
    """Take a person out of a group."""
    services.remove_group_member(actor=actor, group_id=group_id, user_id=user_id)
    return True


@rpc.procedure("isGroupMember", allows="group.view", returns=bool)
def is_group_member(actor: Actor, group_id: Id, user_id: Id) -> bool:
    """Whether a person belongs to a group."""
    return queries.is_group_member(group_id=group_id, user_id=user_id)
