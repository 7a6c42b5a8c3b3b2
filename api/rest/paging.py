"""Pages of lists by cursors: a page begins behind the last item of the one before, whatever has come and gone."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext as _

from api.rest.answers import Page
from api.rest.bodies import Sent
from api.rest.problems import INVALID_FIELDS, FieldError, Problem
from boards.inputs import LARGEST_ID, UNSTORABLE

MOST_ITEMS = 200
Item = TypeVar("Item")


class Shown(Sent, kw_only=True):
    """What of an object is shown."""

    fields: Annotated[str | None, msgspec.Meta(description="Names of fields, with commas between; all without.")] = None
    expand: Annotated[str | None, msgspec.Meta(description="What is shown besides, with commas between.")] = None


class Listing(Shown, kw_only=True):
    """Which part of a list is shown."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_ITEMS, description="Items of a page.")] = 50
    cursor: Annotated[str, msgspec.Meta(max_length=1000, description="`next` of the page before.")] = ""


def read_cursor(text: str, *kinds: type) -> list[Any] | None:
    """The values that the page before ended with, of these types, the last one an id; None for the first page.

    Raises Problem.
    """
    if not text:
        return None
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(text.encode()), type=list[int | str])
    except (binascii.Error, ValueError):
        values = []
    fits = [type(one) for one in values] == list(kinds) and not any(
        UNSTORABLE.search(one) if isinstance(one, str) else abs(one) > LARGEST_ID for one in values
    )
    if not fits:
        sentence = _("This is no cursor of this list. Begin without one.")
        raise Problem(INVALID_FIELDS, errors=[FieldError(sentence, parameter="cursor")])
    return values


def read_named_cursor(text: str, order: str) -> list[Any] | None:
    """The same of a list that is ordered by id or by a text. Raises Problem."""
    return read_cursor(text, int) if order.removeprefix("-") == "id" else read_cursor(text, str, int)


def make_page(items: Sequence[Item], last: Sequence[int | str] | None) -> Page[Item]:
    """``last``: the values that the page ends with, None for the last one."""
    return Page(items, None if last is None else write_cursor(last))


def write_cursor(values: Sequence[int | str]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode()


def link_next(request: HttpRequest, cursor: str) -> str:
    """The header ``Link`` to the next page (RFC 8288)."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f'<{request.path}?{query.urlencode()}>; rel="next"'
