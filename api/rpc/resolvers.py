"""Where a call needs the caller's role: from raw arguments to projects (protocol.md 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.rpc.decoding import read_id, read_ids
from api.rpc.procedure import Resolver
from boards.queries import ownership


def by(name: str) -> Resolver:
    """The project that the argument names; whether it exists is not looked up."""
    return lambda given: [read_id(given.get(name))]


def each_of(name: str) -> Resolver:
    """Every project of a list, once. Raises InvalidParams when it is no list."""
    return lambda given: list(dict.fromkeys(read_ids(given.get(name))))


def _through(find: ownership.Finder) -> Callable[[str], Resolver]:
    def of(name: str) -> Resolver:
        def resolve(given: Mapping[str, Any]) -> list[int | None]:
            identifier = read_id(given.get(name))
            return [None if identifier is None else find(identifier)]

        return resolve

    return of


of_task = _through(ownership.find_project_of_task)
of_subtask = _through(ownership.find_project_of_subtask)
of_comment = _through(ownership.find_project_of_comment)
of_task_file = _through(ownership.find_project_of_task_file)
of_task_link = _through(ownership.find_project_of_task_link)
of_column = _through(ownership.find_project_of_column)
of_swimlane = _through(ownership.find_project_of_swimlane)
of_category = _through(ownership.find_project_of_category)
of_action = _through(ownership.find_project_of_action)


def together(*resolvers: Resolver) -> Resolver:
    """All of them, in this order."""
    return lambda given: [project_id for resolver in resolvers for project_id in resolver(given)]
