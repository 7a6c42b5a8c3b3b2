"""Page models of the board: what its templates may show, decided once (ux.md 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.access.restrictions import BoardRights
from boards.dates import day_of, midnight, now
from boards.queries.cards import BoardRows, CardRow, CellKey, choose_cards, read_cards
from boards.queries.settings import get_setting, zone_of

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Column, Project, Swimlane, Task

DAY = 86400
SHOWN_TAGS = 3
#: Cards that one more request brings into a cell.
CHUNK = 25


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of open tasks against its limit, in words. ``state``: "", "at", "over"."""

    count: int
    limit: int

    @property
    def state(self) -> str:
        if not self.limit or self.count < self.limit:
            return ""
        return "at" if self.count == self.limit else "over"

    @property
    def words(self) -> str:
        """ "24", "24 of 30", "31 of 30 · over limit"."""
        if not self.limit:
            return str(self.count)
        text = _("%(count)s of %(limit)s") % {"count": self.count, "limit": self.limit}
        if self.state == "at":
            return f"{text} · {_('at limit')}"
        return f"{text} · {_('over limit')}" if self.state == "over" else text


@dataclass(frozen=True, slots=True)
class Card:
    """A card. ``due``: "", "overdue", "today", "later"."""

    row: CardRow
    due: str
    age_days: int
    here_days: int
    is_recent: bool
    shows_priority: bool

    @property
    def task(self) -> Task:
        return self.row.task

    @property
    def tags(self) -> list[tuple[str, str | None]]:
        return self.row.tags[:SHOWN_TAGS]

    @property
    def more_tags(self) -> int:
        return max(0, len(self.row.tags) - SHOWN_TAGS)

    @property
    def tag_names(self) -> str:
        return ", ".join(name for name, _color in self.row.tags)

    @property
    def is_reference_link(self) -> bool:
        return (self.task.reference or "").startswith(("http://", "https://"))

    @property
    def age_words(self) -> str:
        """The whole of the age, for who asks."""
        created = ngettext("%(n)s day since creation", "%(n)s days since creation", self.age_days)
        here = ngettext("%(n)s day in this column", "%(n)s days in this column", self.here_days)
        return f"{created % {'n': self.age_days}}, {here % {'n': self.here_days}}"


def due_state(task: Task, zone: str) -> str:
    """ "" without a due date, "overdue", "today", or "later", which a closed task always is."""
    if not task.date_due:
        return ""
    moment = now()
    when, today = day_of(task.date_due, zone), day_of(moment, zone)
    if not task.is_active:
        return "later"
    # A date without a time counts until the end of its day (decisions.md).
    if when < today or (task.date_due < moment and not _is_midnight(task.date_due, zone)):
        return "overdue"
    return "today" if when == today else "later"


def make_card(row: CardRow, *, zone: str, priority_default: int) -> Card:
    """What the card of a task shows to a reader in a time zone."""
    task, moment = row.task, now()
    period = int(get_setting("board_highlight_period") or 0)
    return Card(
        row,
        due_state(task, zone),
        age_days=max(0, moment - task.date_creation) // DAY,
        here_days=max(0, moment - task.date_moved) // DAY,
        is_recent=task.is_active and bool(period) and moment - task.date_modification < period,
        shows_priority=(task.priority or 0) != priority_default,
    )


def make_cards(actor: Actor, project: Project, task_ids: Collection[int]) -> dict[int, Card]:
    """The cards of tasks of a project as the actor sees them. 3 statements."""
    zone = zone_of(actor)
    read = read_cards(task_ids, rank=actor.comment_rank)
    return {pk: make_card(row, zone=zone, priority_default=project.priority_default) for pk, row in read.items()}


def _is_midnight(seconds: int, zone: str) -> bool:
    return midnight(day_of(seconds, zone), zone) == seconds


@dataclass
class Cell:
    """``left``: matching tasks that are not in the page; ``rest``: the id behind which they begin."""

    column: Column
    lane: Swimlane
    cards: list[Card]
    total: int
    limit: Limit

    @property
    def key(self) -> str:
        return f"{self.column.pk}-{self.lane.pk}"

    @property
    def left(self) -> int:
        return self.total - len(self.cards)

    @property
    def last_id(self) -> int:
        return self.cards[-1].task.pk if self.cards else 0


@dataclass
class ColumnHead:
    """``shown``: matching tasks in all lanes; ``is_folded``: a narrow strip."""

    column: Column
    shown: int
    limit: Limit
    score: int
    is_folded: bool
    can_add: bool
    can_close: bool
    is_filtered: bool


@dataclass
class Lane:
    lane: Swimlane
    cells: list[Cell]
    shown: int
    limit: Limit
    is_folded: bool


@dataclass
class Board:
    """The whole board. ``view``: how the person looks at it; ``shown`` and ``total``: matching and open tasks."""

    project: Project
    heads: list[ColumnHead]
    lanes: list[Lane]
    search: str
    revision: int
    view: Mapping[str, str]
    rights: BoardRights
    limit: Limit
    is_filtered: bool
    folded: set[int] = field(default_factory=set)

    @property
    def shown(self) -> int:
        return sum(lane.shown for lane in self.lanes)

    @property
    def ways(self) -> str:
        """The moves between columns that a custom role has left, "1-2 2-1"; empty when all are open."""
        if self.rights.pairs is None:
            return ""
        return " ".join(f"{a}-{b} {b}-{a}" for a, b, _own in self.rights.pairs)

    @property
    def has_lanes(self) -> bool:
        return len(self.lanes) > 1

    @property
    def density(self) -> str:
        return "compact" if self.view.get("collapsed") == "1" else "comfortable"

    @property
    def colors(self) -> str:
        return "filled" if self.view.get("colors") == "filled" else "edge"

    @property
    def width(self) -> str:
        return "fit" if self.view.get("width") == "fit" else "wide"


def numbers(text: str) -> set[int]:
    """The ids of a comma list; what is no number is left out."""
    return {int(part) for part in text.split(",") if part.isascii() and part.isdigit()}


#: A search that finds all open tasks and nothing else: no filter in the eyes of people.
PLAIN = "status:open"


def build_board(
    *,
    actor: Actor,
    project: Project,
    rows: BoardRows,
    search: str,
    revision: int,
    view: Mapping[str, str],
    rights: BoardRights,
    hide: str = "",
    with_cards: bool = True,
) -> Board:
    """The page model of a board. 3 statements, for the cards; none without, where only the numbers are wanted."""
    chosen = choose_cards(rows) if with_cards else {}
    cards = make_cards(actor, project, [pk for cell in chosen.values() for pk in cell]) if with_cards else {}
    folded = numbers(hide) if hide else numbers(view.get("hidden_columns", ""))
    folded_lanes = numbers(view.get("folded_lanes", ""))
    lane_ids = [lane.pk for lane in rows.lanes]
    heads = [
        ColumnHead(
            column,
            shown=sum(len(rows.order.get((column.pk, lane), ())) for lane in lane_ids),
            limit=Limit(_open_in_column(rows, column.pk), column.task_limit),
            score=sum(rows.scores.get((column.pk, lane), 0) for lane in lane_ids),
            is_folded=column.pk in folded,
            can_add=rights.can_create(column.pk),
            can_close=rights.can_close(column.pk),
            is_filtered=search != PLAIN,
        )
        for column in rows.columns
    ]
    lanes = []
    for lane in rows.lanes:
        cells = [
            make_cell(
                project, rows, (column.pk, lane.pk), column, lane, _pick(cards, chosen.get((column.pk, lane.pk), ()))
            )
            for column in rows.columns
        ]
        opened = sum(n for (_column, lane_id), n in rows.open.items() if lane_id == lane.pk)
        shown = sum(cell.total for cell in cells)
        is_folded = lane.pk in folded_lanes and len(rows.lanes) > 1
        lanes.append(Lane(lane, cells, shown, Limit(opened, lane.task_limit), is_folded))
    total = sum(rows.open.values())
    return Board(
        project,
        heads,
        lanes,
        search,
        revision,
        view,
        rights,
        Limit(total, project.task_limit),
        is_filtered=search != PLAIN,
        folded=folded,
    )


def _pick(cards: Mapping[int, Card], ids: Iterable[int]) -> list[Card]:
    return [cards[pk] for pk in ids if pk in cards]


def _open_in_column(rows: BoardRows, column_id: int) -> int:
    return sum(n for (column, _lane), n in rows.open.items() if column == column_id)


def make_cell(
    project: Project, rows: BoardRows, key: CellKey, column: Column, lane: Swimlane, cards: list[Card]
) -> Cell:
    """A cell with the cards that are in the page; its limit counts what the project says (web.md 6.2)."""
    counted = rows.open.get(key, 0) if project.per_swimlane_task_limits else _open_in_column(rows, column.pk)
    return Cell(column, lane, cards, len(rows.order.get(key, ())), Limit(counted, column.task_limit))


def counts_of(board: Board) -> dict[str, Any]:
    """The numbers in the heads, for scripts: column and lane id to words and state."""
    return {
        "columns": {
            str(head.column.pk): {
                "words": _("%(shown)s shown · %(words)s") % {"shown": head.shown, "words": head.limit.words}
                if head.is_filtered
                else head.limit.words,
                "state": head.limit.state,
            }
            for head in board.heads
        },
        "lanes": {
            str(lane.lane.pk): {"words": lane.limit.words, "state": lane.limit.state, "shown": lane.shown}
            for lane in board.lanes
        },
        "cells": {
            cell.key: {"count": cell.limit.count, "limit": cell.limit.limit, "total": cell.total}
            for lane in board.lanes
            for cell in lane.cells
        },
        "shown": board.shown,
        "total": board.limit.count,
    }
