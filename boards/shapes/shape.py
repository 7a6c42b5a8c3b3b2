"""What an object looks like on the wire, declared once (shapes.json).

A class names the keys with their types, in wire order; msgspec encodes it, and makes the JSON Schema from it. Its
``Shape`` adds where the keys come from: most straight from the database, so that a query selects wire-ready rows
(``.values_list(*TASK.columns)``), the last ones from the caller::

    class TagObject(WireObject):
        id: int
        project_id: Reference
        url: Given[str]

    TAG = Shape("tag", TagObject)
    TAG.of(row, url)

Building and encoding 200 of these structs costs a fifth of dicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Coalesce

from boards.fields import Whole
from boards.prepared import Row


class WireObject(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """Base of the objects on the wire. What is decoded has exactly these keys."""


@dataclass(frozen=True, slots=True)
class At:
    """The way to the field, where it differs from the key."""

    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """From the way to the field, what a statement selects."""

    make: Callable[[str], Any]


#: The marks of a key: given by the caller, and printing 2.0 as 2.
GIVEN, IN_HOURS = object(), object()

Content = TypeVar("Content")
#: A value that the database does not know; the builder passes it, in the order of the keys.
Given = Annotated[Content, GIVEN]
#: Seconds since 1970, UTC; 0 is none.
Epoch = Annotated[int, msgspec.Meta(description="Seconds since 1970, UTC; 0 is none.")]
#: A boolean as 0 or 1.
Flag = Annotated[Literal[0, 1], Made(lambda path: Cast(F(path), Whole()))]
#: The id of another object, 0 where there is none.
Reference = Annotated[int, Made(lambda path: Coalesce(F(path), Value(0), output_field=Whole()))]
#: A span in hours; 2.0 is printed as 2.
Hours = Annotated[float, IN_HOURS]


def selected(expression: Any) -> Made:
    """An expression of the database instead of a field."""
    return Made(lambda path: expression)


def constant(value: Any) -> Made:
    """A value that every object carries, kept for old clients."""
    return selected(Value(value, output_field=TextField() if value is None else None))


def whole(value: Any) -> Any:
    """A float without fraction as int, all else as it is."""
    return int(value) if type(value) is float and value.is_integer() else value


def _marks(hint: Any) -> Iterator[Any]:
    """What ``Annotated`` says of a type, the outermost last, also beside ``| None``."""
    if get_origin(hint) is Annotated:
        yield from _marks(hint.__origin__)
        yield from hint.__metadata__
    elif get_origin(hint) in (Union, UnionType):
        for part in get_args(hint):
            yield from _marks(part)


Item = TypeVar("Item", bound=WireObject)


class Shape(Generic[Item]):
    """``Shape("tag", TagObject)``; keys of the database first, given ones last.

    ``through``: the way from the row to the object, but for the keys ``beside``, which are the row's own.
    """

    def __init__(self, name: str, struct: type[Item], *, through: str = "", beside: tuple[str, ...] = ()) -> None:
        self.name = name
        self.struct = struct
        self.keys = struct.__struct_fields__
        hints = get_type_hints(struct, include_extras=True)
        marks = {key: tuple(_marks(hints[key])) for key in self.keys}
        stored = tuple(key for key in self.keys if GIVEN not in marks[key])
        if stored != self.keys[: len(stored)]:
            raise ValueError(f"{name}: given keys stand behind those of the database")
        self.columns = tuple(self._column(key if key in beside else f"{through}{key}", marks[key]) for key in stored)
        self.width = len(stored)
        self._hours = tuple(key for key in self.keys if IN_HOURS in marks[key])

    @staticmethod
    def _column(path: str, marks: tuple[Any, ...]) -> Any:
        way = next((mark.path for mark in reversed(marks) if isinstance(mark, At)), path)
        make = next((mark.make for mark in reversed(marks) if isinstance(mark, Made)), F)
        return make(way)

    def place(self, key: str) -> int:
        """Where a key stands in a row."""
        return self.keys.index(key)

    def of(self, row: Row, *given: Any) -> Item:
        """The object of a database row and the given values."""
        item = self.struct(*row, *given)
        for name in self._hours:
            value = getattr(item, name)
            if type(value) is float and value.is_integer():
                setattr(item, name, int(value))
        return item

    def all(self, rows: Iterable[Row]) -> list[Item]:
        """The objects of rows, for a shape without given values."""
        return [self.of(row) for row in rows]
