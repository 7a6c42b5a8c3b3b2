"""What an automatic action is: when it runs, with what, if, then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from boards.action_params import PREFIX, kind_of_param
from boards.actors import Actor
from boards.automations.clauses import Clauses
from boards.errors import Invalid
from boards.events import Event

DAY = 86400
# More digits than any id or number of days has, and no more than a float keeps.
_NUMBER = re.compile(r"\s*([+-]?\d{1,15}(?:\.\d{1,15})?)\s*", re.ASCII)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Param:
    """A required parameter. ``kind``: what its value stands for."""

    name: str

    @property
    def kind(self) -> str:
        return kind_of_param(self.name)


def column_param(name: str = "column_id") -> Param:
    return Param(name)


def swimlane_param(name: str = "swimlane_id") -> Param:
    return Param(name)


def category_param() -> Param:
    return Param("category_id")


def color_param() -> Param:
    return Param("color_id")


def user_param() -> Param:
    return Param("user_id")


def link_param() -> Param:
    return Param("link_id")


def project_param() -> Param:
    return Param("project_id")


def priority_param() -> Param:
    return Param("priority")


def duration_param() -> Param:
    """A number of days."""
    return Param("duration")


def text_param(name: str) -> Param:
    return Param(name)


def read_decimal(text: str) -> float | None:
    """A stored value as a number; None for words, and for more digits than a number has."""
    found = _NUMBER.fullmatch(text)
    return float(found[1]) if found else None


def read_whole_number(text: str) -> int | None:
    """A stored value as a whole number; None for words and fractions."""
    value = read_decimal(text)
    return int(value) if value is not None and value.is_integer() else None


class Automation(Generic[E]):
    """One stored action. Parameters are texts; ``same`` compares them loosely, as programs store them.

    ``run`` calls services only, with an actor whose chain knows this action.
    """

    label: ClassVar[Any]
    events: ClassVar[tuple[type[Event], ...]]
    params: ClassVar[tuple[Param, ...]] = ()
    #: Its sentence: when, event by event, and then what; parameters stand in braces.
    when: ClassVar[Clauses]
    then: ClassVar[Any]
    #: Those that people may choose, in their order: all with a label of their own.
    declared: ClassVar[list[type[Automation[Any]]]] = []

    def __init_subclass__(cls) -> None:
        if "label" in vars(cls):
            Automation.declared.append(cls)

    def __init__(self, *, action_id: int, project_id: int, values: Mapping[str, str | None]) -> None:
        self.action_id = action_id
        self.project_id = project_id
        self.values = values

    @classmethod
    def identifier(cls) -> str:
        """The name on the wire."""
        return PREFIX + cls.__name__

    def number(self, name: str) -> int | None:
        """A parameter as a whole number; None for words and fractions."""
        return read_whole_number(self.text(name))

    def reference(self, name: str) -> int:
        """A parameter as the id or number that the task is to get, 0 for none. Raises Invalid for words."""
        number = self.number(name)
        if number is None:
            raise Invalid(**{name: _("This is no number.")})
        return number

    def seconds(self) -> int:
        """The parameter ``duration``, days with or without a fraction, in seconds. Raises Invalid for words."""
        days = read_decimal(self.text("duration"))
        if days is None:
            raise Invalid(duration=_("This is no number of days."))
        return int(days * DAY)

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
