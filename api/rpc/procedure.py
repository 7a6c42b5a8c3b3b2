"""How a procedure is declared, and what happens around its call (protocol.md 2, steps 6 to 9).

A procedure decodes nothing, checks no role and catches no error. It says so in its declaration::

    @rpc.procedure("getTask", allows="task.view", project=of_task("task_id"), returns=TaskObject, failure=None)
    def get_task(actor: Actor, task_id: Id) -> TaskObject: ...
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast, get_args, get_type_hints

from django.db import DataError, IntegrityError
from modernrpc.constants import Protocol
from modernrpc.core import ProcedureWrapper
from modernrpc.server import RpcNamespace

from api.kept import ANSWERS
from api.rpc.decoding import Decoder
from api.rpc.errors import Forbidden, InvalidParams, WireError
from api.rpc.facts import Facter
from boards.access import RULES, Rights, read_rights, require
from boards.access.check import has_application_role, has_project_role
from boards.actors import Actor
from boards.errors import Denied, DomainError, NotFound

logger = logging.getLogger(__name__)

#: Reads the raw arguments and answers the projects in which the caller must have the role; None is an unknown one.
Resolver = Callable[[Mapping[str, Any]], "list[int | None]"]

UNSET: Any = object()

Answer = TypeVar("Answer")


class Unresolved(Exception):
    """The object that would tell the project does not exist, and the procedure has an answer for that."""

    def __init__(self, answer: Any) -> None:
        super().__init__(answer)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Parameter:
    """``default``: what the function gets when nothing is sent. ``schema``: as in ``Decoder``."""

    name: str
    read: Callable[[Any], Any]
    default: Any
    required: bool
    schema: dict[str, Any]


def parameters_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The wire's parameters: all but the first, which takes the actor. Each is annotated with its decoder."""
    hints = get_type_hints(function, include_extras=True)
    found = []
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        decoders = [one for one in get_args(hints[parameter.name])[1:] if isinstance(one, Decoder)]
        if len(decoders) != 1:
            raise TypeError(f"{function.__name__}: {parameter.name} needs an annotation with a decoder")
        required = parameter.default is parameter.empty
        default = None if required else parameter.default
        found.append(Parameter(parameter.name, decoders[0].read, default, required, decoders[0].schema))
    return tuple(found)


def always(actor: Actor, **arguments: Any) -> bool:
    """For ``keeps``: the answer never depends on anything else."""
    return True


class Procedure(ProcedureWrapper):
    """A function with its name on the wire, its place in the access table, and what it answers.

    ``returns``: the type of the answer, from which msgspec makes its JSON Schema. ``failure`` answers a DomainError,
    ``missing`` (when given) a NotFound. ``about``: what the question of the table that restricts the operation is asked
    about, in the first of its projects; ``brings``: the task that comes into the last one. ``keeps``: whether the
    answer for these arguments, which name a ``project_id``, depends on nothing but the project, what stands outside of
    projects, options and caller, so that it may be kept. ``many``: makes of the arguments of several calls a function
    that answers each of them, and reads for all at once.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        name: str,
        *,
        allows: str,
        project: Resolver | None,
        about: Facter | None,
        brings: Facter | None,
        returns: Any,
        failure: Any,
        missing: Any,
        keeps: Callable[..., bool] | None,
        many: Callable[[list[dict[str, Any]]], Callable[..., Any]] | None,
    ) -> None:
        super().__init__(function, name, protocol=Protocol.JSON_RPC)
        self.operation = allows
        self.rule = RULES[allows]
        if (project is not None) != bool(self.rule.project):
            raise TypeError(f"{name}: {allows} and the project do not fit together")
        if (about is not None) != (self.rule.restricted_by is not None):
            raise TypeError(f"{name}: {allows} and what it is about do not fit together")
        self.resolver = project
        self.about = about
        self.brings = brings
        self.returns = returns
        self.failure = failure
        self.keeps = keeps
        self.many = many
        self.missing = failure if missing is UNSET else missing
        self.parameters = parameters_of(function)
        self.required = sum(parameter.required for parameter in self.parameters)
        self.total = len(self.parameters)
        self.by_name = {parameter.name: parameter for parameter in self.parameters}

    def bind(self, params: list[Any] | dict[str, Any]) -> dict[str, Any]:
        """The given raw values by name: first the count, then the names (protocol.md 4). Raises InvalidParams."""
        if len(params) < self.required:
            raise InvalidParams("Wrong number of arguments")
        if len(params) > self.total:
            raise InvalidParams("Too many arguments")
        if isinstance(params, list):
            return {parameter.name: value for parameter, value in zip(self.parameters, params, strict=False)}
        for parameter in self.parameters[: self.required]:
            if parameter.name not in params:
                raise InvalidParams(f"Missing argument: {parameter.name}")
        return {name: params[name] for name in self.by_name if name in params}

    def check_project(self, actor: Actor, given: Mapping[str, Any]) -> list[Rights]:
        """Raises Forbidden unless the actor's role is enough in every project that the call names.

        Answers the rights in each, where a custom role may be held to more than its rank.
        """
        if self.resolver is None or not actor.is_user:
            return []
        project_ids = self.resolver(given)
        if self.about is None and self.brings is None:
            if not all(has_project_role(actor, self.operation, project_id) for project_id in project_ids):
                raise Forbidden
            return []
        known: dict[int, Rights] = {}
        for project_id in project_ids:
            if project_id is None:
                raise Forbidden
            if project_id not in known:
                known[project_id] = read_rights(actor, project_id=project_id)
            if known[project_id].rank < self.rule.project:
                raise Forbidden
        return [known[project_id] for project_id in project_ids if project_id is not None]

    def check_restrictions(self, rights: list[Rights], arguments: Mapping[str, Any]) -> None:
        """Raises Denied where the custom role of the caller forbids this call."""
        asked = ((self.about, self.operation, rights[:1]), (self.brings, "task.create", rights[-1:]))
        for facter, operation, where in asked:
            for one in where:
                facts = facter(one, arguments) if facter and one.is_restricted else None
                if facts is not None:
                    require(one, operation, facts)

    def answer(self, actor: Actor, arguments: dict[str, Any]) -> Any:
        """What the function answers, or has answered when all was as it is now."""
        if self.keeps is None or arguments["project_id"] is None or not self.keeps(actor, **arguments):
            return self.func_or_coro(actor, **arguments)
        key = (self.name, actor, *arguments.items())
        return ANSWERS.find(key, arguments["project_id"], partial(self.func_or_coro, actor, **arguments))

    def read_ahead(self, every: list[list[Any] | dict[str, Any]]) -> Callable[..., Any] | None:
        """A function that answers all calls with these parameters; None where they are answered one by one."""
        if self.many is None:
            return None
        readable = []
        for params in every:
            with suppress(WireError):
                readable.append(self.decode(self.bind(params)))
        return self.many(readable)

    def decode(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of the function. Raises InvalidParams."""
        return {name: self.by_name[name].read(value) for name, value in given.items()}

    def call(self, actor: Actor, params: list[Any] | dict[str, Any], ahead: Callable[..., Any] | None = None) -> Any:
        """The result for the wire. ``ahead``: of ``read_ahead``. Raises WireError."""
        if not has_application_role(actor, self.operation):
            raise Forbidden
        given = self.bind(params)
        try:
            rights = self.check_project(actor, given)
            arguments = self.decode(given)
            self.check_restrictions(rights, arguments)
            return self.answer(actor, arguments) if ahead is None else ahead(actor, **arguments)
        except Unresolved as answer:
            return answer.answer
        except Denied as error:
            raise Forbidden from error
        except NotFound:
            return self.missing
        except DomainError:
            return self.failure
        except (IntegrityError, DataError) as error:
            # The database is the second wall: what only it refuses (a race, a text too long) fails in the same way. But
            # what looks like an ordinary refusal may be a mistake of ours.
            logger.warning("%s was refused by the database: %s", self.name, str(error).partition("\n")[0])
            return self.failure


class Namespace(RpcNamespace):
    """The procedures of one module; ``api.rpc.registry`` publishes them."""

    @property
    def published(self) -> dict[str, Procedure]:
        """Name to procedure, of this module."""
        return cast("dict[str, Procedure]", self._registry)

    def procedure(
        self,
        name: str,
        *,
        allows: str,
        project: Resolver | None = None,
        about: Facter | None = None,
        brings: Facter | None = None,
        returns: type[Answer],
        failure: Any = False,
        missing: Any = UNSET,
        keeps: Callable[..., bool] | None = None,
        many: Callable[[list[dict[str, Any]]], Callable[..., Answer]] | None = None,
    ) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
        """Declare a procedure. ``allows``: its operation in the access table; ``project``: where the role is needed;
        ``about``, ``brings``, ``keeps``, ``many``: as in ``Procedure``; ``returns``: what it answers when it succeeds,
        and what the function must return."""

        def declare(function: Callable[..., Answer]) -> Callable[..., Answer]:
            self._registry[name] = Procedure(
                function,
                name,
                allows=allows,
                project=project,
                about=about,
                brings=brings,
                returns=returns,
                failure=failure,
                missing=missing,
                keeps=keeps,
                many=many,
            )
            return function

        return declare
