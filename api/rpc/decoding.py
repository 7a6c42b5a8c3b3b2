"""From the bytes of a request to calls, and from JSON values to arguments (protocol.md 1 to 4).

Two kinds of decoders. The loose ones (``Id``, ``Integer``, ``Text``, ``Flag``) take what Kanboard takes and answer
-32602 for what has no reading. The strict ones (``StrictInteger`` ...) belong to procedures that validate: they raise
``Invalid``, so that the procedure answers its declared failure value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from api.rpc.errors import InvalidParams, InvalidRequest, ParseError
from boards.errors import Invalid
from boards.inputs import LARGEST_ID
from boards.limits import LARGEST, MOST_HOURS

MAX_DEPTH = 511
#: Elements of a batch (decisions.md 5).
MOST_CALLS = 10_000
#: Commas and opening brackets of a body: each may cost a hundred times its byte once it is read.
MOST_PARTS = 1_000_000
INTEGER = re.compile(r"-?\d{1,10}", re.ASCII)
LEADING_INTEGER = re.compile(r"\s*([+-]?)0*(\d+)", re.ASCII)
LOOSE_INTEGER = re.compile(r"\s*\+?(\d{1,19})(?:\.0*)?\s*", re.ASCII)
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2})?", re.ASCII)

#: What is walked for the depth: how a bracket changes it, all bytes but these and the quotes, a text with brackets.
STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
NO_MARKS = bytes(set(range(256)) - {ord('"'), *STEPS})
TEXT = re.compile(rb'"[^"]*"')


class JsonRpcCall:
    """One call of a request. ``notification``: no answer is wanted (no id, or null)."""

    __slots__ = ("id", "method", "notification", "params")

    def __init__(self, method: str, params: list[Any] | dict[str, Any], identifier: Any) -> None:
        self.method = method
        self.params = params
        self.id = identifier
        self.notification = identifier is None


def depth_of(body: bytes) -> int:
    """How deep arrays and objects nest in a JSON text. Only its quotes and brackets are walked."""
    # Pairs first: of a backslash that is left, and a quote behind it, is certain what they mean.
    marks = body.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, delete=NO_MARKS)
    brackets = TEXT.sub(b"", marks.replace(b'""', b""))
    return max(accumulate(map(STEPS.__getitem__, brackets)), default=0)


def like_a_list(value: Any) -> Any:
    """An object whose keys are "0", "1" ... in order counts as the list of its values (protocol.md 3)."""
    if isinstance(value, dict) and value and list(value) == [str(index) for index in range(len(value))]:
        return list(value.values())
    return value


def echoed_id(identifier: Any) -> Any:
    """An id as it comes back: whole floats lose their fraction, huge integers become floats, ``{}`` becomes ``[]``.

    Raises ParseError for an integer beyond all floats.
    """
    kind = type(identifier)
    if kind is int and not -LARGEST_ID - 1 <= identifier <= LARGEST_ID:
        try:
            return float(identifier)
        except OverflowError:
            raise ParseError from None
    if kind is float and identifier.is_integer() and abs(identifier) < LARGEST_ID:
        return int(identifier)
    identifier = like_a_list(identifier) or [] if kind is dict else identifier
    # map(), as a comprehension would double the depth of the stack.
    if isinstance(identifier, dict):
        return dict(zip(identifier, map(echoed_id, identifier.values()), strict=True))
    return list(map(echoed_id, identifier)) if isinstance(identifier, list) else identifier


class Deserializer:
    """Reads the body of a request: a call, or the elements of a batch, which ``read_element`` reads one by one."""

    def loads(self, body: bytes) -> JsonRpcCall | list[Any]:
        """Raises ParseError, InvalidRequest."""
        opened = body.count(b"[") + body.count(b"{")
        if opened + body.count(b",") > MOST_PARTS:
            raise InvalidRequest
        try:
            value = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ParseError from error
        if opened > MAX_DEPTH and depth_of(body) > MAX_DEPTH:
            raise ParseError
        value = like_a_list(value)
        if isinstance(value, list) and value:
            if len(value) > MOST_CALLS:
                raise InvalidRequest
            return value
        if isinstance(value, dict | list):
            return self._call(value)
        raise ParseError

    def read_element(self, value: Any) -> JsonRpcCall:
        """The call that an element of a batch is. Raises ParseError, InvalidRequest, which stand at its place."""
        if not isinstance(value, dict | list):
            raise ParseError
        return self._call(value)

    def _call(self, value: Any) -> JsonRpcCall:
        if not isinstance(value, dict) or value.get("jsonrpc") != "2.0" or type(value.get("method")) is not str:
            raise InvalidRequest
        params = value.get("params")
        if params is None:
            params = []
        elif not isinstance(params, list | dict):
            raise InvalidRequest
        return JsonRpcCall(value["method"], like_a_list(params), echoed_id(value.get("id")))


@dataclass(frozen=True, slots=True, eq=False)
class Decoder:
    """Marks an annotation; ``read`` turns a JSON value into the argument.

    ``schema``: the JSON Schema of what a caller should send. More is understood, as Kanboard understands it.
    """

    read: Callable[[Any], Any]
    schema: dict[str, Any]


def read_id(value: Any) -> int | None:
    """An id in Kanboard's looseness: 1, "1", 1.0, "01", " 1 ", true mean 1; what matches nothing is None."""
    kind = type(value)
    if kind is int or kind is bool or (kind is float and value.is_integer()):
        number = int(value)
    elif kind is str:
        found = LOOSE_INTEGER.fullmatch(value)
        if found is None:
            return None
        number = int(found[1])
    else:
        return None
    return number if 0 < number <= LARGEST_ID else None


def read_leading_integer(text: str) -> int:
    """The number that a text begins with, 0 without one. What has more than 20 digits is cut, and still too large."""
    found = LEADING_INTEGER.match(text)
    return int(found[1] + found[2][:20]) if found else 0


def read_integer(value: Any) -> int | None:
    """A number for procedures that do not validate: text counts by its leading digits, null stays null.

    Raises InvalidParams for lists, objects and what no column holds.
    """
    if value is None:
        return None
    if isinstance(value, list | dict):
        raise InvalidParams("A number is expected")
    number = read_leading_integer(value) if isinstance(value, str) else int(value)
    if abs(number) > LARGEST:
        raise InvalidParams("This number is too large")
    return number


def read_text(value: Any) -> str | None:
    """A text; numbers and booleans become the texts that Kanboard makes of them, null stays null.

    Raises InvalidParams for lists, objects and NUL characters.
    """
    if isinstance(value, str):
        if "\x00" in value:
            raise InvalidParams("A text can not hold a NUL character")
        return value
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    raise InvalidParams("A text is expected")


def read_flag(value: Any) -> bool:
    """Whether a value counts as true: any number but 0, any text but "" and "0", any list or object with content."""
    return bool(value) and value != "0"


def read_strict_integer(value: Any) -> int | None:
    """An integer or its digits; null stays null, "" is 0. Raises Invalid for all else (1.0, true, "1.0")."""
    if value is None:
        return None
    if value == "" and isinstance(value, str):
        return 0
    if type(value) is int and abs(value) <= LARGEST:
        return value
    if isinstance(value, str) and INTEGER.fullmatch(value) and abs(int(value)) <= LARGEST:
        return int(value)
    raise Invalid(value=_("An integer is expected."))


def read_strict_id(value: Any) -> int:
    """An id that must be an integer or its digits. Raises Invalid for all else."""
    number = read_strict_integer(value)
    if number is None or number < 1:
        raise Invalid(id=_("An id is expected."))
    return number


def read_hours(value: Any) -> float | None:
    """Hours as a number or its text; null stays null, "" is 0. Raises Invalid."""
    if value is None:
        return None
    if value == "" and isinstance(value, str):
        return 0.0
    if isinstance(value, str) and NUMBER.fullmatch(value):
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_HOURS:
        return float(value)
    raise Invalid(time=_("A number of hours is expected."))


def read_texts(value: Any) -> list[str]:
    """A list (or object) of names: empty ones are dropped, numbers become text (domain.md 9).

    Raises InvalidParams for what is no list, and for lists within the list.
    """
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        raise InvalidParams("A list is expected")
    texts = [read_text(one) for one in value]
    return [text for text in texts if text and text != "0"]


def read_texts_or_null(value: Any) -> list[str] | None:
    return None if value is None else read_texts(value)


def read_ids(value: Any) -> list[int | None]:
    """A list (or object) of ids; entries that match nothing are None. Raises InvalidParams."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        raise InvalidParams("A list is expected")
    return [read_id(one) for one in value]


def read_pairs(value: Any) -> dict[str, str | None]:
    """An object of scalars as texts; a list counts by its indexes. Raises InvalidParams."""
    if isinstance(value, list):
        value = {str(index): one for index, one in enumerate(value)}
    if not isinstance(value, dict):
        raise InvalidParams("An object is expected")
    return {str(read_text(name)): read_text(one) for name, one in value.items()}


def read_raw(value: Any) -> Any:
    return value


DIGITS = r"^-?[0-9]+$"
ID_SCHEMA = {"type": ["integer", "string"], "minimum": 1, "pattern": DIGITS, "description": "An id, or its digits."}
INTEGER_SCHEMA = {"type": ["integer", "string"], "pattern": DIGITS, "description": "An integer, or its digits."}
TEXT_SCHEMA = {"type": "string"}
TEXTS_SCHEMA = {"type": "array", "items": TEXT_SCHEMA}
NOBODY_SCHEMA = {"type": ["integer", "string"], "minimum": 0, "pattern": DIGITS, "description": "An id; 0 is none."}

Id = Annotated[int | None, Decoder(read_id, ID_SCHEMA)]
Integer = Annotated[int | None, Decoder(read_integer, INTEGER_SCHEMA)]
Text = Annotated[str | None, Decoder(read_text, TEXT_SCHEMA)]
Flag = Annotated[bool, Decoder(read_flag, {"type": "boolean"})]
StrictInteger = Annotated[int | None, Decoder(read_strict_integer, INTEGER_SCHEMA)]
StrictId = Annotated[int, Decoder(read_strict_id, ID_SCHEMA)]
Hours = Annotated[float | None, Decoder(read_hours, {"type": ["number", "string"], "description": "Hours."})]
Texts = Annotated[Sequence[str], Decoder(read_texts, TEXTS_SCHEMA)]
TextsOrNull = Annotated[list[str] | None, Decoder(read_texts_or_null, TEXTS_SCHEMA)]
Ids = Annotated[list[int | None], Decoder(read_ids, {"type": "array", "items": ID_SCHEMA})]
Pairs = Annotated[
    dict[str, str | None],
    Decoder(read_pairs, {"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
]
Raw = Annotated[Any, Decoder(read_raw, NOBODY_SCHEMA)]
