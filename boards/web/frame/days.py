"""What is understood of a date that is being typed (ux.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse

from boards.queries.settings import zone_of
from boards.web.frame.fields import describe_day, understand

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: The kind of a field that takes no time of day.
WHOLE_DAY = "day"


def show_day(request: BoardRequest, text: str, kind: str) -> JsonResponse:
    """``{"label"}``: the day in full, with its time; "" for what the field would refuse."""
    written = understand(text.strip(), zone_of(request.actor))
    if written is None or (kind == WHOLE_DAY and written.clock is not None):
        return JsonResponse({"label": ""})
    return JsonResponse({"label": describe_day(written.day, written.clock)})
