"""Lists that people order as they like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", int, str)


def order_fields(orders: Mapping[str, tuple[str, ...]], order: str, usual: str) -> list[str]:
    """What to order by for one of the named ``orders``; a minus turns it round; an unknown one is the ``usual``."""
    fields = orders.get(order.removeprefix("-"))
    if fields is None:
        fields, order = orders[usual.removeprefix("-")], usual
    return [_turn(field) for field in fields] if order.startswith("-") else list(fields)


def _turn(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def sort_names(names: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """Key to name, by name, bytewise."""
    return {key: name for _bytes, key, name in sorted((name.encode(), key, name) for key, name in names)}
