from __future__ import annotations

from api.rpc.decoding import Id, Pairs, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_task
from boards.actors import Actor
from boards.queries import metadata as queries
from boards.services import metadata as services

rpc = Namespace()


@rpc.procedure(
    "getTaskMetadata", allows="metadata.view", project=of_task("task_id"), returns=dict[str, str | None], failure={}
)
def get_task_metadata(actor: Actor, task_id: Id) -> dict[str, str | None]:
    """All metadata of a task: name to value."""
    return queries.list_task_metadata(task_id)


@rpc.procedure("getTaskMetadataByName", allows="metadata.view", project=of_task("task_id"), returns=str, failure="")
def get_task_metadata_by_name(actor: Actor, task_id: Id, name: Text) -> str:
    """One value of the metadata of a task; empty when there is none."""
    return queries.get_task_metadata(task_id, name)


@rpc.procedure("saveTaskMetadata", allows="metadata.edit", project=of_task("task_id"), returns=bool)
def save_task_metadata(actor: Actor, task_id: Id, values: Pairs) -> bool:
    """Set metadata of a task; names that are not mentioned keep their values."""
    services.save_task_metadata(actor=actor, task_id=task_id, values=values)
    return True


@rpc.procedure("removeTaskMetadata", allows="metadata.edit", project=of_task("task_id"), returns=bool)
def remove_task_metadata(actor: Actor, task_id: Id, name: Text) -> bool:
    """Remove one name from the metadata of a task."""
    services.remove_task_metadata(actor=actor, task_id=task_id, name=name)
    return True


@rpc.procedure(
    "getProjectMetadata", allows="metadata.view", project=by("project_id"), returns=dict[str, str | None], failure={}
)
def get_project_metadata(actor: Actor, project_id: Id) -> dict[str, str | None]:
    """All metadata of a project: name to value."""
    return queries.list_project_metadata(project_id)


@rpc.procedure("getProjectMetadataByName", allows="metadata.view", project=by("project_id"), returns=str, failure="")
def get_project_metadata_by_name(actor: Actor, project_id: Id, name: Text) -> str:
    """One value of the metadata of a project; empty when there is none."""
    return queries.get_project_metadata(project_id, name)


@rpc.procedure("saveProjectMetadata", allows="metadata.edit", project=by("project_id"), returns=bool)
def save_project_metadata(actor: Actor, project_id: Id, values: Pairs) -> bool:
    """Set metadata of a project; names that are not mentioned keep their values."""
    services.save_project_metadata(actor=actor, project_id=project_id, values=values)
    return True


@rpc.procedure("removeProjectMetadata", allows="metadata.edit", project=by("project_id"), returns=bool)
def remove_project_metadata(actor: Actor, project_id: Id, name: Text) -> bool:
    """Remove one name from the metadata of a project."""
    services.remove_project_metadata(actor=actor, project_id=project_id, name=name)
    return True
