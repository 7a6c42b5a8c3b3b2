"""How a tool is declared, and what happens around its call.

A tool is a function whose parameters say what they mean; its docstring is what the assistant reads of it::

    @tool(reads=True)
    def list_projects(actor: Actor, query: Query = "", limit: Limit = 20) -> ProjectsAnswer: ...

It answers a text, or a struct whose schema the assistant knows. What it can't do it says as a ``Refusal``, in words
that tell what to do next; errors of the domain become such words, too.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

import msgspec
from django.db import DataError, IntegrityError

from api.mcp.texts import MOST_BYTES, show_plainly
from boards.actors import Actor
from boards.errors import Denied, DomainError, NotFound, describe

logger = logging.getLogger(__name__)
Rows = TypeVar("Rows", bound="MoreRows")


ONLY_READS = "This token may only read. Ask the user for one that may change things."


class Refusal(Exception):
    """Why something is not done, and what to do instead; the assistant reads it."""


class MoreRows(msgspec.Struct, omit_defaults=True, kw_only=True):
    """Base of answers with rows: ``total`` of them there are, ``next_offset`` asks for those that follow."""

    notice: str
    total: int
    next_offset: int = 0


@dataclass(frozen=True, slots=True)
class Tool:
    """``arguments``: a struct of what is given; ``output``: the schema of what is answered, None for a text.

    ``reads``: it changes nothing; ``destroys``: what it does can't be undone; ``repeats``: done twice is done once.
    """

    name: str
    description: str
    function: Callable[..., Any]
    arguments: type[msgspec.Struct]
    output: dict[str, Any] | None
    reads: bool
    destroys: bool
    repeats: bool

    def describe(self) -> dict[str, Any]:
        """As the assistant is told of it."""
        hints: dict[str, Any] = {"readOnlyHint": self.reads, "openWorldHint": False}
        if not self.reads:
            hints |= {"destructiveHint": self.destroys, "idempotentHint": self.repeats}
        described = {
            "name": self.name,
            "description": self.description,
            "inputSchema": make_schema(self.arguments),
            "annotations": hints,
        }
        if self.output is not None:
            described["outputSchema"] = self.output
        return described

    def call(self, actor: Actor, arguments: dict[str, Any]) -> dict[str, Any]:
        """The result for the wire; what is wrong with the arguments or refused is a result as well."""
        try:
            given = msgspec.convert(arguments, self.arguments, strict=False)
            values = {name: getattr(given, name) for name in self.arguments.__struct_fields__}
            return show_result(self.function(actor, **values))
        except msgspec.ValidationError as error:
            return show_refusal(f"{error}. The input schema of {self.name} says what is possible.")
        except Refusal as error:
            return show_refusal(str(error))
        except DomainError as error:
            return show_refusal(put_in_words(error, actor))
        except (IntegrityError, DataError) as error:
            # What only the database refuses, as in a race, may as well be a mistake of ours.
            logger.warning("%s was refused by the database: %s", self.name, str(error).partition("\n")[0])
            return show_refusal("This clashes with what somebody else does at this moment. Look again, and try again.")


def put_in_words(error: DomainError, actor: Actor) -> str:
    """What an assistant reads of an error of the domain."""
    if isinstance(error, Denied) and actor.reads_only:
        return ONLY_READS
    if isinstance(error, Denied):
        return f"{describe(error)} Somebody with more rights in the project can do it."
    if isinstance(error, NotFound):
        return "Something that was named is not there, or not any more. Look again with find_tasks or board_overview."
    return describe(error)


def show_refusal(sentence: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": show_plainly(sentence)}], "isError": True}


def show_result(result: Any) -> dict[str, Any]:
    """A text, or a struct in both of its forms: for programs, and as text for models."""
    if isinstance(result, str):
        return {"content": [{"type": "text", "text": show_plainly(result)}], "isError": False}
    shown = show_plainly(msgspec.to_builtins(result))
    text = msgspec.json.encode(shown).decode()
    return {"content": [{"type": "text", "text": text}], "structuredContent": shown, "isError": False}


def fit_rows(answer: Rows, name: str, offset: int) -> Rows:
    """Leave rows out at the end until the answer fits, and say where to go on. ``answer``: a struct of ``MoreRows``."""
    rows = getattr(answer, name)
    while True:
        shown = offset + len(rows)
        answer.next_offset = shown if rows and shown < answer.total else 0
        if len(rows) <= 1 or len(msgspec.json.encode(answer)) <= MOST_BYTES:
            return answer
        del rows[-max(1, len(rows) // 10) :]


def make_schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema of a type, in one piece and few words: assistants read it before every conversation."""
    schema = msgspec.json.schema(kind)
    inside = schema.pop("$defs", {})

    def shorten(value: Any) -> Any:
        if isinstance(value, list):
            return [shorten(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            return shorten(inside[value["$ref"].rpartition("/")[2]])
        short = {key: shorten(one) for key, one in value.items() if not _is_noise(key, one, value)}
        kinds = [one.get("type") for one in short.get("anyOf", []) if set(one) == {"type"}]
        if kinds and len(kinds) == len(short["anyOf"]):
            short = {"type": kinds} | {key: one for key, one in short.items() if key != "anyOf"}
        return short

    made: dict[str, Any] = shorten(schema)
    return made


def _is_noise(key: str, value: Any, schema: dict[str, Any]) -> bool:
    """Names of types, docstrings for programmers, and what is there without being said."""
    if key == "title":
        return isinstance(value, str)
    if key == "description":
        return "properties" in schema
    return key in ("default", "required") and not value


def tool(
    *, reads: bool = False, destroys: bool = False, repeats: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a tool; see ``Tool``."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        hints = get_type_hints(function, include_extras=True)
        fields: list[Any] = []
        for parameter in list(inspect.signature(function).parameters.values())[1:]:
            field = (parameter.name, hints[parameter.name])
            fields.append(field if parameter.default is parameter.empty else (*field, parameter.default))
        returned = hints["return"]
        function.tool = Tool(  # type: ignore[attr-defined]
            name=function.__name__,
            description=" ".join((inspect.getdoc(function) or "").split()),
            function=function,
            arguments=msgspec.defstruct(function.__name__, fields, forbid_unknown_fields=True, kw_only=True),
            output=None if returned is str else make_schema(returned),
            reads=reads,
            destroys=destroys,
            repeats=repeats,
        )
        return function

    return declare


def tool_of(function: Any) -> Tool:
    """The declaration of a tool."""
    declared: Tool = function.tool
    return declared
