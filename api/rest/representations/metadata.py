from __future__ import annotations

from typing import Annotated

import msgspec

from api.rest.answers import Representation
from api.rest.bodies import Sent

MetadataName = Annotated[str, msgspec.Meta(max_length=255, examples=["crm.customer"])]


class MetadataRepresentation(Representation):
    """A named text that programs keep."""

    name: MetadataName
    value: Annotated[str | None, msgspec.Meta(examples=["4711"])]


class MetadataBody(Sent):
    value: Annotated[str, msgspec.Meta(examples=["4711"])]
