"""From an address's name to its link (web.md 1.1, link building)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.urls import get_script_prefix

if TYPE_CHECKING:
    from boards.web.door import Address

PARAMETER = re.compile(r":(\w+)")

_ADDRESSES: dict[str, Address] = {}
_BY_QUERY: dict[tuple[str, str], Address] = {}


def register(addresses: Iterable[Address]) -> None:
    """Make the addresses known; ``boards.web.addresses`` does it once."""
    for address in addresses:
        _ADDRESSES[address.name] = address
        controller, _, action = address.name.partition(".")
        if is_of_kanboard(address.name):
            _BY_QUERY[_fold(f"{controller}Controller", action)] = address


def is_of_kanboard(name: str) -> bool:
    """Whether an address has a query form, as Kanboard's have; names of our own begin with a small letter."""
    return name[0].isupper()


def _fold(controller: str, action: str) -> tuple[str, str]:
    """Controllers count as written but for their first letter, actions in any case."""
    return controller[:1].upper() + controller[1:], action.lower()


def find_by_query(controller: str, action: str) -> Address | None:
    """The address of a query form."""
    return _BY_QUERY.get(_fold(controller, action))


@lru_cache(maxsize=512)
def _patterns(name: str) -> list[tuple[str, frozenset[str]]]:
    return [(path, frozenset(PARAMETER.findall(path))) for path in _ADDRESSES[name].paths]


def link(name: str, /, **params: Any) -> str:
    """The path form whose parameters are exactly the given ones, else the query form; None and "" are not given.

    An own address, which has no query form, carries what is left over behind its path. Raises KeyError, ValueError.
    """
    given = {key: str(value) for key, value in params.items() if value is not None and value != ""}
    for path, names in _patterns(name):
        if names == given.keys():
            return _fill(path, given)
    if is_of_kanboard(name):
        controller, _, action = name.partition(".")
        query = {"controller": f"{controller}Controller", "action": action, **given}
        return f"{get_script_prefix()}?{urlencode(query)}"
    for path, names in _patterns(name):
        if names <= given.keys():
            rest = {key: value for key, value in given.items() if key not in names}
            return f"{_fill(path, given)}?{urlencode(rest)}"
    raise ValueError(f"{name} can not be made from {sorted(given)}")


def _fill(path: str, given: dict[str, str]) -> str:
    return get_script_prefix() + PARAMETER.sub(lambda found: quote(given[found[1]], safe=""), path)
