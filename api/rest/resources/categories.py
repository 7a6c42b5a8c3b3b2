from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.boards import (
    CategoryPatch,
    CategoryRepresentation,
    NewCategoryBody,
    represent_category,
)
from api.rest.resource import Resource
from boards.queries.columns import get_category, get_category_object, list_category_objects
from boards.queries.projects import get_project
from boards.services.categories import create_category, remove_category, update_category


def answer_category(category_id: int) -> CategoryRepresentation:
    """1 statement. Raises NotFound."""
    return represent_category(get_category_object(category_id))


class Categories(Resource):
    tag = "categories"

    def represent(self, call: Call[Any], **ids: int) -> CategoryRepresentation:
        return answer_category(ids["category_id"])

    @endpoint("category.view", name="listCategories", returns=Page[CategoryRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[CategoryRepresentation]:
        """Categories of a project, by name"""
        return Page([represent_category(one) for one in list_category_objects(project_id)])

    @endpoint("category.view", name="getCategory", returns=CategoryRepresentation)
    def retrieve(self, call: Call[Shown], category_id: int) -> CategoryRepresentation:
        """A category"""
        return answer_category(category_id)

    @endpoint("category.edit", name="createCategory", body=NewCategoryBody, returns=CategoryRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Add a category to a project"""
        body: NewCategoryBody = call.body
        category = create_category(
            actor=call.actor,
            project=get_project(project_id),
            name=body.name,
            color_id=body.color_id or None,
            description=body.description or None,
        )
        return Created(answer_category(category.pk), f"/api/v1/categories/{category.pk}")

    @endpoint("category.edit", name="updateCategory", body=CategoryPatch, returns=CategoryRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], category_id: int) -> CategoryRepresentation:
        """Change a category"""
        body: CategoryPatch = call.body
        category = get_category(category_id)
        update_category(
            actor=call.actor,
            category=category,
            name=category.name if body.name is UNSET else body.name,
            color_id=category.color_id if body.color_id is UNSET else body.color_id or None,
            description=None if body.description is UNSET else body.description or "",
        )
        return answer_category(category_id)

    @endpoint("category.edit", name="deleteCategory", guarded=True)
    def destroy(self, call: Call[Any], category_id: int) -> None:
        """Remove a category; its tasks lose it"""
        remove_category(actor=call.actor, category=get_category(category_id))
