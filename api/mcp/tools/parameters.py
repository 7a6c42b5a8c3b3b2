"""What the parameters of tools are, in words that an assistant reads."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Limit = Annotated[int, Meta(ge=1, le=100)]
Offset = Annotated[int, Meta(ge=0, le=1_000_000)]
ProjectName = Annotated[str | int, Meta(description="Name, identifier or id")]
OfProject = Annotated[str | int, Meta(description="Name or id; all of yours without")]
TaskId = Annotated[int, Meta(ge=1)]
TaskIds = Annotated[tuple[int, ...], Meta(min_length=1, max_length=50)]
NameOrId = str | int
Assignee = Annotated[str | int, Meta(description='User name, full name or id; "me"; "nobody"')]
DateText = Annotated[str, Meta(description='2030-01-31, or with " 14:30"; "none" clears')]
Priority = Annotated[int, Meta(ge=0, le=1000)]
Texts = Annotated[tuple[str, ...], Meta(max_length=20)]
