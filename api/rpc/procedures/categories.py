from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import Id, StrictId, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_category
from boards.actors import Actor
from boards.errors import Invalid
from boards.queries import columns as queries
from boards.queries import projects
from boards.services import categories as services
from boards.shapes.board import CategoryObject

rpc = Namespace()


@rpc.procedure(
    "getCategory", allows="category.view", project=of_category("category_id"), returns=CategoryObject, failure=None
)
def get_category(actor: Actor, category_id: Id) -> CategoryObject:
    """One category."""
    return queries.get_category_object(category_id)


@rpc.procedure(
    "getAllCategories", allows="category.view", project=by("project_id"), returns=list[CategoryObject], failure=[]
)
def get_all_categories(actor: Actor, project_id: Id) -> list[CategoryObject]:
    """The categories of a project, by name."""
    return queries.list_category_objects(project_id)


@rpc.procedure("createCategory", allows="category.edit", project=by("project_id"), returns=int)
def create_category(actor: Actor, project_id: StrictId, name: Text, color_id: Text = None) -> int:
    """Add a category to a project; the answer is its id."""
    project = projects.get_project(project_id)
    return services.create_category(actor=actor, project=project, name=name, color_id=color_id).pk


@rpc.procedure("updateCategory", allows="category.edit", project=of_category("id"), returns=bool, missing=True)
def update_category(actor: Actor, id: StrictId, name: Text, color_id: Text = None) -> bool:  # noqa: A002
    """Rename a category, and give it a colour or none.

    True for an unknown category, too.
    """
    if not name:
        raise Invalid(name=_("A category needs a name."))
    services.update_category(actor=actor, category=queries.get_category(id), name=name, color_id=color_id)
    return True


@rpc.procedure("removeCategory", allows="category.edit", project=of_category("category_id"), returns=bool)
def remove_category(actor: Actor, category_id: Id) -> bool:
    """Remove a category; its tasks have none afterwards."""
    services.remove_category(actor=actor, category=queries.get_category(category_id))
    return True
