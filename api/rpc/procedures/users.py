from __future__ import annotations

from api.rpc.decoding import Id, StrictId, Text
from api.rpc.errors import ProcedureError
from api.rpc.procedure import Namespace
from boards.actors import Actor
from boards.queries import users as queries
from boards.services import users as services
from boards.shapes.users import MeObject, UserObject

rpc = Namespace()


@rpc.procedure("getMe", allows="me.view", returns=MeObject, failure=None)
def get_me(actor: Actor) -> MeObject:
    """The caller's own account."""
    return queries.get_me_object(actor.user_id)


@rpc.procedure("createUser", allows="user.edit", returns=int)
def create_user(
    actor: Actor, username: Text, password: Text, name: Text = "", email: Text = "", role: Text = "app-user"
) -> int:
    """Make an account with a password; the answer is its id."""
    user = services.create_user(actor=actor, username=username, password=password, name=name, email=email, role=role)
    return user.pk


@rpc.procedure("createLdapUser", allows="user.edit", returns=int)
def create_ldap_user(actor: Actor, username: Text) -> int:
    """Make an account of somebody in a directory (LDAP).

    No directory is configured: always an error with code 0.
    """
    raise ProcedureError("No LDAP server is configured.")


@rpc.procedure("getUser", allows="user.view", returns=UserObject, failure=None)
def get_user(actor: Actor, user_id: Id) -> UserObject:
    """One account by its id."""
    return queries.get_user_object(user_id)


@rpc.procedure("getUserByName", allows="user.view", returns=UserObject, failure=None)
def get_user_by_name(actor: Actor, username: Text) -> UserObject:
    """One account by its user name."""
    return queries.get_user_object_by_name(username)


@rpc.procedure("getAllUsers", allows="user.view", returns=list[UserObject])
def get_all_users(actor: Actor) -> list[UserObject]:
    """All accounts, active or not."""
    return queries.list_user_objects()


@rpc.procedure("updateUser", allows="user.edit", returns=bool, missing=True)
def update_user(
    actor: Actor,
    id: StrictId,  # noqa: A002
    username: Text = None,
    name: Text = None,
    email: Text = None,
    role: Text = None,
) -> bool:
    """Change an account.

    Null and what is left out leave the field alone.
    """
    given = {"username": username, "name": name, "email": email, "role": role}
    changes = {field: value for field, value in given.items() if value is not None}
    services.update_user(actor=actor, user=queries.get_user(id), changes=changes)
    return True


@rpc.procedure("removeUser", allows="user.edit", returns=bool)
def remove_user(actor: Actor, user_id: Id) -> bool:
    """Remove an account, and its own personal projects; its tasks belong to nobody afterwards."""
    services.remove_user(actor=actor, user=queries.get_user(user_id))
    return True


@rpc.procedure("disableUser", allows="user.edit", returns=bool, missing=True)
def disable_user(actor: Actor, user_id: Id) -> bool:
    """Close an account: it can't sign in any more, and nothing of it is lost."""
    services.disable_user(actor=actor, user=queries.get_user(user_id))
    return True


@rpc.procedure("enableUser", allows="user.edit", returns=bool, missing=True)
def enable_user(actor: Actor, user_id: Id) -> bool:
    """Open a closed account again."""
    services.enable_user(actor=actor, user=queries.get_user(user_id))
    return True


@rpc.procedure("isActiveUser", allows="user.view", returns=bool)
def is_active_user(actor: Actor, user_id: Id) -> bool:
    """Whether an account is active."""
    return queries.is_active_user(user_id)
