from __future__ import annotations

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import NOBODY_SCHEMA, Decoder, Id, Raw, Text, read_id
from api.rpc.procedure import Namespace, Unresolved
from api.rpc.resolvers import of_task, of_task_link
from boards.access import may_link
from boards.actors import Actor
from boards.errors import Invalid, NotFound
from boards.queries import links as queries
from boards.services import links as services
from boards.services import task_links
from boards.shapes.links import LinkObject, TaskLinkInListObject, TaskLinkObject

rpc = Namespace()


def read_opposite(value: Any) -> int | None:
    """The opposite of a kind of link; 0 and "0" mean that it is its own. Raises Invalid for what is no id."""
    if value == "0" or (type(value) is int and value == 0):
        return None
    opposite_id = read_id(value)
    if opposite_id is None:
        raise Invalid(opposite_link_id=_("There is no such kind of link."))
    return opposite_id


Opposite = Annotated[int | None, Decoder(read_opposite, NOBODY_SCHEMA)]


@rpc.procedure("getLinkById", allows="link.view", returns=LinkObject, failure=None)
def get_link_by_id(actor: Actor, link_id: Id) -> LinkObject:
    """One kind of link between tasks."""
    return queries.get_link_object(link_id)


@rpc.procedure("getLinkByLabel", allows="link.view", returns=LinkObject, failure=None)
def get_link_by_label(actor: Actor, label: Text) -> LinkObject:
    """The kind of link between tasks with this label."""
    return queries.get_link_object_by_label(label)


@rpc.procedure("getOppositeLinkId", allows="link.view", returns=int)
def get_opposite_link_id(actor: Actor, link_id: Raw) -> int:
    """The id of the kind that the same link has, seen from the other task.

    The argument itself, whatever it is, when there is no opposite.
    """
    opposite_id = queries.find_opposite_link_id(read_id(link_id) or 0)
    if opposite_id is None:
        raise Unresolved(link_id)
    return opposite_id


@rpc.procedure("getAllLinks", allows="link.view", returns=list[LinkObject])
def get_all_links(actor: Actor) -> list[LinkObject]:
    """All kinds of links between tasks."""
    return queries.list_link_objects()


@rpc.procedure("createLink", allows="link.edit", returns=int)
def create_link(actor: Actor, label: Text, opposite_label: Text = "") -> int:
    """Make a kind of link between tasks, with a label for each side; the answer is its id."""
    return services.create_link(actor=actor, label=label, opposite_label=opposite_label).pk


@rpc.procedure("updateLink", allows="link.edit", returns=bool, missing=True)
def update_link(actor: Actor, link_id: Id, opposite_link_id: Opposite, label: Text) -> bool:
    """Change label and opposite of a kind of link between tasks."""
    services.update_link(actor=actor, link_id=link_id, label=label, opposite_id=opposite_link_id)
    return True


@rpc.procedure("removeLink", allows="link.edit", returns=bool)
def remove_link(actor: Actor, link_id: Id) -> bool:
    """Remove a kind of link, and all links of this kind."""
    services.remove_link(actor=actor, link=queries.get_link(link_id))
    return True


@rpc.procedure(
    "getTaskLinkById",
    allows="task_link.view",
    project=of_task_link("task_link_id"),
    returns=TaskLinkObject,
    failure=None,
)
def get_task_link_by_id(actor: Actor, task_link_id: Id) -> TaskLinkObject:
    """One link between two tasks."""
    return queries.get_task_link_object(task_link_id)


@rpc.procedure(
    "getAllTaskLinks",
    allows="task_link.view",
    project=of_task("task_id"),
    returns=list[TaskLinkInListObject],
    failure=[],
)
def get_all_task_links(actor: Actor, task_id: Id) -> list[TaskLinkInListObject]:
    """The links of a task to other tasks."""
    return queries.list_task_link_objects(task_id)


@rpc.procedure("createTaskLink", allows="task_link.edit", project=of_task("task_id"), returns=int)
def create_task_link(actor: Actor, task_id: Id, opposite_task_id: Id, link_id: Id) -> int:
    """Link two tasks; the answer is the id of the link, as the first task has it."""
    if not may_link(actor, opposite_task_id=opposite_task_id):
        raise NotFound(f"task {opposite_task_id}")
    return task_links.create_task_link(actor=actor, task_id=task_id, opposite_task_id=opposite_task_id, link_id=link_id)


@rpc.procedure("updateTaskLink", allows="task_link.edit", project=of_task("task_id"), returns=bool)
def update_task_link(actor: Actor, task_link_id: Id, task_id: Id, opposite_task_id: Id, link_id: Id) -> bool:
    """Change what a link is, and which task it leads to."""
    if not may_link(actor, opposite_task_id=opposite_task_id):
        raise NotFound(f"task {opposite_task_id}")
    task_links.update_task_link(
        actor=actor,
        task_link_id=task_link_id,
        task_id=task_id,
        opposite_task_id=opposite_task_id,
        link_id=link_id,
    )
    return True


@rpc.procedure("removeTaskLink", allows="task_link.edit", project=of_task_link("task_link_id"), returns=bool)
def remove_task_link(actor: Actor, task_link_id: Id) -> bool:
    """Remove a link from both of its tasks."""
    task_links.remove_task_link(actor=actor, task_link_id=task_link_id)
    return True
