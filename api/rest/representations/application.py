"""What belongs to the installation."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import msgspec

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.tasks import ColorId

CurrencyCode = Annotated[str, msgspec.Meta(examples=["EUR"])]
Rate = Annotated[float, msgspec.Meta(gt=0, description="What one unit of it is worth in the currency of reference.",
                                     examples=[1.25])]  # fmt: skip
Css = Annotated[str, msgspec.Meta(description="A colour as CSS has it.", examples=["#d7ccc8"])]


class NamedRole(Representation):
    id: Annotated[str, msgspec.Meta(examples=["app-user"])]
    label: Annotated[str, msgspec.Meta(examples=["User"])]


class ApplicationRepresentation(Representation):
    """``version``: of this program; ``kanboard_version``: of the Kanboard whose JSON-RPC it speaks, too."""

    version: str
    kanboard_version: str
    timezone: Annotated[str, msgspec.Meta(description="That of the caller, else of the installation.",
                                          examples=["Europe/Berlin"])]  # fmt: skip
    default_color_id: ColorId
    currency: Annotated[CurrencyCode, msgspec.Meta(description="The reference of rates.")]
    application_roles: list[NamedRole]
    project_roles: list[NamedRole]


class ColorRepresentation(Representation):
    id: ColorId
    name: Annotated[str, msgspec.Meta(description="In the language of the caller.", examples=["Yellow"])]
    background: Css
    border: Css


class CurrencyRepresentation(Representation):
    currency: CurrencyCode
    name: Annotated[str, msgspec.Meta(examples=["Euro"])]
    rate: Rate


class RateBody(Sent):
    rate: Rate


def as_decimal(rate: float) -> Decimal:
    """A number of JSON as it was written."""
    return Decimal(repr(rate))
