"""Bodies and queries of requests, read by their declared types; every wrong value is told at once.

A body is a ``Sent``: msgspec's types say what each field takes, and make its JSON Schema. ``UNSET`` is what was not
sent, which a JSON merge patch (RFC 7396) leaves as it is; null takes a value away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile, File
from django.http import HttpRequest, QueryDict
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from api.rest.problems import INVALID_FIELDS, MALFORMED, OVERSIZED, WRONG_CONTENT, FieldError, Problem, point_at
from boards.inputs import UNSTORABLE

#: Bytes of JSON that one request may carry.
MOST_JSON = 2 * 1024 * 1024
#: Bytes that are read at once.
PIECE = 1024 * 1024
JSON_TYPES = ("application/json", "application/merge-patch+json")
#: How msgspec says where in a value a wrong part stands.
PLACE = re.compile(r" - at `\$(?P<way>.*)`$")
STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class Sent(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Base of what a request brings, as JSON or as parameters."""


Content = TypeVar("Content", bound=Sent)


@cache
def _fields_of(body: type[Sent]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(body)


def parse_json(request: HttpRequest) -> Any:
    """The value in the body of a request. Raises Problem."""
    if request.content_type not in JSON_TYPES:
        raise Problem(WRONG_CONTENT, _("Send application/json."), headers={"Accept-Patch": ", ".join(JSON_TYPES)})
    content = read_bytes(request, most=MOST_JSON)
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem(MALFORMED, _("The body is no JSON.")) from error


def read_bytes(request: HttpRequest, *, most: int) -> bytes:
    """The body of a request. Raises Problem (too large, cut off)."""
    if _declared_length(request) > most:
        raise _too_large(most)
    try:
        return bytes(request.body)
    except RequestDataTooBig as error:
        raise _too_large(most) from error
    except UnreadablePostError as error:
        raise Problem(MALFORMED, _("The body is not complete.")) from error


class Upload(File):  # type: ignore[type-arg]
    """The body of a request, read piece by piece. Reading raises Problem where it ends too early."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)  # type: ignore[arg-type]
        self._request = request
        self.size = _declared_length(request)

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        left = self.size
        while left:
            try:
                piece = self._request.read(min(left, PIECE))
            except UnreadablePostError:
                piece = b""
            if not piece:
                raise Problem(MALFORMED, _("The body is not complete."))
            left -= len(piece)
            yield piece


def read_upload(request: HttpRequest, *, most: int) -> File[bytes]:
    """The body of a request as a file. Raises Problem (too large)."""
    if _declared_length(request) > most:
        raise _too_large(most)
    # Who asks for a request to be done once has had it read already.
    return ContentFile(request.body) if hasattr(request, "_body") else Upload(request)


def _declared_length(request: HttpRequest) -> int:
    return int(request.META.get("CONTENT_LENGTH") or 0)


def _too_large(most: int) -> Problem:
    return Problem(OVERSIZED, _("A body has at most {most} bytes here.").format(most=most))


def read_sent(request: HttpRequest, body: type[Content]) -> Content:
    """What a request brings. Raises Problem, with an error for each wrong field."""
    value = parse_json(request)
    if not isinstance(value, dict):
        raise Problem(INVALID_FIELDS, errors=[FieldError(_("An object is expected."))])
    values, errors = read_fields(value, body)
    if errors:
        raise Problem(INVALID_FIELDS, errors=[FieldError(said, pointer=point_at(*way)) for way, said in errors])
    return body(**values)


def read_query(query: QueryDict, body: type[Content]) -> Content:
    """The parameters of a query, each once. Raises Problem, with an error for each wrong one."""
    given = {name: query[name] for name in query}
    values, errors = read_fields(given, body, is_text=True)
    errors += [((name,), _("This may be said once only.")) for name in given if len(query.getlist(name)) > 1]
    if errors:
        raise Problem(INVALID_FIELDS, errors=[FieldError(said, parameter=str(way[0])) for way, said in errors])
    return body(**values)


Errors = list[tuple[tuple[Any, ...], str]]


def read_fields(given: Mapping[str, Any], body: type[Sent], *, is_text: bool = False) -> tuple[dict[str, Any], Errors]:
    """The values of the fields, and what is wrong: the way to a value with its sentence.

    ``is_text``: all that is given is text, as in a query.
    """
    values: dict[str, Any] = {}
    errors: Errors = []
    known = {field.encode_name: field for field in _fields_of(body)}
    errors += [((name,), _("This is not known here.")) for name in given if name not in known]
    for name, field in known.items():
        if name not in given:
            if field.required:
                errors.append(((name,), _("This is needed.")))
            continue
        try:
            value = msgspec.convert(given[name], field.type, strict=not is_text)
        except msgspec.ValidationError as error:
            way, said = _read_complaint(str(error))
            errors.append(((name, *way), said))
            continue
        values[field.name] = value
        unstorable = _find_unstorable(value)
        if unstorable is not None:
            errors.append(((name, *unstorable[0]), unstorable[1]))
    return values, errors


def _find_unstorable(value: Any) -> tuple[tuple[Any, ...], str] | None:
    """The way to what can't be kept, and why: a text that no database holds, a moment that is kept as none."""
    if isinstance(value, str) and UNSTORABLE.search(value):
        return (), _("This has characters that can't be stored.")
    if isinstance(value, datetime) and value.timestamp() < 1:
        return (), _("A date may be in the year 1970 at the earliest.")
    for step, one in _list_parts(value):
        found = _find_unstorable(one)
        if found is not None:
            return (step, *found[0]), found[1]
    return None


def _list_parts(value: Any) -> Iterable[tuple[Any, Any]]:
    """What a value is made of, each with the step that leads to it; the names of a dictionary are parts, too."""
    if isinstance(value, list | tuple):
        return enumerate(value)
    if isinstance(value, dict):
        return [*value.items(), *((name, name) for name in value)]
    if isinstance(value, msgspec.Struct):
        return [(name, getattr(value, name)) for name in value.__struct_fields__]
    return ()


def _read_complaint(text: str) -> tuple[list[str], str]:
    """Where inside of a value msgspec has found something wrong, and what."""
    found = PLACE.search(text)
    if found is None:
        return [], text
    steps = [name or number for name, number in STEP.findall(found["way"])]
    return steps, text[: found.start()]
