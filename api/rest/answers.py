"""What is answered: encoded once, with the tag of its state, whole or in the fields that were asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from api.rest.problems import CHANGED_MEANWHILE, INVALID_FIELDS, UNCONDITIONAL, FieldError, Problem

_encode = msgspec.json.Encoder().encode


class Representation(msgspec.Struct, kw_only=True, omit_defaults=False):
    """Base of what is answered. A field that may be ``UNSET`` is there when it was asked for (``expand``)."""


#: Of an answer that shows some of the fields only.
PART_TYPE = "application/vnd.part+json"
Item = TypeVar("Item")


class Page(msgspec.Struct, Generic[Item]):
    """A part of a list. ``next``: the cursor of the one behind it, null for the last."""

    items: Sequence[Item]
    next: str | None = None


def encode(value: Any, fields: Collection[str] = ()) -> bytes:
    """``fields``: of the object, or of the items of a page; all without."""
    return _encode(choose_fields(value, fields) if fields else value)


def choose_fields(value: Any, fields: Collection[str]) -> Any:
    """The same object, or page, with these fields only."""
    if isinstance(value, Page):
        return Page([choose_fields(one, fields) for one in value.items], value.next)
    found = ((name, getattr(value, name)) for name in value.__struct_fields__ if name in fields)
    return {name: content for name, content in found if content is not msgspec.UNSET}


def read_names(text: str | None, known: Iterable[str], parameter: str) -> tuple[str, ...]:
    """The names of a comma list; none for None. Raises Problem for one that is not known."""
    if text is None:
        return ()
    names, known = tuple(dict.fromkeys(name.strip() for name in text.split(","))), list(known)
    sentence = _("{name} is not known here; known are {names}.")
    errors = [
        FieldError(sentence.format(name=name or '""', names=", ".join(known)), parameter=parameter)
        for name in names
        if name not in known
    ]
    if errors:
        raise Problem(INVALID_FIELDS, errors=errors)
    return names


def tag_of(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


@cache
def list_expansions(kind: type[Representation]) -> tuple[str, ...]:
    """What of an object is there only when it is asked for."""
    return tuple(one.name for one in msgspec.structs.fields(kind) if one.default is msgspec.UNSET)


def tag_state(value: Representation) -> str:
    """The tag of the state of an object: of all that it says by itself, without what was asked for besides."""
    names = (name for name in list_expansions(type(value)) if getattr(value, name) is not msgspec.UNSET)
    unset = dict.fromkeys(names, msgspec.UNSET)
    return tag_of(_encode(msgspec.structs.replace(value, **unset) if unset else value))


def tag_answer(value: Any, content: bytes, *, is_whole: bool) -> str:
    """The header ``ETag``: of an object that of its state, with that of what is shown of it, if that is another one.

    Lists have weak ones: nothing is changed by them.
    """
    if not isinstance(value, Representation):
        return f'W/"{tag_of(content)}"'
    state = tag_state(value)
    return f'"{state}"' if is_whole else f'"{state}.{tag_of(content)}"'


def check_state(request: HttpRequest, value: Representation) -> None:
    """Raises Problem unless the header ``If-Match`` names the state of the object."""
    header = request.headers.get("If-Match")
    if header is None:
        sentence = _("Send the ETag of what you have read as If-Match, or * for whatever it is now.")
        raise Problem(UNCONDITIONAL, sentence)
    tags = parse_etags(header)
    if tags == ["*"]:
        return
    state = tag_state(value)
    if not any(tag.strip('"').partition(".")[0] == state for tag in tags if not tag.startswith("W/")):
        raise Problem(CHANGED_MEANWHILE, _("It has changed since you read it. Read it again."))


def make_answer(
    content: bytes, *, status: int = 200, etag: str = "", location: str = "", is_part: bool = False
) -> HttpResponse:
    """``is_part``: it shows some of the fields only."""
    kind = PART_TYPE if is_part else "application/json"
    response = HttpResponse(content, status=status, content_type=kind if status != 204 else None)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Length"] = str(len(content))
    if etag:
        response["ETag"] = etag
    if location:
        response["Location"] = location
    return response
