"""Tags of projects, and global ones, which have addresses of their own as administrators change them."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Listing, Shown, make_page, read_named_cursor
from api.rest.representations.labels import NewTagBody, TagPatch, TagRepresentation, represent_tag
from api.rest.resource import Resource
from boards.errors import NotFound
from boards.queries.tags import get_tag, get_tag_object, list_tag_objects_after
from boards.services.tags import create_tag, promote_tag, remove_tag, update_tag


class TagListing(Listing):
    """Which tags are listed, and in which order."""

    search: Annotated[str, msgspec.Meta(max_length=1000, description="A part of the name.", examples=["wood"])] = ""
    sort: Annotated[str, msgspec.Meta(pattern="^-?(id|name)$", examples=["name"])] = "id"


def _list_page(call: Call[TagListing], project_id: int | None) -> Page[TagRepresentation]:
    query = call.query
    found, last = list_tag_objects_after(
        actor=call.actor,
        project_id=project_id,
        search=query.search,
        order=query.sort,
        after=read_named_cursor(query.cursor, query.sort),
        limit=query.limit,
    )
    return make_page([represent_tag(one) for one in found], last)


def _answer_tag(tag_id: int) -> TagRepresentation:
    return represent_tag(get_tag_object(tag_id))


def _answer_global(tag_id: int) -> TagRepresentation:
    tag = _answer_tag(tag_id)
    if tag.project_id is not None:
        raise NotFound(f"global tag {tag_id}")
    return tag


def _change(call: Call[Any], tag_id: int) -> TagRepresentation:
    body: TagPatch = call.body
    tag = get_tag(tag_id)
    update_tag(
        actor=call.actor,
        tag=tag,
        name=tag.name if body.name is UNSET else body.name,
        color_id=tag.color_id if body.color_id is UNSET else body.color_id or None,
    )
    return _answer_tag(tag_id)


class Tags(Resource):
    tag = "tags"

    def represent(self, call: Call[Any], **ids: int) -> TagRepresentation:
        return _answer_tag(ids["tag_id"])

    @endpoint("tag.list", name="listTags", query=TagListing, returns=Page[TagRepresentation])
    def find(self, call: Call[TagListing]) -> Page[TagRepresentation]:
        """Tags that the caller knows

        The global ones and those of the caller's open projects; all of them for administrators and programs.
        """
        return _list_page(call, None)

    @endpoint("tag.view", name="listProjectTags", query=TagListing, returns=Page[TagRepresentation])
    def list(self, call: Call[TagListing], project_id: int) -> Page[TagRepresentation]:
        """Tags of a project, without global ones"""
        return _list_page(call, project_id)

    @endpoint("tag.view", name="getTag", returns=TagRepresentation)
    def retrieve(self, call: Call[Shown], tag_id: int) -> TagRepresentation:
        """A tag of a project"""
        return _answer_tag(tag_id)

    @endpoint("tag.edit", name="createTag", body=NewTagBody, returns=TagRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Make a tag in a project"""
        body: NewTagBody = call.body
        tag = create_tag(actor=call.actor, project_id=project_id, name=body.name, color_id=body.color_id or None)
        return Created(_answer_tag(tag.pk), f"/api/v1/tags/{tag.pk}")

    @endpoint("tag.edit", name="updateTag", body=TagPatch, returns=TagRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], tag_id: int) -> TagRepresentation:
        """Change a tag of a project"""
        return _change(call, tag_id)

    @endpoint("tag.edit", name="deleteTag", guarded=True)
    def destroy(self, call: Call[Any], tag_id: int) -> None:
        """Remove a tag of a project from it and from its tasks"""
        remove_tag(actor=call.actor, tag=get_tag(tag_id))

    @endpoint("tag.promote", name="promoteTag", returns=TagRepresentation)
    def promote(self, call: Call[Shown], tag_id: int) -> TagRepresentation:
        """Make a tag of a project a global one"""
        promote_tag(actor=call.actor, tag=get_tag(tag_id))
        return _answer_tag(tag_id)


class GlobalTags(Resource):
    tag = "tags"

    def represent(self, call: Call[Any], **ids: int) -> TagRepresentation:
        return _answer_global(ids["global_tag_id"])

    @endpoint("tag.list", name="listGlobalTags", query=TagListing, returns=Page[TagRepresentation])
    def list(self, call: Call[TagListing]) -> Page[TagRepresentation]:
        """Tags that every project may use"""
        return _list_page(call, 0)

    @endpoint("tag.list", name="getGlobalTag", returns=TagRepresentation)
    def retrieve(self, call: Call[Shown], global_tag_id: int) -> TagRepresentation:
        """A global tag"""
        return _answer_global(global_tag_id)

    @endpoint("tag.edit_global", name="createGlobalTag", body=NewTagBody, returns=TagRepresentation, status=201)
    def create(self, call: Call[Shown]) -> Created:
        """Make a tag that every project may use"""
        body: NewTagBody = call.body
        tag = create_tag(actor=call.actor, project_id=None, name=body.name, color_id=body.color_id or None)
        return Created(_answer_tag(tag.pk), f"/api/v1/global-tags/{tag.pk}")

    @endpoint("tag.edit_global", name="updateGlobalTag", body=TagPatch, returns=TagRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], global_tag_id: int) -> TagRepresentation:
        """Change a global tag"""
        return _change(call, global_tag_id)

    @endpoint("tag.edit_global", name="deleteGlobalTag", guarded=True)
    def destroy(self, call: Call[Any], global_tag_id: int) -> None:
        """Remove a global tag, also from all tasks"""
        remove_tag(actor=call.actor, tag=get_tag(global_tag_id))
