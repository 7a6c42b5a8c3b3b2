from __future__ import annotations

from api.rpc.decoding import Id, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import of_task
from boards.actors import Actor
from boards.errors import NotFound
from boards.queries import external_links as queries
from boards.services import external_links as services
from boards.shapes.links import ExternalLinkInListObject, ExternalLinkObject

rpc = Namespace()


@rpc.procedure("getExternalTaskLinkTypes", allows="external_link.catalogue", returns=dict[str, str])
def get_external_task_link_types(actor: Actor) -> dict[str, str]:
    """The kinds of links to other sites, by id, in words."""
    return services.list_link_types()


@rpc.procedure("getExternalTaskLinkProviderDependencies", allows="external_link.catalogue", returns=dict[str, str])
def get_external_task_link_provider_dependencies(actor: Actor, providerName: Text) -> dict[str, str]:
    """How a task can relate to what a link of this kind leads to.

    False for an unknown provider, and for "auto".
    """
    dependencies = services.list_dependencies(providerName)
    if dependencies is None:
        raise NotFound(f"provider {providerName}")
    return dependencies


@rpc.procedure(
    "getExternalTaskLinkById", allows="external_link.view", project=of_task("task_id"), returns=ExternalLinkObject
)
def get_external_task_link_by_id(actor: Actor, task_id: Id, link_id: Id) -> ExternalLinkObject:
    """One link of a task to another site."""
    return queries.get_external_link_object(task_id=task_id, link_id=link_id)


@rpc.procedure(
    "getAllExternalTaskLinks",
    allows="external_link.view",
    project=of_task("task_id"),
    returns=list[ExternalLinkInListObject],
    failure=[],
)
def get_all_external_task_links(actor: Actor, task_id: Id) -> list[ExternalLinkInListObject]:
    """The links of a task to other sites."""
    return queries.list_external_link_objects(
        task_id, types=services.list_link_types(), dependencies=services.DEPENDENCIES
    )


@rpc.procedure("createExternalTaskLink", allows="external_link.edit", project=of_task("task_id"), returns=int)
def create_external_task_link(
    actor: Actor,
    task_id: Id,
    url: Text,
    dependency: Text,
    type: Text = "auto",  # noqa: A002
    title: Text = "",
) -> int:
    """Link a task to an address on another site; the answer is the id of the link."""
    link = services.create_external_link(
        actor=actor, task_id=task_id, url=url, dependency=dependency, link_type=type, title=title
    )
    return link.pk


@rpc.procedure("updateExternalTaskLink", allows="external_link.edit", project=of_task("task_id"), returns=bool)
def update_external_task_link(
    actor: Actor, task_id: Id, link_id: Id, title: Text = None, url: Text = None, dependency: Text = None
) -> bool:
    """Change a link of a task to another site.

    Null and what is left out leave the field alone.
    """
    link = queries.get_external_link(task_id=task_id, link_id=link_id)
    services.update_external_link(actor=actor, link=link, title=title, url=url, dependency=dependency)
    return True


@rpc.procedure("removeExternalTaskLink", allows="external_link.edit", project=of_task("task_id"), returns=bool)
def remove_external_task_link(actor: Actor, task_id: Id, link_id: Id) -> bool:
    """Remove a link of a task to another site."""
    services.remove_external_link(actor=actor, link=queries.get_external_link(task_id=task_id, link_id=link_id))
    return True
