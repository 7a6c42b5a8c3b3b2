"""Reading what scripts send as JSON. Nothing in it is trusted to be what it should be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from boards.errors import Denied, DomainError, Invalid
from boards.inputs import LARGEST_ID, clean, decode_number

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


def read_json(request: BoardRequest) -> dict[str, Any]:
    """The object that a script sent. Raises Denied for another content type, Invalid for anything but an object."""
    if request.content_type != "application/json":
        raise Denied("JSON only")
    try:
        data = clean(json.loads(request.body))
    except (ValueError, RecursionError) as error:
        raise Invalid(body=_("This is no JSON.")) from error
    if not isinstance(data, dict):
        raise Invalid(body=_("This is no JSON object."))
    return data


def read_json_number(value: Any) -> int:
    """A number, or digits, from JSON; 0 for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value <= LARGEST_ID else 0
    return decode_number(value) or 0


def result_of(run: Callable[[], object]) -> JsonResponse:
    """``{"result"}``: whether the domain did what was asked for."""
    try:
        run()
    except DomainError:
        return JsonResponse({"result": False})
    return JsonResponse({"result": True})
