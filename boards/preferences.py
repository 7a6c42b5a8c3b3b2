"""What people keep for themselves: what each preference is called, holds, and is for (domain.md 21, ux.md 3).

Those of a person are stored in ``UserMetadata``, some of them for each project apart; those of a project in
``ProjectMetadata``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from boards import kinds

Held = TypeVar("Held")


class PreferenceScope(Enum):
    """Whose a preference is: a person's, a person's for one project, or everybody's in a project."""

    PERSON, BOARD, PROJECT = "person", "board", "project"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Preference(kinds.Declared[Held]):
    scope: PreferenceScope

    def name_for(self, project_id: int) -> str:
        """The name under which it is stored."""
        return f"{self.name}.{project_id}" if self.scope is PreferenceScope.BOARD else self.name

    def keep(self, value: Held, project_id: int = 0) -> tuple[str, str]:
        """The name and the text that are stored. ``project_id``: for those of a board. Raises Invalid."""
        return self.name_for(project_id), self.check(self.write(value))


#: All of them, by name.
PREFERENCES: dict[str, Preference[Any]] = {}


def _declare(
    scope: PreferenceScope, name: str, kind: kinds.Kind[Held], default: Held, label: Any, purpose: Any = ""
) -> Preference[Held]:
    PREFERENCES[name] = preference = Preference(name, kind, default, label, purpose, scope=scope)
    return preference


#: The key of a lane: the id of a swimlane, or a field and what tasks hold in it.
_LANE = re.compile(r"\d{1,18}|[a-z_]{1,20}:[a-z0-9-]{1,12}", re.ASCII)


def _read_lanes(text: str) -> frozenset[str]:
    """The keys of lanes of a comma list; what can be none is left out."""
    return frozenset(filter(_LANE.fullmatch, text.split(",")))


SEARCHES_ALL_FIELDS = _declare(
    PreferenceScope.PERSON,
    "task.search.all.fields",
    kinds.SWITCH,
    False,
    _("Free words search titles, descriptions and comments"),
)
KEYS_OFF = _declare(
    PreferenceScope.PERSON,
    "keys.off",
    kinds.SWITCH,
    False,
    _("No shortcuts of a single letter"),
    _("Space, Enter and Ctrl still count."),
)
COMMENT_ORDER = _declare(
    PreferenceScope.PERSON,
    "comment.sorting.direction",
    kinds.choice("order", {"ASC": _("Oldest first"), "DESC": _("Newest first")}),
    "ASC",
    _("Order of comments"),
)
#: None chosen: the usual ones.
LIST_COLUMNS = _declare(
    PreferenceScope.PERSON,
    "list.columns",
    kinds.several(
        "columns",
        {
            "status": _("Status"),
            "column": _("Column"),
            "swimlane": _("Swimlane"),
            "assignee": _("Assignee"),
            "due": _("Due date"),
            "priority": _("Priority"),
            "category": _("Category"),
            "tags": _("Tags"),
            "signs": _("Signs"),
            "score": _("Complexity"),
            "start": _("Start date"),
            "hours": _("Hours"),
            "reference": _("Reference"),
            "position": _("Place"),
            "created": _("Created"),
            "modified": _("Changed"),
        },
    ),
    (),
    _("Columns of lists"),
)
#: What an administrator does first, and has done or put aside.
FIRST_STEPS = _declare(
    PreferenceScope.PERSON,
    "first.steps",
    kinds.several(
        "steps",
        {
            "password": _("Choose your own password"),
            "mail": _("See that mails arrive"),
            "place": _("Set the address, time zone and language"),
            "people": _("Add the first people"),
            "project": _("Make the first project"),
        },
    ),
    (),
    _("First steps that are done"),
)

COLLAPSED = _declare(PreferenceScope.BOARD, "board.collapsed", kinds.SWITCH, False, _("Cards in one line"))
COLORS = _declare(
    PreferenceScope.BOARD,
    "board.colors",
    kinds.choice("colours", {"edge": _("At the edge"), "filled": _("Filled")}),
    "edge",
    _("Colours of cards"),
)
WIDTH = _declare(
    PreferenceScope.BOARD,
    "board.width",
    kinds.choice("width", {"fit": _("All columns fit"), "wide": _("Wide")}),
    "wide",
    _("Width of columns"),
)
SCROLL = _declare(
    PreferenceScope.BOARD,
    "board.scroll",
    kinds.choice("scroll", {"board": _("The board"), "column": _("Each column")}),
    "board",
    _("What scrolls"),
)
EMPTY = _declare(
    PreferenceScope.BOARD,
    "board.empty",
    kinds.choice("empty lanes", {"shown": _("Shown"), "hidden": _("Hidden")}),
    "shown",
    _("Empty lanes"),
)
#: A field of tasks, "" for swimlanes.
GROUP = _declare(
    PreferenceScope.BOARD,
    "board.group",
    kinds.choice(
        "lanes",
        {
            "": _("Swimlane"),
            "owner_id": _("Assignee"),
            "priority": _("Priority"),
            "category_id": _("Category"),
            "date_due": _("Due week"),
        },
    ),
    "",
    _("Lanes"),
)
FOLDED_COLUMNS = _declare(
    PreferenceScope.BOARD, "board.hidden_columns", kinds.NUMBERS, frozenset[int](), _("Folded columns")
)
FOLDED_LANES = _declare(
    PreferenceScope.BOARD,
    "board.folded_lanes",
    kinds.Kind("lanes", _read_lanes, lambda keys: ",".join(sorted(keys))),
    frozenset[str](),
    _("Folded lanes"),
)
HIDES = _declare(
    PreferenceScope.BOARD,
    "board.hides",
    kinds.several(
        "items",
        {
            "cover": _("Cover picture"),
            "category": _("Category"),
            "reference": _("Reference"),
            "milestone": _("Milestone"),
            "recurrence": _("Recurrence"),
            "priority": _("Priority"),
            "owner": _("Assignee"),
            "tags": _("Tags"),
            "due": _("Due date"),
            "subtasks": _("Sub-tasks"),
            "comments": _("Comments"),
            "files": _("Files"),
            "links": _("Links"),
            "external": _("External links"),
            "description": _("Description"),
            "time": _("Time"),
            "score": _("Complexity"),
            "age": _("Age"),
        },
        separator=" ",
    ),
    ("external", "age"),
    _("What cards do not show"),
)
FILTER = _declare(PreferenceScope.BOARD, "board.filter", kinds.TEXT, "", _("The filter that the project opens with"))
#: Starred projects come first wherever projects are listed.
STARRED = _declare(PreferenceScope.BOARD, "board.starred", kinds.SWITCH, False, _("Starred"))

ASK_OVER_LIMIT = _declare(
    PreferenceScope.PROJECT, "board.ask_over_limit", kinds.SWITCH, False, _("Ask before a move exceeds a limit")
)
