"""Tags, and kinds of links between tasks."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier
from api.rest.representations.tasks import ColorId
from boards.limits import NAME
from boards.shapes.links import LinkObject
from boards.shapes.tags import TagObject

TagLabel = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["wood"])]
LinkLabel = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["blocks"])]


class TagRepresentation(Representation):
    id: Identifier
    project_id: Annotated[Identifier | None, msgspec.Meta(description="Null for a global tag.")]
    name: TagLabel
    color_id: ColorId | None


class TagPatch(Sent):
    """What is to change; null takes the colour away."""

    name: TagLabel | UnsetType = UNSET
    color_id: ColorId | UnsetType | None = UNSET


class NewTagBody(TagPatch):
    name: TagLabel


class LinkTypeRepresentation(Representation):
    """``opposite_id``: the kind that the same link has for the other task, null for the same one."""

    id: Identifier
    label: LinkLabel
    opposite_id: Identifier | None


class LinkTypePatch(Sent):
    """What is to change; with null for its opposite a kind of link is its own."""

    label: LinkLabel | UnsetType = UNSET
    opposite_id: Identifier | UnsetType | None = UNSET


class NewLinkTypeBody(Sent):
    """With ``opposite_label`` two kinds are made that point at each other; the first one is answered."""

    label: LinkLabel
    opposite_label: LinkLabel | UnsetType | None = UNSET


def represent_tag(tag: TagObject) -> TagRepresentation:
    return TagRepresentation(id=tag.id, project_id=tag.project_id or None, name=tag.name, color_id=tag.color_id or None)


def represent_link_type(link: LinkObject) -> LinkTypeRepresentation:
    return LinkTypeRepresentation(id=link.id, label=link.label, opposite_id=link.opposite_id or None)
