"""Files of tasks and projects. Their bytes go as they are, in whole or in parts (Range)."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from django.conf import settings
from django.core.files.base import File
from django.http import HttpResponseBase

from api.rest.answers import Page
from api.rest.bodies import Sent, read_upload
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.parts import FileRepresentation, represent_file
from api.rest.resource import Resource
from boards.downloads import send_download
from boards.operations.attaching import discard_project_file, discard_task_file
from boards.queries import files as queries
from boards.queries.task_parts import group_task_files
from boards.services.files import create_project_file, create_task_file


class NewFile(Shown):
    """What the file is called."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1000, examples=["boat.jpg"])]


def _open_upload(call: Call[NewFile]) -> File[bytes]:
    """Raises Problem (too large)."""
    return read_upload(call.request, most=settings.ENV["UPLOAD_LIMIT_MB"] * 1024 * 1024)


def _read_task_file(file_id: int) -> FileRepresentation:
    return represent_file(queries.get_task_file_object(file_id))


class TaskFiles(Resource):
    tag = "files"

    def represent(self, call: Call[Any], **ids: int) -> FileRepresentation:
        return _read_task_file(ids["task_file_id"])

    @endpoint("file.view", name="listTaskFiles", returns=Page[FileRepresentation])
    def list(self, call: Call[Shown], task_id: int) -> Page[FileRepresentation]:
        """Files of a task, by name"""
        return Page([represent_file(one) for one in group_task_files([task_id]).get(task_id, ())])

    @endpoint("file.view", name="getTaskFile", returns=FileRepresentation)
    def retrieve(self, call: Call[Shown], task_file_id: int) -> FileRepresentation:
        """A file of a task"""
        return _read_task_file(task_file_id)

    @endpoint("file.view", name="downloadTaskFile", query=Sent, returns=bytes)
    def content(self, call: Call[Any], task_file_id: int) -> HttpResponseBase:
        """The bytes of a file of a task"""
        return send_download(call.request, queries.get_task_file(task_file_id))

    @endpoint("file.edit", name="uploadTaskFile", query=NewFile, body=bytes, returns=FileRepresentation, status=201)
    def create(self, call: Call[NewFile], task_id: int) -> Created:
        """Attach a file to a task

        The body is the file itself, of whatever type.
        """
        content = _open_upload(call)
        file_id = create_task_file(
            actor=call.actor, project_id=call.project_id, task_id=task_id, name=call.query.name, content=content
        )
        return Created(_read_task_file(file_id), f"/api/v1/task-files/{file_id}")

    @endpoint("file.edit", name="deleteTaskFile", guarded=True)
    def destroy(self, call: Call[Any], task_file_id: int) -> None:
        """Remove a file of a task"""
        discard_task_file(call.doer, queries.get_task_file(task_file_id).task_id, task_file_id)


class ProjectFiles(Resource):
    tag = "files"

    def represent(self, call: Call[Any], **ids: int) -> FileRepresentation:
        return represent_file(queries.get_project_file_object(**ids))

    @endpoint("file.view", name="listProjectFiles", returns=Page[FileRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[FileRepresentation]:
        """Files of a project, by name"""
        return Page([represent_file(one) for one in queries.list_project_file_objects(project_id)])

    @endpoint("file.view", name="getProjectFile", returns=FileRepresentation)
    def retrieve(self, call: Call[Shown], project_id: int, file_id: int) -> FileRepresentation:
        """A file of a project"""
        return represent_file(queries.get_project_file_object(project_id=project_id, file_id=file_id))

    @endpoint("file.view", name="downloadProjectFile", query=Sent, returns=bytes)
    def content(self, call: Call[Any], project_id: int, file_id: int) -> HttpResponseBase:
        """The bytes of a file of a project"""
        return send_download(call.request, queries.get_project_file(project_id=project_id, file_id=file_id))

    @endpoint("file.edit", name="uploadProjectFile", query=NewFile, body=bytes, returns=FileRepresentation, status=201)
    def create(self, call: Call[NewFile], project_id: int) -> Created:
        """Attach a file to a project

        The body is the file itself, of whatever type.
        """
        file_id = create_project_file(
            actor=call.actor, project_id=project_id, name=call.query.name, content=_open_upload(call)
        )
        shown = queries.get_project_file_object(project_id=project_id, file_id=file_id)
        return Created(represent_file(shown), f"/api/v1/projects/{project_id}/files/{file_id}")

    @endpoint("file.edit", name="deleteProjectFile", guarded=True)
    def destroy(self, call: Call[Any], project_id: int, file_id: int) -> None:
        """Remove a file of a project"""
        discard_project_file(call.doer, file_id)
