from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.rpc.decoding import Id, Raw, Text, Texts, read_id
from api.rpc.facts import stored
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_task, together
from boards.actors import Actor
from boards.errors import NotFound
from boards.queries import ownership, projects
from boards.queries import tags as queries
from boards.services import tags as services
from boards.shapes.tags import TagObject

rpc = Namespace()


def of_tag(given: Mapping[str, Any]) -> list[int | None]:
    """The project of the tag; users may not touch global ones, and unknown ones are no matter of permission."""
    return queries.find_projects_of_tag(read_id(given.get("tag_id")))


def read_project(value: Any) -> int | None:
    """The id of a project; 0 stands for no project, which global tags belong to. Raises NotFound for what is no id."""
    if value in (0, "0") and value is not False:
        return None
    project_id = read_id(value)
    if project_id is None:
        raise NotFound(f"project {value!r}")
    return project_id


@rpc.procedure("getAllTags", allows="tag.list", returns=list[TagObject])
def get_all_tags(actor: Actor) -> list[TagObject]:
    """All tags that the caller knows.

    Programs and administrators see all tags, others those of their open projects and the global ones.
    """
    if not actor.is_user or actor.is_administrator:
        return queries.list_all_tags()
    return queries.list_tags_of_projects(projects.list_project_ids_of(actor.user_id, only_active=True))


@rpc.procedure("getTagsByProject", allows="tag.view", project=by("project_id"), returns=list[TagObject], failure=[])
def get_tags_by_project(actor: Actor, project_id: Raw) -> list[TagObject]:
    """The tags of a project; 0 stands for the global ones."""
    return queries.list_tags_of_project(read_project(project_id))


@rpc.procedure("createTag", allows="tag.edit", project=by("project_id"), returns=int)
def create_tag(actor: Actor, project_id: Raw, tag: Text, color_id: Text = None) -> int:
    """Make a tag in a project; the answer is its id."""
    return services.create_tag(actor=actor, project_id=read_project(project_id), name=tag, color_id=color_id).pk


@rpc.procedure("updateTag", allows="tag.edit", project=of_tag, returns=bool, missing=True)
def update_tag(actor: Actor, tag_id: Id, tag: Text, color_id: Text = None) -> bool:
    """Rename a tag, and give it a colour or none.

    True for an unknown tag, too.
    """
    if tag is None:
        return False
    services.update_tag(actor=actor, tag=queries.get_tag(tag_id), name=tag, color_id=color_id)
    return True


@rpc.procedure("removeTag", allows="tag.edit", project=of_tag, returns=bool)
def remove_tag(actor: Actor, tag_id: Id) -> bool:
    """Remove a tag from all tasks."""
    services.remove_tag(actor=actor, tag=queries.get_tag(tag_id))
    return True


@rpc.procedure(
    "setTaskTags",
    allows="task.edit",
    project=together(of_task("task_id"), by("project_id")),
    about=stored("task_id"),
    returns=bool,
)
def set_task_tags(actor: Actor, project_id: Id, task_id: Id, tags: Texts) -> bool:
    """Give a task exactly these tags; names that are new become tags of the project."""
    if project_id is None or task_id is None:
        raise NotFound(f"task {task_id}")
    if ownership.find_project_of_task(task_id) is None:
        # wire: new names are made in the project even when the task turns out to be unknown.
        services.ensure_tags(actor=actor, project_id=project_id, names=tags)
    services.set_task_tags(actor=actor, project_id=project_id, task_id=task_id, names=tags)
    return True


@rpc.procedure("getTaskTags", allows="tag.view", project=of_task("task_id"), returns=dict[int, str], failure={})
def get_task_tags(actor: Actor, task_id: Id) -> dict[int, str]:
    """The tags of a task: id to name."""
    return queries.list_task_tags(task_id)
