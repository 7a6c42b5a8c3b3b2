"""What a restriction of a custom role is asked about, from decoded arguments; None where there is nothing to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from boards.access import Facts, Rights, facts_of_arrival, facts_of_new, read_facts

Facter = Callable[[Rights, Mapping[str, Any]], Facts | None]


def stored(name: str, *, target: str = "", gives: Callable[[Mapping[str, Any]], bool] | None = None) -> Facter:
    """The task that an argument names. ``target``: the argument with the column that it goes to; ``gives``: whether
    the call changes who has it."""

    def read(rights: Rights, given: Mapping[str, Any]) -> Facts | None:
        task_id, target_id = given[name], given[target] if target else 0
        if task_id is None or target_id is None:
            return None
        assigns = gives is not None and gives(given)
        return read_facts([task_id], target_id=target_id, assigns=assigns).get(task_id)

    return read


def made(rights: Rights, given: Mapping[str, Any]) -> Facts:
    """The task that a call makes."""
    return facts_of_new(rights, given.get("column_id"), assigns=given.get("owner_id", 0) != 0)


def arriving(rights: Rights, given: Mapping[str, Any]) -> Facts:
    """The task that a call brings, or a copy of which it brings, into another project."""
    column_id, owner_id = given.get("column_id"), given.get("owner_id")
    return facts_of_arrival(rights, given["task_id"], column_id=column_id, owner_id=owner_id)
