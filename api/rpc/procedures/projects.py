from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import Id, Raw, StrictId, StrictInteger, Text, read_id, read_text
from api.rpc.procedure import Namespace, Resolver, Unresolved
from api.rpc.resolvers import by
from boards.actors import Actor
from boards.errors import Invalid
from boards.queries import projects as queries
from boards.services import projects as services
from boards.shapes.projects import ProjectObject

rpc = Namespace()


def found_by(name: str, find: Callable[[str], int | None]) -> Resolver:
    """The project that a text finds; one that finds nothing is answered with false, to everybody."""

    def resolve(given: Mapping[str, Any]) -> list[int | None]:
        project_id = find(read_text(given.get(name)) or "")
        if project_id is None:
            raise Unresolved(False)
        return [project_id]

    return resolve


def read_owner(value: Any) -> int | None:
    """None and the zeros mean nobody. Raises Invalid for what is no id."""
    if value is None or value in (0, "0", "") or value is False:
        return None
    owner_id = read_id(value)
    if owner_id is None:
        raise Invalid(owner_id=_("There is no such user."))
    return owner_id


@rpc.procedure("getProjectById", allows="project.view", project=by("project_id"), returns=ProjectObject, failure=None)
def get_project_by_id(actor: Actor, project_id: Id) -> ProjectObject:
    """One project by its id."""
    return queries.get_project_object(project_id)


@rpc.procedure(
    "getProjectByName",
    allows="project.view",
    project=found_by("name", queries.find_project_id_by_name),
    returns=ProjectObject,
)
def get_project_by_name(actor: Actor, name: Text) -> ProjectObject:
    """One project by its exact name.

    False when there is none.
    """
    return queries.get_project_object(queries.find_project_id_by_name(name or ""))


@rpc.procedure(
    "getProjectByIdentifier",
    allows="project.view",
    project=found_by("identifier", queries.find_project_id_by_identifier),
    returns=ProjectObject,
)
def get_project_by_identifier(actor: Actor, identifier: Text) -> ProjectObject:
    """One project by its identifier, in any case.

    False when there is none.
    """
    return queries.get_project_object(queries.find_project_id_by_identifier(identifier or ""))


@rpc.procedure(
    "getProjectByEmail",
    allows="project.view",
    project=found_by("email", queries.find_project_id_by_email),
    returns=ProjectObject,
)
def get_project_by_email(actor: Actor, email: Text) -> ProjectObject:
    """One project by its mail address.

    False when there is none.
    """
    return queries.get_project_object(queries.find_project_id_by_email(email or ""))


@rpc.procedure("getAllProjects", allows="project.list", returns=list[ProjectObject])
def get_all_projects(actor: Actor) -> list[ProjectObject]:
    """All projects, open and closed, by name."""
    return queries.list_project_objects()


@rpc.procedure("createProject", allows="project.create", returns=int)
def create_project(
    actor: Actor,
    name: Text,
    description: Text = None,
    owner_id: Raw = 0,
    identifier: Text = None,
    start_date: Text = None,
    end_date: Text = None,
    priority_default: StrictInteger = None,
    priority_start: StrictInteger = None,
    priority_end: StrictInteger = None,
    email: Text = None,
) -> int:
    """Make a project with the columns of the settings; the answer is its id."""
    project = services.create_project(
        actor=actor,
        name=name,
        description=description,
        owner_id=read_owner(owner_id),
        identifier=identifier,
        start_date=start_date,
        end_date=end_date,
        priority_default=priority_default,
        priority_start=priority_start,
        priority_end=priority_end,
        email=email,
    )
    return project.pk


@rpc.procedure("updateProject", allows="project.edit", project=by("project_id"), returns=bool)
def update_project(
    actor: Actor,
    project_id: StrictId,
    name: Text = None,
    description: Text = None,
    owner_id: Raw = None,
    identifier: Text = None,
    start_date: Text = None,
    end_date: Text = None,
    priority_default: StrictInteger = None,
    priority_start: StrictInteger = None,
    priority_end: StrictInteger = None,
    email: Text = None,
) -> bool:
    """Change a project.

    Null and what is left out leave the field alone.
    """
    given = {
        "name": name,
        "description": description,
        "identifier": identifier,
        "start_date": start_date,
        "end_date": end_date,
        "priority_default": priority_default,
        "priority_start": priority_start,
        "priority_end": priority_end,
        "email": email,
    }
    changes: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
    if owner_id is not None:
        changes["owner_id"] = read_owner(owner_id)
    services.update_project(actor=actor, project=queries.get_project(project_id), changes=changes)
    return True


@rpc.procedure("removeProject", allows="project.remove", project=by("project_id"), returns=bool)
def remove_project(actor: Actor, project_id: Id) -> bool:
    """Remove a project with all that belongs to it."""
    services.remove_project(actor=actor, project=queries.get_project(project_id))
    return True


@rpc.procedure("enableProject", allows="project.edit", project=by("project_id"), returns=bool)
def enable_project(actor: Actor, project_id: Id) -> bool:
    """Open a closed project again."""
    services.enable_project(actor=actor, project=queries.get_project(project_id))
    return True


@rpc.procedure("disableProject", allows="project.edit", project=by("project_id"), returns=bool)
def disable_project(actor: Actor, project_id: Id) -> bool:
    """Close a project; nothing of it is lost."""
    services.disable_project(actor=actor, project=queries.get_project(project_id))
    return True


@rpc.procedure("enableProjectPublicAccess", allows="project.edit", project=by("project_id"), returns=bool)
def enable_project_public_access(actor: Actor, project_id: Id) -> bool:
    """Let everybody read the board who knows its secret address; each call makes a new one."""
    services.enable_public_access(actor=actor, project=queries.get_project(project_id))
    return True


@rpc.procedure("disableProjectPublicAccess", allows="project.edit", project=by("project_id"), returns=bool)
def disable_project_public_access(actor: Actor, project_id: Id) -> bool:
    """End the public access to a board; its secret address is forgotten."""
    services.disable_public_access(actor=actor, project=queries.get_project(project_id))
    return True


@rpc.procedure("getMyProjects", allows="me.view", returns=list[ProjectObject])
def get_my_projects(actor: Actor) -> list[ProjectObject]:
    """The open projects that the caller belongs to."""
    return queries.list_my_project_objects(actor.user_id)


@rpc.procedure("getMyProjectsList", allows="me.view", returns=dict[int, str])
def get_my_projects_list(actor: Actor) -> dict[int, str]:
    """The projects that the caller belongs to, open and closed: id to name."""
    return queries.list_my_project_names(actor.user_id)


@rpc.procedure("createMyPrivateProject", allows="me.create_project", returns=int)
def create_my_private_project(actor: Actor, name: Text, description: Text = None) -> int:
    """Make a personal project of the caller; the answer is its id."""
    return services.create_personal_project(actor=actor, name=name, description=description).pk
