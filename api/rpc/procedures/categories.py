from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, StrictId, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_category
from boards.actors import Actor
from boards.errors import Invalid
from boards.queries.columns import get_category as find_category
from boards.queries.columns import get_category_object, list_category_objects
from boards.queries.projects import get_project
from boards.services import categories

rpc = Namespace()


@rpc.procedure("getCategory", allows="category.view", project=of_category("category_id"), failure=None)
def get_category(actor: Actor, category_id: Id) -> Any:
    return get_category_object(category_id)


@rpc.procedure("getAllCategories", allows="category.view", project=by("project_id"), failure=[])
def get_all_categories(actor: Actor, project_id: Id) -> list[Any]:
    return list_category_objects(project_id)


@rpc.procedure("createCategory", allows="category.edit", project=by("project_id"))
def create_category(actor: Actor, project_id: StrictId, name: Text, color_id: Text = None) -> int:
    project = get_project(project_id)
    return categories.create_category(actor=actor, project=project, name=name, color_id=color_id).pk


@rpc.procedure("updateCategory", allows="category.edit", project=of_category("id"), missing=True)
def update_category(actor: Actor, id: StrictId, name: Text, color_id: Text = None) -> bool:  # noqa: A002
    if not name:
        raise Invalid(name="A category needs a name.")
    categories.update_category(actor=actor, category=find_category(id), name=name, color_id=color_id)
    return True


@rpc.procedure("removeCategory", allows="category.edit", project=of_category("category_id"))
def remove_category(actor: Actor, category_id: Id) -> bool:
    categories.remove_category(actor=actor, category=find_category(category_id))
    return True
