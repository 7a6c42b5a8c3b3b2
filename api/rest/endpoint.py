"""How an endpoint is declared, and what its method is called with; see ``api.rest.resource``."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Generic, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from api.rest.answers import (
    Representation,
    list_expansions,
)
from api.rest.bodies import Sent
from api.rest.paging import Shown
from boards.access import RULES, Rights
from boards.actors import Actor
from boards.operations.deed import Doer

Query = TypeVar("Query", bound=Sent)
Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(slots=True)
class Call(Generic[Query]):
    """What a method gets: who calls, what they may in the project of the path, and what they have sent.

    ``fields``: what of the objects is asked for, all of it without any; ``expand``: what is asked for besides.
    ``body``: of the declared type.
    """

    request: HttpRequest
    actor: Actor
    query: Query
    body: Any = None
    project_id: int = 0
    known_rights: Rights | None = None
    fields: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether some of the fields are asked for only."""
        return bool(self.fields)

    @property
    def rights(self) -> Rights:
        assert self.known_rights is not None, "the operation is about no project"
        return self.known_rights

    @property
    def doer(self) -> Doer:
        return Doer(self.rights)


@dataclass(frozen=True, slots=True)
class Created:
    """Something new. ``location``: its address."""

    value: Representation
    location: str


@dataclass(frozen=True)
class Endpoint:
    """``allows``: its key in the table of permissions. ``returns``: the type of what is answered, None for nothing.

    ``body``: the type of what is sent, ``bytes`` for a file, which the method reads by itself.
    ``guarded``: it changes one state only, that of the resource's ``represent``; the request must name it (If-Match).
    ``status``: of an answer that succeeds. ``keeps``: whether the answer to such a call depends on nothing but its
    project, what stands outside of projects, options and caller, so that it may be kept.
    """

    name: str
    allows: str
    method: Callable[..., Any]
    query: type[Sent]
    body: type[Any] | None
    returns: Any
    guarded: bool
    status: int
    keeps: Callable[[Call[Any]], bool] | None
    summary: str = field(init=False)
    description: str = field(init=False)

    def __post_init__(self) -> None:
        RULES[self.allows]
        head, _blank, rest = inspect.getdoc(self.method).partition("\n")  # type: ignore[union-attr]
        object.__setattr__(self, "summary", head)
        object.__setattr__(self, "description", rest.strip())

    @property
    def needs_project(self) -> bool:
        return bool(RULES[self.allows].project)

    @property
    def expandable(self) -> tuple[str, ...]:
        """What of the answered objects is there only when it is asked for."""
        return () if self.shows is None else list_expansions(self.shows)

    @cached_property
    def shows(self) -> type[Representation] | None:
        """The type of the answered object, or of the items of the answered page."""
        args = getattr(self.returns, "__args__", ())
        found = args[0] if args else self.returns
        return found if isinstance(found, type) and issubclass(found, Representation) else None


def endpoint(
    allows: str,
    *,
    name: str,
    returns: Any = None,
    query: type[Sent] | None = None,
    body: type[Any] | None = None,
    guarded: bool = False,
    status: int = 0,
    keeps: Callable[[Call[Any]], bool] | None = None,
) -> Callable[[Method], Method]:
    """Declare what a method of a resource does; see ``Endpoint``. ``name``: of the operation in generated clients."""

    def declare(method: Method) -> Method:
        declared = Endpoint(
            name=name,
            allows=allows,
            method=method,
            query=query or (Shown if returns is not None else Sent),
            body=body,
            returns=returns,
            guarded=guarded,
            status=status or (204 if returns is None else 200),
            keeps=keeps,
        )

        @wraps(method)
        def run(self: Any, request: Any, **ids: int) -> HttpResponseBase:
            return cast(HttpResponseBase, self.perform(declared, request._request, request.auth, ids))

        run.endpoint = declared  # type: ignore[attr-defined]
        return cast(Method, run)

    return declare
