"""Named texts of projects, tasks and people. A value is all that there is to one, so it is sent whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.rest.answers import Page
from api.rest.endpoint import Call, endpoint
from api.rest.paging import Shown
from api.rest.problems import named_by_path
from api.rest.representations.metadata import MetadataBody, MetadataRepresentation
from api.rest.resource import Resource
from boards.errors import NotFound
from boards.queries.metadata import list_project_metadata, list_task_metadata, list_user_metadata
from boards.queries.users import get_user
from boards.services.metadata import (
    remove_project_metadata,
    remove_task_metadata,
    remove_user_metadata,
    save_project_metadata,
    save_task_metadata,
    save_user_metadata,
)

Entries = Mapping[str, str | None]


def _list_entries(entries: Entries) -> Page[MetadataRepresentation]:
    return Page([MetadataRepresentation(name=name, value=value) for name, value in entries.items()])


def _answer_entry(entries: Entries, name: str) -> MetadataRepresentation:
    if name not in entries:
        raise NotFound(f"metadata {name}")
    return MetadataRepresentation(name=name, value=entries[name])


def _save(call: Call[Shown], name: str, save: Callable[..., None], **owner: int) -> MetadataRepresentation:
    body: MetadataBody = call.body
    save(actor=call.actor, values={name: body.value}, **owner)
    return MetadataRepresentation(name=name, value=body.value)


class MetadataOfProject(Resource):
    tag = "metadata"

    @endpoint("metadata.view", name="listProjectMetadata", returns=Page[MetadataRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[MetadataRepresentation]:
        """Metadata of a project, by name"""
        return _list_entries(list_project_metadata(project_id))

    @endpoint("metadata.view", name="getProjectMetadata", returns=MetadataRepresentation)
    def retrieve(self, call: Call[Shown], project_id: int, name: str) -> MetadataRepresentation:
        """A value of the metadata of a project"""
        return _answer_entry(list_project_metadata(project_id), name)

    @endpoint("metadata.edit", name="saveProjectMetadata", body=MetadataBody, returns=MetadataRepresentation)
    def update(self, call: Call[Shown], project_id: int, name: str) -> MetadataRepresentation:
        """Set a value of the metadata of a project"""
        return _save(call, name, save_project_metadata, project_id=project_id)

    @endpoint("metadata.edit", name="removeProjectMetadata")
    def destroy(self, call: Call[Shown], project_id: int, name: str) -> None:
        """Remove a value of the metadata of a project"""
        remove_project_metadata(actor=call.actor, project_id=project_id, name=name)


class MetadataOfTask(Resource):
    tag = "metadata"

    @endpoint("metadata.view", name="listTaskMetadata", returns=Page[MetadataRepresentation])
    def list(self, call: Call[Shown], task_id: int) -> Page[MetadataRepresentation]:
        """Metadata of a task, by name"""
        return _list_entries(list_task_metadata(task_id))

    @endpoint("metadata.view", name="getTaskMetadata", returns=MetadataRepresentation)
    def retrieve(self, call: Call[Shown], task_id: int, name: str) -> MetadataRepresentation:
        """A value of the metadata of a task"""
        return _answer_entry(list_task_metadata(task_id), name)

    @endpoint("metadata.edit", name="saveTaskMetadata", body=MetadataBody, returns=MetadataRepresentation)
    def update(self, call: Call[Shown], task_id: int, name: str) -> MetadataRepresentation:
        """Set a value of the metadata of a task"""
        return _save(call, name, save_task_metadata, task_id=task_id)

    @endpoint("metadata.edit", name="removeTaskMetadata")
    def destroy(self, call: Call[Shown], task_id: int, name: str) -> None:
        """Remove a value of the metadata of a task"""
        remove_task_metadata(actor=call.actor, task_id=task_id, name=name)


class MetadataOfUser(Resource):
    tag = "metadata"

    @endpoint("user.view", name="listUserMetadata", returns=Page[MetadataRepresentation])
    def list(self, call: Call[Shown], user_id: int) -> Page[MetadataRepresentation]:
        """Metadata of a person, by name, with what the person has chosen for the own pages"""
        return _list_entries(list_user_metadata(get_user(user_id).pk))

    @endpoint("user.view", name="getUserMetadata", returns=MetadataRepresentation)
    def retrieve(self, call: Call[Shown], user_id: int, name: str) -> MetadataRepresentation:
        """A value of the metadata of a person"""
        return _answer_entry(list_user_metadata(user_id), name)

    @endpoint("user.edit", name="saveUserMetadata", body=MetadataBody, returns=MetadataRepresentation)
    def update(self, call: Call[Shown], user_id: int, name: str) -> MetadataRepresentation:
        """Set a value of the metadata of a person"""
        with named_by_path():
            get_user(user_id)
        return _save(call, name, save_user_metadata, user_id=user_id)

    @endpoint("user.edit", name="removeUserMetadata")
    def destroy(self, call: Call[Shown], user_id: int, name: str) -> None:
        """Remove a value of the metadata of a person"""
        remove_user_metadata(actor=call.actor, user_id=user_id, name=name)
