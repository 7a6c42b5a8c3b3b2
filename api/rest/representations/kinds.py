"""Types of values that many representations have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

import msgspec

#: The end of the year 9998, in UTC seconds: what Python and all programs can still write.
LATEST = 253_370_764_799

Identifier = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1, examples=[12])]
Moment = Annotated[datetime, msgspec.Meta(tz=True, description="RFC 3339", examples=["2026-12-24T17:00:00Z"])]
Name = Annotated[str, msgspec.Meta(max_length=65_535)]
Markdown = Annotated[str, msgspec.Meta(description="Markdown", examples=["With **two** coats."])]
WorkHours = Annotated[float, msgspec.Meta(ge=0, description="Hours", examples=[1.5])]
Day = Annotated[date, msgspec.Meta(description="RFC 3339", examples=["2026-12-24"])]
TaskLimit = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1, description="Open tasks at most; null: any.", examples=[5])]
PlaceNumber = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1, description="Counted from 1.", examples=[1])]
WebAddress = Annotated[str, msgspec.Meta(examples=["https://boards.example/task/12"])]


Choice = TypeVar("Choice")


def choice_of(choices: Sequence[Choice], number: int) -> Choice:
    """The choice that a stored number stands for; the first one for a number that is none."""
    return choices[number] if 0 <= number < len(choices) else choices[0]


def as_moment(seconds: int | None) -> datetime | None:
    """UTC seconds as a moment; None for 0, which is no date."""
    return datetime.fromtimestamp(min(seconds, LATEST), UTC) if seconds and seconds > 0 else None


def as_seconds(value: datetime | None) -> int:
    """A moment as UTC seconds, without its fraction; 0 for none."""
    return 0 if value is None else int(value.timestamp())


def as_day(text: str) -> date | None:
    """A stored day; None for a text that is none, as old programs have left them."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def given(body: msgspec.Struct, *names: str) -> dict[str, Any]:
    """The fields of a body that were sent; ``names``: of all without."""
    found = {name: getattr(body, name) for name in names or body.__struct_fields__}
    return {name: value for name, value in found.items() if value is not msgspec.UNSET}
