from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Listing, Shown, make_page, read_named_cursor
from api.rest.representations.boards import represent_category, represent_column, represent_swimlane
from api.rest.representations.kinds import Identifier, given
from api.rest.representations.projects import (
    NewProjectBody,
    PersonalProjectBody,
    ProjectCopyBody,
    ProjectPatch,
    ProjectRepresentation,
    name_parts,
    read_project_changes,
    represent_project,
)
from api.rest.resource import Resource
from boards.project_templates import TEMPLATES
from boards.queries.columns import group_category_objects, group_column_objects, group_swimlane_objects
from boards.queries.projects import get_project, get_project_object, list_project_objects_after
from boards.services.project_copies import copy_project, name_copy, start_project
from boards.services.projects import (
    disable_project,
    disable_public_access,
    enable_project,
    enable_public_access,
    remove_project,
    update_project,
)
from boards.shapes.projects import ProjectObject


class ProjectListing(Listing):
    """Which projects are listed, and in which order."""

    search: Annotated[str, msgspec.Meta(max_length=1000, description="A part of the name.", examples=["boat"])] = ""
    is_active: bool | UnsetType = UNSET
    is_private: bool | UnsetType = UNSET
    owner_id: Identifier | UnsetType = UNSET
    sort: Annotated[str, msgspec.Meta(pattern="^-?(id|name)$", examples=["name"])] = "id"


PROJECT_CONDITIONS = ("is_active", "is_private", "owner_id")


#: Expansion to what reads it of projects, and to how one of them is shown.
PARTS: dict[str, tuple[Callable[[Collection[int]], Mapping[int, list[Any]]], Callable[[Any], Any]]] = {
    "columns": (group_column_objects, represent_column),
    "swimlanes": (group_swimlane_objects, represent_swimlane),
    "categories": (group_category_objects, represent_category),
}


def _represent(projects: Iterable[ProjectObject], expand: Collection[str]) -> list[ProjectRepresentation]:
    """1 statement for each expansion."""
    shown = [represent_project(one) for one in projects]
    for name in expand:
        read, represent = PARTS[name]
        parts = read([one.id for one in shown])
        for one in shown:
            setattr(one, name, [represent(part) for part in parts.get(one.id, ())])
    return shown


def _answer(call: Call[Any], project_id: int) -> ProjectRepresentation:
    """1 statement, 1 more for each expansion. Raises NotFound."""
    return _represent([get_project_object(project_id)], call.expand)[0]


def _list_page(call: Call[ProjectListing], *, is_own: bool) -> Page[ProjectRepresentation]:
    query = call.query
    found, last = list_project_objects_after(
        actor=call.actor,
        is_own=is_own,
        search=query.search,
        conditions=given(query, *PROJECT_CONDITIONS),
        order=query.sort,
        after=read_named_cursor(query.cursor, query.sort),
        limit=query.limit,
    )
    return make_page(_represent(found, call.expand), last)


def _made(call: Call[Any], project_id: int) -> Created:
    return Created(_answer(call, project_id), f"/api/v1/projects/{project_id}")


def _start(call: Call[Any], *, is_private: bool) -> Created:
    body: PersonalProjectBody = call.body
    changes = read_project_changes(body)
    project = start_project(
        actor=call.actor,
        name=changes.pop("name"),
        identifier=changes.pop("identifier", ""),
        owner_id=changes.pop("owner_id", None),
        is_private=is_private,
        changes=changes,
        template=TEMPLATES[body.template],
    )
    return _made(call, project.pk)


class Projects(Resource):
    tag = "projects"

    def represent(self, call: Call[Any], **ids: int) -> ProjectRepresentation:
        return _answer(call, ids["project_id"])

    @endpoint("application.view", name="listProjects", query=ProjectListing, returns=Page[ProjectRepresentation])
    def list(self, call: Call[ProjectListing]) -> Page[ProjectRepresentation]:
        """Projects of the caller

        Those with a role for the caller, open and closed; all of them for administrators and programs.
        """
        return _list_page(call, is_own=False)

    @endpoint("me.view", name="listMyProjects", query=ProjectListing, returns=Page[ProjectRepresentation])
    def list_own(self, call: Call[ProjectListing]) -> Page[ProjectRepresentation]:
        """Projects in which the caller has a role"""
        return _list_page(call, is_own=True)

    @endpoint("project.view", name="getProject", returns=ProjectRepresentation)
    def retrieve(self, call: Call[Shown], project_id: int) -> ProjectRepresentation:
        """A project"""
        return _answer(call, project_id)

    @endpoint("project.create", name="createProject", body=NewProjectBody, returns=ProjectRepresentation, status=201)
    def create(self, call: Call[Shown]) -> Created:
        """Make a project for a team"""
        return _start(call, is_private=False)

    @endpoint(
        "me.create_project",
        name="createMyProject",
        body=PersonalProjectBody,
        returns=ProjectRepresentation,
        status=201,
    )
    def create_personal(self, call: Call[Shown]) -> Created:
        """Make a personal project of the caller"""
        return _start(call, is_private=True)

    @endpoint("project.edit", name="duplicateProject", body=ProjectCopyBody, returns=ProjectRepresentation, status=201)
    def duplicate(self, call: Call[Shown], project_id: int) -> Created:
        """Make a project like this one

        Columns, swimlanes and settings always come along. The caller owns and manages the copy.
        """
        body: ProjectCopyBody = call.body
        source = get_project(project_id)
        copy = copy_project(
            actor=call.actor,
            source=source,
            name=name_copy(source.name) if body.name is UNSET else body.name,
            identifier=body.identifier or "",
            parts=name_parts(body.parts),
            is_private=source.is_private,
        )
        return _made(call, copy.pk)

    @endpoint("project.edit", name="updateProject", body=ProjectPatch, returns=ProjectRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], project_id: int) -> ProjectRepresentation:
        """Change a project"""
        update_project(actor=call.actor, project=get_project(project_id), changes=read_project_changes(call.body))
        return _answer(call, project_id)

    @endpoint("project.remove", name="deleteProject", guarded=True)
    def destroy(self, call: Call[Any], project_id: int) -> None:
        """Remove a project for good, with all that is in it"""
        remove_project(actor=call.actor, project=get_project(project_id))

    @endpoint("project.edit", name="enableProject", returns=ProjectRepresentation)
    def enable(self, call: Call[Shown], project_id: int) -> ProjectRepresentation:
        """Open a closed project again"""
        enable_project(actor=call.actor, project=get_project(project_id))
        return _answer(call, project_id)

    @endpoint("project.edit", name="disableProject", returns=ProjectRepresentation)
    def disable(self, call: Call[Shown], project_id: int) -> ProjectRepresentation:
        """Close a project

        It leaves lists and searches; nothing of it is lost.
        """
        disable_project(actor=call.actor, project=get_project(project_id))
        return _answer(call, project_id)

    @endpoint("project.edit", name="enableProjectPublicAccess", returns=ProjectRepresentation)
    def publish(self, call: Call[Shown], project_id: int) -> ProjectRepresentation:
        """Let everybody read the board who knows its secret addresses

        Each call makes new addresses; the old ones stop to work.
        """
        enable_public_access(actor=call.actor, project=get_project(project_id))
        return _answer(call, project_id)

    @endpoint("project.edit", name="disableProjectPublicAccess", returns=ProjectRepresentation)
    def withdraw(self, call: Call[Shown], project_id: int) -> ProjectRepresentation:
        """End the public access to a board

        Its secret addresses stop to work.
        """
        disable_public_access(actor=call.actor, project=get_project(project_id))
        return _answer(call, project_id)
