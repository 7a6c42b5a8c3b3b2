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
    return queries.list_project_users(project_id=project_id or 0)


@rpc.procedure(
    "getAssignableUsers", allows="membership.view", project=by("project_id"), returns=dict[int, str], failure={}
)
def get_assignable_users(actor: Actor, project_id: Id, prepend_unassigned: Flag = False) -> dict[int, str]:
    people = queries.list_assignable_users(project_id=project_id or 0)
    return {0: _("Unassigned"), **people} if prepend_unassigned else people


@rpc.procedure("addProjectUser", allows="membership.edit", project=by("project_id"), returns=bool)
def add_project_user(actor: Actor, project_id: Id, user_id: Id, role: Text = "project-member") -> bool:
    services.add_project_user(actor=actor, project=projects.get_project(project_id), user_id=user_id, role=role)
    return True


@rpc.procedure("addProjectGroup", allows="membership.edit", project=by("project_id"), returns=bool)
def add_project_group(actor: Actor, project_id: Id, group_id: Id, role: Text = "project-member") -> bool:
    services.add_project_group(actor=actor, project=projects.get_project(project_id), group_id=group_id, role=role)
    return True


@rpc.procedure("removeProjectUser", allows="membership.edit", project=by("project_id"), returns=bool)
def remove_project_user(actor: Actor, project_id: Id, user_id: Id) -> bool:
    services.remove_project_user(actor=actor, project_id=project_id, user_id=user_id)
    return True


@rpc.procedure("removeProjectGroup", allows="membership.edit", project=by("project_id"), returns=bool)
def remove_project_group(actor: Actor, project_id: Id, group_id: Id) -> bool:
    services.remove_project_group(actor=actor, project_id=project_id, group_id=group_id)
    return True


@rpc.procedure("changeProjectUserRole", allows="membership.edit", project=by("project_id"), returns=bool)
def change_project_user_role(actor: Actor, project_id: Id, user_id: Id, role: Text) -> bool:
    services.change_project_user_role(actor=actor, project_id=project_id, user_id=user_id, role=role)
    return True


@rpc.procedure("changeProjectGroupRole", allows="membership.edit", project=by("project_id"), returns=bool)
def change_project_group_role(actor: Actor, project_id: Id, group_id: Id, role: Text) -> bool:
    services.change_project_group_role(actor=actor, project_id=project_id, group_id=group_id, role=role)
    return True


@rpc.procedure("getProjectUserRole", allows="membership.view", project=by("project_id"), returns=str, failure="")
def get_project_user_role(actor: Actor, project_id: Id, user_id: Id) -> str:
    return queries.find_project_role(project_id=project_id or 0, user_id=user_id or 0)
