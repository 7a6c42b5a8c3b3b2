from __future__ import annotations

import base64

from api.rpc.decoding import Id, Raw, Text, read_id
from api.rpc.errors import ProcedureError
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_task, of_task_file
from boards.actors import Actor
from boards.queries import files as queries
from boards.services import files as services
from boards.shapes.files import ProjectFileInListObject, ProjectFileObject, TaskFileInListObject, TaskFileObject

rpc = Namespace()


def _read_blob(blob: str | None) -> bytes:
    """wire: the content "0" is none (recorded). Raises Invalid."""
    content = services.decode_base64(blob)
    return b"" if content == b"0" else content


@rpc.procedure("getTaskFile", allows="file.view", project=of_task_file("file_id"), returns=TaskFileObject, failure=None)
def get_task_file(actor: Actor, file_id: Id) -> TaskFileObject:
    """What is known of a file of a task."""
    return queries.get_task_file_object(file_id)


@rpc.procedure(
    "getAllTaskFiles", allows="file.view", project=of_task("task_id"), returns=list[TaskFileInListObject], failure=[]
)
def get_all_task_files(actor: Actor, task_id: Id) -> list[TaskFileInListObject]:
    """What is known of all files of a task."""
    return queries.list_task_file_objects(task_id)


@rpc.procedure("downloadTaskFile", allows="file.view", project=of_task_file("file_id"), returns=str, failure="")
def download_task_file(actor: Actor, file_id: Id) -> str:
    """The content of a file of a task, in Base64."""
    content = queries.read_file(queries.get_task_file(file_id).path)
    return base64.b64encode(content).decode()


@rpc.procedure("createTaskFile", allows="file.edit", project=by("project_id"), returns=int)
def create_task_file(actor: Actor, project_id: Id, task_id: Id, filename: Text, blob: Text) -> int:
    """Attach a file to a task, its content in Base64; the answer is its id."""
    return services.create_task_file(
        actor=actor, project_id=project_id, task_id=task_id, name=filename, content=_read_blob(blob)
    )


@rpc.procedure("removeTaskFile", allows="file.edit", project=of_task_file("file_id"), returns=bool)
def remove_task_file(actor: Actor, file_id: Id) -> bool:
    """Remove a file from its task."""
    services.remove_task_files(actor=actor, files=[queries.get_task_file(file_id)])
    return True


@rpc.procedure("removeAllTaskFiles", allows="file.edit", project=of_task("task_id"), returns=bool)
def remove_all_task_files(actor: Actor, task_id: Id) -> bool:
    """Remove all files of a task."""
    services.remove_task_files(actor=actor, files=queries.list_task_files(task_id))
    return True


@rpc.procedure("getProjectFile", allows="file.view", project=by("project_id"), returns=ProjectFileObject)
def get_project_file(actor: Actor, project_id: Id, file_id: Id) -> ProjectFileObject:
    """What is known of a file of a project."""
    return queries.get_project_file_object(project_id=project_id, file_id=file_id)


@rpc.procedure(
    "getAllProjectFiles",
    allows="file.view",
    project=by("project_id"),
    returns=list[ProjectFileInListObject],
    failure=[],
)
def get_all_project_files(actor: Actor, project_id: Id) -> list[ProjectFileInListObject]:
    """What is known of all files of a project."""
    return queries.list_project_file_objects(project_id)


@rpc.procedure("downloadProjectFile", allows="file.view", project=by("project_id"), returns=str, failure="")
def download_project_file(actor: Actor, project_id: Id, file_id: Id) -> str:
    """The content of a file of a project, in Base64."""
    file = queries.get_project_file(project_id=project_id, file_id=file_id)
    return base64.b64encode(queries.read_file(file.path)).decode()


@rpc.procedure("createProjectFile", allows="file.edit", project=by("project_id"), returns=int)
def create_project_file(actor: Actor, project_id: Raw, filename: Text, blob: Text) -> int:
    """Attach a file to a project, its content in Base64; the answer is its id."""
    identifier = read_id(project_id)
    if identifier is None:
        raise ProcedureError("A project is named by a positive number.")
    return services.create_project_file(actor=actor, project_id=identifier, name=filename, content=_read_blob(blob))


@rpc.procedure("removeProjectFile", allows="file.edit", project=by("project_id"), returns=bool)
def remove_project_file(actor: Actor, project_id: Id, file_id: Id) -> bool:
    """Remove a file from its project."""
    file = queries.get_project_file(project_id=project_id, file_id=file_id)
    services.remove_project_files(actor=actor, files=[file])
    return True


@rpc.procedure("removeAllProjectFiles", allows="file.edit", project=by("project_id"), returns=bool)
def remove_all_project_files(actor: Actor, project_id: Id) -> bool:
    """Remove all files of a project."""
    services.remove_project_files(actor=actor, files=queries.list_project_files(project_id))
    return True
