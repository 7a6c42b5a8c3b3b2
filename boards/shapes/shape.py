"""What an object looks like on the wire, declared once (shapes.json).

A ``Shape`` names its keys in wire order. Most keys come straight from the database: the shape says with which
expression, so that a query selects wire-ready rows (``.values_list(*TASK.columns)``). The others are given by the
caller, after the row. The objects are msgspec structs: building and encoding 200 of them costs a fifth of dicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import Expression, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce

from boards.prepared import Row


class Whole(IntegerField):  # type: ignore[type-arg]
    """An integer that is taken as the driver gives it: of an IntegerField Django converts each value once more."""

    def get_internal_type(self) -> str:
        return "Whole"

    def db_type(self, connection: Any) -> str:
        return "integer"


@dataclass(frozen=True, slots=True)
class Key:
    """One member of the object. ``column`` None: given by the caller. ``hours``: prints 2.0 as 2."""

    name: str
    column: Any = None
    hours: bool = False


def column(name: str, source: str | Expression | None = None) -> Key:
    """A value as it is stored; ``source`` names the field, or is an expression, when it differs from the key."""
    return Key(name, F(source) if isinstance(source, str) else source or F(name))


def flag(name: str, source: str | None = None) -> Key:
    """A boolean as 0 or 1."""
    return Key(name, Cast(F(source or name), Whole()))


def reference(name: str, source: str | None = None) -> Key:
    """The id of another object, 0 where there is none."""
    return Key(name, Coalesce(F(source or name), Value(0), output_field=Whole()))


def hours(name: str, source: str | None = None) -> Key:
    """A span in hours; 2.0 is printed as 2."""
    return Key(name, F(source or name), hours=True)


def constant(name: str, value: Any) -> Key:
    """A value that every object carries, kept for old clients."""
    return Key(name, Value(value, output_field=TextField() if value is None else None))


def given(name: str) -> Key:
    """A value that the database does not know; the builder passes it, in the order of the keys."""
    return Key(name)


def whole(value: Any) -> Any:
    """A float without fraction as int, all else as it is."""
    return int(value) if type(value) is float and value.is_integer() else value


class Shape:
    """``Shape("tag", column("id"), column("name"))``; keys of the database first, given ones last."""

    def __init__(self, name: str, *keys: Key) -> None:
        self.name = name
        self.keys = tuple(key.name for key in keys)
        stored = [key for key in keys if key.column is not None]
        if tuple(key.name for key in stored) != self.keys[: len(stored)]:
            raise ValueError(f"{name}: given keys stand behind those of the database")
        self.columns = tuple(key.column for key in stored)
        self.width = len(stored)
        self.struct: Any = msgspec.defstruct(name, [(key.name, Any) for key in keys], gc=False)
        self._hours = tuple(key.name for key in keys if key.hours)

    def of(self, row: Row, *rest: Any) -> Any:
        """The object of a database row and the given values."""
        item = self.struct(*row, *rest)
        for name in self._hours:
            value = getattr(item, name)
            if type(value) is float and value.is_integer():
                setattr(item, name, int(value))
        return item

    def all(self, rows: Iterable[Row]) -> list[Any]:
        """The objects of rows, for a shape without given values."""
        return [self.of(row) for row in rows]
