from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import of_task
from boards.actors import Actor
from boards.queries.external_links import get_external_link, get_external_link_object, list_external_link_rows
from boards.services import external_links
from boards.shapes.links import EXTERNAL_LINK_IN_LIST

rpc = Namespace()


@rpc.procedure("getExternalTaskLinkTypes", allows="external_link.catalogue")
def get_external_task_link_types(actor: Actor) -> dict[str, str]:
    return external_links.list_link_types()


@rpc.procedure("getExternalTaskLinkProviderDependencies", allows="external_link.catalogue")
def get_external_task_link_provider_dependencies(actor: Actor, providerName: Text) -> Any:
    """False for an unknown provider, and for "auto"."""
    return external_links.list_dependencies(providerName) or False


@rpc.procedure("getExternalTaskLinkById", allows="external_link.view", project=of_task("task_id"))
def get_external_task_link_by_id(actor: Actor, task_id: Id, link_id: Id) -> Any:
    return get_external_link_object(task_id=task_id, link_id=link_id)


@rpc.procedure("getAllExternalTaskLinks", allows="external_link.view", project=of_task("task_id"), failure=[])
def get_all_external_task_links(actor: Actor, task_id: Id) -> list[Any]:
    types = external_links.list_link_types()
    dependencies = {name: str(label) for name, label in external_links.DEPENDENCIES.items()}
    return [
        EXTERNAL_LINK_IN_LIST.of(row, dependencies.get(row[2], row[2]), types.get(row[1], row[1]))
        for row in list_external_link_rows(task_id)
    ]


@rpc.procedure("createExternalTaskLink", allows="external_link.edit", project=of_task("task_id"))
def create_external_task_link(
    actor: Actor,
    task_id: Id,
    url: Text,
    dependency: Text,
    type: Text = "auto",  # noqa: A002
    title: Text = "",
) -> int:
    link = external_links.create_external_link(
        actor=actor, task_id=task_id, url=url, dependency=dependency, link_type=type, title=title
    )
    return link.pk


@rpc.procedure("updateExternalTaskLink", allows="external_link.edit", project=of_task("task_id"))
def update_external_task_link(
    actor: Actor, task_id: Id, link_id: Id, title: Text = None, url: Text = None, dependency: Text = None
) -> bool:
    link = get_external_link(task_id=task_id, link_id=link_id)
    external_links.update_external_link(actor=actor, link=link, title=title, url=url, dependency=dependency)
    return True


@rpc.procedure("removeExternalTaskLink", allows="external_link.edit", project=of_task("task_id"))
def remove_external_task_link(actor: Actor, task_id: Id, link_id: Id) -> bool:
    external_links.remove_external_link(actor=actor, link=get_external_link(task_id=task_id, link_id=link_id))
    return True
