"""Texts that a project keeps: searches under a name, and templates for the descriptions of new tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier, Markdown

if TYPE_CHECKING:
    from boards.models import CustomFilter, PredefinedDescription

FilterName = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, examples=["Late ones"])]
FilterText = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, description="In the search language.",
                                         examples=["due:<today"])]  # fmt: skip
SharedFilter = Annotated[bool, msgspec.Meta(description="Whether the whole project may use it; managers share.")]
AddedFilter = Annotated[bool, msgspec.Meta(description="Whether it is added to the search in use, or replaces it.")]
TemplateTitle = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, examples=["Bug report"])]
TemplateText = Annotated[Markdown, msgspec.Meta(min_length=1)]


class CustomFilterRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    user_id: Identifier
    name: FilterName
    filter: FilterText
    is_shared: SharedFilter
    append: AddedFilter


class CustomFilterPatch(Sent):
    name: FilterName | UnsetType = UNSET
    filter: FilterText | UnsetType = UNSET
    is_shared: SharedFilter | UnsetType = UNSET
    append: AddedFilter | UnsetType = UNSET


class NewCustomFilterBody(Sent):
    name: FilterName
    filter: FilterText
    is_shared: SharedFilter = False
    append: AddedFilter = False


class PredefinedDescriptionRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    title: TemplateTitle
    description: TemplateText


class PredefinedDescriptionPatch(Sent):
    title: TemplateTitle | UnsetType = UNSET
    description: TemplateText | UnsetType = UNSET


class NewPredefinedDescriptionBody(Sent):
    title: TemplateTitle
    description: TemplateText


def represent_custom_filter(one: CustomFilter) -> CustomFilterRepresentation:
    return CustomFilterRepresentation(
        id=one.pk,
        project_id=one.project_id,
        user_id=one.user_id,
        name=one.name,
        filter=one.filter,
        is_shared=one.is_shared,
        append=one.append,
    )


def represent_predefined_description(one: PredefinedDescription) -> PredefinedDescriptionRepresentation:
    return PredefinedDescriptionRepresentation(
        id=one.pk, project_id=one.project_id, title=one.title, description=one.description
    )
