"""What an automatic action is: when it runs, with what, if, then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from boards.actors import Actor
from boards.events import Event

PREFIX = "\\Kanboard\\Action\\"
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Param:
    """A required parameter; ``kind`` tells a form what to offer, and a copy to another project how to map it."""

    name: str
    kind: str


def column(name: str = "column_id") -> Param:
    return Param(name, "column")


def swimlane(name: str = "swimlane_id") -> Param:
    return Param(name, "swimlane")


def category() -> Param:
    return Param("category_id", "category")


def color() -> Param:
    return Param("color_id", "color")


def user() -> Param:
    return Param("user_id", "user")


def link() -> Param:
    return Param("link_id", "link")


def project() -> Param:
    return Param("project_id", "project")


def priority() -> Param:
    return Param("priority", "priority")


def duration() -> Param:
    """A number of days."""
    return Param("duration", "duration")


def text(name: str) -> Param:
    return Param(name, "text")


class Automation(Generic[E]):
    """One stored action. Parameters are texts; ``same`` and ``number`` compare them loosely, as programs store them.

    ``run`` calls services only, with an actor whose chain knows this action.
    """

    label: ClassVar[Any]
    events: ClassVar[tuple[type[Event], ...]]
    params: ClassVar[tuple[Param, ...]] = ()

    def __init__(self, *, action_id: int, project_id: int, values: Mapping[str, str | None]) -> None:
        self.action_id = action_id
        self.project_id = project_id
        self.values = values

    @classmethod
    def identifier(cls) -> str:
        """The name on the wire."""
        return PREFIX + cls.__name__

    def number(self, name: str) -> int | None:
        """A parameter as a number; None for words."""
        try:
            return int(str(self.values.get(name)).strip())
        except ValueError:
            return None

    def same(self, name: str, value: int | None) -> bool:
        """Whether a parameter names this id or number; a word equals none, 0 stands for nobody."""
        wanted = self.number(name)
        return wanted is not None and wanted == (value or 0)

    def text(self, name: str) -> str:
        return self.values.get(name) or ""

    def applies(self, event: E, task: Any) -> bool:
        """The condition. ``task``: as it is now, in shape ``event_task``; None for the daily round."""
        return True

    def run(self, actor: Actor, event: E, task: Any) -> None:
        """The effect. Raises DomainError when it is not possible, which is logged and breaks nothing."""
        raise NotImplementedError
