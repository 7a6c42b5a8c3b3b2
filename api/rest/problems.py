"""What is wrong with a request, as a problem document (RFC 9457).

``type`` is stable and never translated, for programs; ``title`` and ``detail`` are sentences in the caller's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.errors import Conflict, Denied, DomainError, Invalid, NotFound, describe
from boards.outages import FULL_DISK, Outage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONTENT_TYPE = "application/problem+json"
#: Where the page of the API explains each type.
PAGE = "/api/docs/#problem-"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """``name``: the end of its address; ``title``: the same for every request."""

    name: str
    status: int
    title: _StrPromise


MALFORMED = ProblemType("malformed", 400, gettext_lazy("The request can't be read"))
UNAUTHENTICATED = ProblemType("unauthenticated", 401, gettext_lazy("Credentials are missing or wrong"))
FORBIDDEN = ProblemType("forbidden", 403, gettext_lazy("This is not allowed"))
MISSING = ProblemType("not-found", 404, gettext_lazy("There is no such thing"))
WRONG_METHOD = ProblemType("wrong-method", 405, gettext_lazy("This method is not known here"))
CLASH = ProblemType("conflict", 409, gettext_lazy("This clashes with what is there"))
STILL_RUNNING = ProblemType("still-running", 409, gettext_lazy("The same request is still being answered"))
CHANGED_MEANWHILE = ProblemType("changed-meanwhile", 412, gettext_lazy("It has changed meanwhile"))
OVERSIZED = ProblemType("too-large", 413, gettext_lazy("The request is too large"))
WRONG_CONTENT = ProblemType("wrong-content-type", 415, gettext_lazy("This kind of content is not understood"))
WRONG_RANGE = ProblemType("wrong-range", 416, gettext_lazy("There are no such bytes"))
INVALID_FIELDS = ProblemType("invalid", 422, gettext_lazy("Some values can't be taken"))
REUSED_KEY = ProblemType("reused-key", 422, gettext_lazy("This key was sent with another request"))
UNCONDITIONAL = ProblemType("condition-required", 428, gettext_lazy("Say which state is to be changed"))
TOO_MANY = ProblemType("too-many-requests", 429, gettext_lazy("Too many requests"))
FAILED = ProblemType("failed", 500, gettext_lazy("This is a fault of the server"))
UNAVAILABLE = ProblemType("unavailable", 503, gettext_lazy("The server can't answer now"))
NO_ROOM = ProblemType("no-room", 507, gettext_lazy("The disk of the server is full"))

PROBLEM_TYPES = (
    MALFORMED,
    UNAUTHENTICATED,
    FORBIDDEN,
    MISSING,
    WRONG_METHOD,
    CLASH,
    STILL_RUNNING,
    CHANGED_MEANWHILE,
    OVERSIZED,
    WRONG_CONTENT,
    WRONG_RANGE,
    INVALID_FIELDS,
    REUSED_KEY,
    UNCONDITIONAL,
    TOO_MANY,
    FAILED,
    UNAVAILABLE,
    NO_ROOM,
)


class FieldError(msgspec.Struct, omit_defaults=True):
    """What is wrong with one value. ``pointer``: to it in the body (RFC 6901); ``parameter``: of path or query."""

    detail: str
    pointer: str = ""
    parameter: str = ""


class ProblemDocument(msgspec.Struct, omit_defaults=True):
    """``errors``: one for each wrong value."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[FieldError] = []


class Problem(Exception):
    """Ends a request. ``headers``: more ones of the answer."""

    def __init__(
        self,
        kind: ProblemType,
        detail: str = "",
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.name, detail)
        self.kind = kind
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})


def respond_with_problem(problem: Problem) -> HttpResponse:
    """The answer that says what is wrong, in the active language."""
    kind = problem.kind
    document = ProblemDocument(f"{PAGE}{kind.name}", str(kind.title), kind.status, problem.detail, problem.errors)
    response = HttpResponse(msgspec.json.encode(document), status=kind.status, content_type=CONTENT_TYPE)
    response["Content-Length"] = str(len(response.content))
    for name, value in problem.headers.items():
        response[name] = value
    return response


def point_at(*way: Any) -> str:
    """A pointer to a value of the body (RFC 6901)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in way)


def _way(name: str) -> list[str]:
    """The steps to a field that is named as in forms: "params[color_id]"."""
    return [step.removesuffix("]") for step in name.split("[")]


@contextmanager
def renamed(**names: str) -> Iterator[None]:
    """What the domain refuses of a field, by the name that the field has in the body: ``renamed(heir="heir_id")``."""
    try:
        yield
    except Invalid as error:
        error.fields = {names.get(name, name): sentence for name, sentence in error.fields.items()}
        raise


def problem_of(error: DomainError, *, in_query: bool = False) -> Problem:
    """What the domain refuses, in the form of this door. ``in_query``: there is no body that a value can stand in."""
    if isinstance(error, Invalid):
        errors = [
            FieldError(str(sentence), parameter=name)
            if in_query
            else FieldError(str(sentence), pointer=point_at(*_way(name)))
            for name, sentence in error.fields.items()
        ]
        return Problem(INVALID_FIELDS, describe(error), errors=errors)
    if isinstance(error, NotFound):
        return Problem(MISSING, describe(error))
    if isinstance(error, Denied):
        return Problem(FORBIDDEN, describe(error))
    if isinstance(error, Conflict):
        return Problem(CLASH, describe(error))
    return Problem(MALFORMED, describe(error))


def not_found() -> Problem:
    """For what is not there, or is not there for the caller."""
    return Problem(MISSING, _("There is nothing here, or nothing that you may see."))


@contextmanager
def named_by_path() -> Iterator[None]:
    """What is not there stands in the path, not in the body."""
    try:
        yield
    except NotFound as error:
        raise not_found() from error


def problem_of_outage(outage: Outage) -> Problem:
    """For what keeps the whole service from working."""
    kind = NO_ROOM if outage is FULL_DISK else UNAVAILABLE
    return Problem(kind, str(outage.sentence), headers={"Retry-After": str(outage.retry)})
