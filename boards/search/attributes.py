"""The whole search language as a table: help, completion and documentation are made from it (search.md 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.colors import COLORS
from boards.search import conditions
from boards.search.conditions import Condition


class AttributeKind(Enum):
    """How a value is read, and so when it is a doubtful one."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    STATUS = "status"
    NAME = "name"


class Noun(Enum):
    """Whose names the values of an attribute are. ``has_ids``: digits are an id there, else they are words."""

    PERSON = "person"
    CATEGORY = "category"
    COLUMN = "column"
    SWIMLANE = "swimlane"
    TAG = "tag"

    @property
    def has_ids(self) -> bool:
        return self in (Noun.PERSON, Noun.CATEGORY, Noun.COLUMN)


@dataclass(frozen=True, slots=True)
class Attribute:
    """``condition``: what its values ask for. ``values``: what to offer while typing; ``help``: one sentence.

    ``names``: whose names the values are, where a project knows them. ``days``: spans of days to offer, in words and as
    they are written. ``gives``: the field of a new task that one value, which is no comparison, decides.
    """

    condition: Condition
    help: Any
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    examples: tuple[str, ...] = field(default=())
    kind: AttributeKind = AttributeKind.TEXT
    names: Noun | None = None
    days: tuple[tuple[Any, str], ...] = ()
    gives: str = ""


@dataclass(frozen=True)
class Language:
    """A set of attributes. ``default``: whose value the free words are; ``everywhere``: when all fields are wanted."""

    attributes: Mapping[str, Attribute]
    default: str
    everywhere: str

    def by_name(self) -> Mapping[str, Attribute]:
        """Every name in lower case, aliases too."""
        return _names(self)

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=8)
def _names(language: Language) -> Mapping[str, Attribute]:
    return {
        spelling.lower(): attribute
        for name, attribute in language.attributes.items()
        for spelling in (name, *attribute.aliases)
    }


PEOPLE = ("me", "nobody", "anybody")
DAYS = ("today", "tomorrow", "yesterday")
COMING = (
    (_("overdue"), "<today"),
    (_("by the end of this week"), '<="sunday this week"'),
    (_("by the end of next week"), '<="sunday next week"'),
    (_("within 7 days"), '<="+7 days"'),
    (_("within 30 days"), '<="+30 days"'),
)
PASSED = (
    (_("this week"), '>="monday this week"'),
    (_("in the last 7 days"), '>="-7 days"'),
    (_("in the last 30 days"), '>="-30 days"'),
)
COMPARED = ("3", ">=2", "<1")
DATED = ("2030-03-01", ">=today", '<="+2 days"')
SPANNED = ('"2030-03-01..2030-03-31"',)

ATTRIBUTES: dict[str, Attribute] = {
    "title": Attribute(
        conditions.has_phrase("title"), _("Words of the title, or the number of a task."), examples=("login", "#12")
    ),
    "search": Attribute(
        conditions.has_phrase("title", "description", comments=True),
        _("Words of the title, the description or a comment, or the number of a task."),
        examples=("captcha",),
    ),
    "description": Attribute(conditions.contains("description"), _("Words of the description."), ("desc",)),
    "comment": Attribute(conditions.comment, _("Words of a comment."), examples=('"is discussed"',)),
    "id": Attribute(conditions.equal_number("pk"), _("The number of a task."), examples=("12",)),
    "status": Attribute(
        conditions.status("is_active"), _("Open or closed."), values=("open", "closed"), kind=AttributeKind.STATUS
    ),
    "assignee": Attribute(
        conditions.person("owner"),
        _("Who works on it: a name or a key word."),
        values=PEOPLE,
        kind=AttributeKind.NAME,
        names=Noun.PERSON,
        gives="owner_id",
    ),
    "creator": Attribute(
        conditions.person("creator"), _("Who created it: a name or a key word."), values=PEOPLE, names=Noun.PERSON
    ),
    "subtask:assignee": Attribute(
        conditions.subtask_person,
        _("Who works on a sub-task that is not done."),
        values=PEOPLE,
        kind=AttributeKind.NAME,
        names=Noun.PERSON,
    ),
    "color": Attribute(conditions.color, _("The colour, by English name or id."), ("colour",), values=tuple(COLORS)),
    "category": Attribute(
        conditions.category,
        _("The whole name of the category."),
        values=("none",),
        kind=AttributeKind.NAME,
        names=Noun.CATEGORY,
        gives="category_id",
    ),
    "column": Attribute(
        conditions.column, _("The whole title of the column, or its id."), kind=AttributeKind.NAME, names=Noun.COLUMN
    ),
    "swimlane": Attribute(
        conditions.like_whole("swimlane__name"),
        _("The whole name of the swimlane."),
        kind=AttributeKind.NAME,
        names=Noun.SWIMLANE,
    ),
    "priority": Attribute(
        conditions.number("priority"),
        _("The priority, compared."),
        examples=COMPARED,
        kind=AttributeKind.NUMBER,
        gives="priority",
    ),
    "score": Attribute(
        conditions.number("score"),
        _("The complexity, compared."),
        ("complexity",),
        examples=COMPARED,
        kind=AttributeKind.NUMBER,
    ),
    "tag": Attribute(
        conditions.tag, _("Words of a tag."), values=("none",), kind=AttributeKind.NAME, names=Noun.TAG, gives="tags"
    ),
    "project": Attribute(conditions.project, _("The whole name of the project, or its id.")),
    "reference": Attribute(
        conditions.reference, _("The reference; * stands for anything."), ("ref",), ("none",), ("EXT-*",)
    ),
    "link": Attribute(
        conditions.linked_as, _("The kind of an internal link."), examples=("duplicates", '"is blocked by"')
    ),
    "due": Attribute(
        conditions.due,
        _("The due date, compared."),
        values=(*DAYS, "none"),
        examples=DATED,
        kind=AttributeKind.DAY,
        days=COMING,
    ),
    "started": Attribute(
        conditions.started, _("The start date, compared."), (), DAYS, DATED, kind=AttributeKind.DAY, days=PASSED
    ),
    "created": Attribute(
        conditions.on_day("date_creation"),
        _("The day of creation, compared."),
        (),
        DAYS,
        DATED,
        kind=AttributeKind.DAY,
        days=PASSED,
    ),
    "modified": Attribute(
        conditions.on_day("date_modification"),
        _("The day of the last change, compared."),
        ("updated",),
        DAYS,
        DATED,
        kind=AttributeKind.DAY,
        days=PASSED,
    ),
    "moved": Attribute(
        conditions.on_day("date_moved"),
        _("The day of the last move, compared."),
        (),
        DAYS,
        DATED,
        kind=AttributeKind.DAY,
        days=PASSED,
    ),
    "completed": Attribute(
        conditions.on_day("date_completed"),
        _("The day of closing, compared."),
        (),
        DAYS,
        DATED,
        kind=AttributeKind.DAY,
        days=PASSED,
    ),
    "createdRange": Attribute(conditions.span("date_creation"), _("Created between two days."), (), (), SPANNED),
    "modifiedRange": Attribute(
        conditions.span("date_modification"), _("Last changed between two days."), ("updatedRange",), (), SPANNED
    ),
    "movedRange": Attribute(conditions.span("date_moved"), _("Last moved between two days."), (), (), SPANNED),
    "completedRange": Attribute(conditions.span("date_completed"), _("Closed between two days."), (), (), SPANNED),
}

TASKS = Language(ATTRIBUTES, default="title", everywhere="search")

#: The smaller language of what happened (search.md 8).
ACTIVITIES = Language(
    {
        "title": Attribute(
            conditions.has_phrase("task__title", key="task_id"), _("Words of the title, or the number of a task.")
        ),
        "status": Attribute(
            conditions.status("task__is_active"),
            _("Whether the task is open or closed now."),
            values=("open", "closed"),
        ),
        "project": Attribute(conditions.contains("project__name"), _("Words of the name of the project.")),
        "creator": Attribute(conditions.doer("creator"), _("Who did it: me, or words of a name."), values=("me",)),
        "created": Attribute(conditions.on_day("date_creation"), _("The day, compared."), (), DAYS, DATED),
    },
    default="title",
    everywhere="title",
)
