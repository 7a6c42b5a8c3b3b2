from __future__ import annotations

from django.utils.translation import gettext as _

from api.rpc.decoding import Flag, Id, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by
from boards.actors import Actor
from boards.queries import memberships as queries
from boards.queries import projects
from boards.services import memberships as services

rpc = Namespace()


@rpc.procedure(
    "getProjectUsers", allows="membership.view", project=by("project_id"), returns=dict[int, str], failure={}
)
def get_project_users(actor: Actor, project_id: Id) -> dict[int, str]:
    """The people who belong to a project, directly or by a group: id to name."""
    return queries.list_project_users(project_id=project_id or 0)


@rpc.procedure(
    "getAssignableUsers", allows="membership.view", project=by("project_id"), returns=dict[int, str], failure={}
)
def get_assignable_users(actor: Actor, project_id: Id, prepend_unassigned: Flag = False) -> dict[int, str]:
    """The people whom tasks of a project can be given to: id to name."""
    people = queries.list_assignable_users(project_id=project_id or 0)
    return {0: _("Unassigned"), **people} if prepend_unassigned else people


@rpc.procedure("addProjectUser", allows="membership.edit", project=by("project_id"), returns=bool)
def add_project_user(actor: Actor, project_id: Id, user_id: Id, role: Text = "project-member") -> bool:
    """Give a person a role in a project."""
    services.add_project_user(actor=actor, project=projects.get_project(project_id), user_id=user_id, role=role)
    return True


@rpc.procedure("addProjectGroup", allows="membership.edit", project=by("project_id"), returns=bool)
def add_project_group(actor: Actor, project_id: Id, group_id: Id, role: Text = "project-member") -> bool:
    """Give a group a role in a project."""
    services.add_project_group(actor=actor, project=projects.get_project(project_id), group_id=group_id, role=role)
    return True


@rpc.procedure("removeProjectUser", allows="membership.edit", project=by("project_id"), returns=bool)
def remove_project_user(actor: Actor, project_id: Id, user_id: Id) -> bool:
    """Take a person's own role in a project away."""
    services.remove_project_user(actor=actor, project_id=project_id, user_id=user_id)
    return True


@rpc.procedure("removeProjectGroup", allows="membership.edit", project=by("project_id"), returns=bool)
def remove_project_group(actor: Actor, project_id: Id, group_id: Id) -> bool:
    """Take a group's role in a project away."""
    services.remove_project_group(actor=actor, project_id=project_id, group_id=group_id)
    return True


@rpc.procedure("changeProjectUserRole", allows="membership.edit", project=by("project_id"), returns=bool)
def change_project_user_role(actor: Actor, project_id: Id, user_id: Id, role: Text) -> bool:
    """Change a person's own role in a project."""
    services.change_project_user_role(actor=actor, project_id=project_id, user_id=user_id, role=role)
    return True


@rpc.procedure("changeProjectGroupRole", allows="membership.edit", project=by("project_id"), returns=bool)
def change_project_group_role(actor: Actor, project_id: Id, group_id: Id, role: Text) -> bool:
    """Change a group's role in a project."""
    services.change_project_group_role(actor=actor, project_id=project_id, group_id=group_id, role=role)
    return True


@rpc.procedure("getProjectUserRole", allows="membership.view", project=by("project_id"), returns=str, failure="")
def get_project_user_role(actor: Actor, project_id: Id, user_id: Id) -> str:
    """The role that a person has in a project, by whatever way; empty without one."""
    return queries.find_project_role(project_id=project_id or 0, user_id=user_id or 0)
