from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, StrictId, Text
from api.rpc.errors import ProcedureError
from api.rpc.procedure import Namespace
from boards.actors import Actor
from boards.queries.users import get_me_object, get_user_object, get_user_object_by_name, list_user_objects
from boards.queries.users import get_user as find_user
from boards.queries.users import is_active_user as is_active
from boards.services import users

rpc = Namespace()


@rpc.procedure("getMe", allows="me.view", failure=None)
def get_me(actor: Actor) -> Any:
    return get_me_object(actor.user_id)


@rpc.procedure("createUser", allows="user.edit")
def create_user(
    actor: Actor, username: Text, password: Text, name: Text = "", email: Text = "", role: Text = "app-user"
) -> int:
    user = users.create_user(actor=actor, username=username, password=password, name=name, email=email, role=role)
    return user.pk


@rpc.procedure("createLdapUser", allows="user.edit")
def create_ldap_user(actor: Actor, username: Text) -> int:
    raise ProcedureError("No LDAP server is configured.")


@rpc.procedure("getUser", allows="user.edit", failure=None)
def get_user(actor: Actor, user_id: Id) -> Any:
    return get_user_object(user_id)


@rpc.procedure("getUserByName", allows="user.edit", failure=None)
def get_user_by_name(actor: Actor, username: Text) -> Any:
    return get_user_object_by_name(username)


@rpc.procedure("getAllUsers", allows="user.edit")
def get_all_users(actor: Actor) -> list[Any]:
    return list_user_objects()


@rpc.procedure("updateUser", allows="user.edit", missing=True)
def update_user(
    actor: Actor,
    id: StrictId,  # noqa: A002
    username: Text = None,
    name: Text = None,
    email: Text = None,
    role: Text = None,
) -> bool:
    given = {"username": username, "name": name, "email": email, "role": role}
    changes = {field: value for field, value in given.items() if value is not None}
    users.update_user(actor=actor, user=find_user(id), changes=changes)
    return True


@rpc.procedure("removeUser", allows="user.edit")
def remove_user(actor: Actor, user_id: Id) -> bool:
    users.remove_user(actor=actor, user=find_user(user_id))
    return True


@rpc.procedure("disableUser", allows="user.edit", missing=True)
def disable_user(actor: Actor, user_id: Id) -> bool:
    users.disable_user(actor=actor, user=find_user(user_id))
    return True


@rpc.procedure("enableUser", allows="user.edit", missing=True)
def enable_user(actor: Actor, user_id: Id) -> bool:
    users.enable_user(actor=actor, user=find_user(user_id))
    return True


@rpc.procedure("isActiveUser", allows="user.edit")
def is_active_user(actor: Actor, user_id: Id) -> bool:
    return is_active(user_id)
