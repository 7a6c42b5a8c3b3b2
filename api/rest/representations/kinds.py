"""Types of values that many representations have."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

#: The end of the year 9998, in UTC seconds: what Python and all programs can still write.
LATEST = 253_370_764_799

Identifier = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1, examples=[12])]
Moment = Annotated[datetime, msgspec.Meta(tz=True, description="RFC 3339", examples=["2026-12-24T17:00:00Z"])]
Name = Annotated[str, msgspec.Meta(max_length=65_535)]
Markdown = Annotated[str, msgspec.Meta(description="Markdown", examples=["With **two** coats."])]
WorkHours = Annotated[float, msgspec.Meta(ge=0, description="Hours", examples=[1.5])]
WebAddress = Annotated[str, msgspec.Meta(examples=["https://boards.example/task/12"])]


def as_moment(seconds: int | None) -> datetime | None:
    """UTC seconds as a moment; None for 0, which is no date."""
    return datetime.fromtimestamp(min(seconds, LATEST), UTC) if seconds and seconds > 0 else None


def as_seconds(value: datetime | None) -> int:
    """A moment as UTC seconds, without its fraction; 0 for none."""
    return 0 if value is None else int(value.timestamp())


def given(body: msgspec.Struct, *names: str) -> dict[str, Any]:
    """The fields of a body that were sent; ``names``: of all without."""
    found = {name: getattr(body, name) for name in names or body.__struct_fields__}
    return {name: value for name, value in found.items() if value is not msgspec.UNSET}
