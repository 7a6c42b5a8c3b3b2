"""The page model of a board: what its templates may show, decided once (ux.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from boards import preferences
from boards.access import Rights
from boards.inputs import decode_numbers
from boards.preferences import Preference
from boards.queries.cards import PLAIN, BoardRows, LaneRow, choose_cards
from boards.queries.due import OVERDUE, PAST
from boards.queries.lanes import describe_group
from boards.web.page_models.cards import Card, Limit, make_cards

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Column, Project, Swimlane
    from boards.queries.homes import Home

Held = TypeVar("Held")

#: Cells of one page: lanes that would make more of them are left out.
MOST_CELLS = 5000
#: Cards that one more request brings into a cell.
CHUNK = 25
#: Folded columns side by side that become one strip.
STACKED = 3
#: Groups that no task can be brought into, as no date means them.
SHUT = (OVERDUE, PAST)


@dataclass
class BoardCell:
    """``left``: matching tasks that are not in the page; ``last_id``: the id behind which they begin.

    ``is_folded``: only a number is shown, as its column or its lane is collapsed.
    """

    column: Column
    lane: LaneRow
    cards: list[Card]
    total: int
    limit: Limit
    is_folded: bool = False

    @property
    def key(self) -> str:
        return f"{self.column.pk}-{self.lane.key}"

    @property
    def swimlane_id(self) -> int:
        """0 for the cell of a group, which may hold tasks of all swimlanes."""
        return self.lane.swimlane.pk if self.lane.swimlane else 0

    @property
    def group(self) -> str:
        return self.lane.group.key if self.lane.group else ""

    @property
    def is_shut(self) -> bool:
        return self.lane.group is not None and self.lane.group.value in SHUT

    @property
    def left(self) -> int:
        return self.total - len(self.cards)

    @property
    def first_id(self) -> int:
        return self.cards[0].row.id if self.cards else 0

    @property
    def last_id(self) -> int:
        return self.cards[-1].row.id if self.cards else 0

    @property
    def chunks(self) -> list[list[Card]]:
        """The cards in parts that the browser may leave undrawn while they are out of sight (ux.md 3.1)."""
        return [self.cards[at : at + CHUNK] for at in range(0, len(self.cards), CHUNK)]


@dataclass
class ColumnHead:
    """``shown``: matching tasks in all lanes; ``left``: those not in the page; ``is_folded``: a narrow strip.

    ``stack``: the columns of a stack that begins with this one; ``is_stacked``: whether it is in one.
    """

    column: Column
    shown: int
    limit: Limit
    score: int
    is_folded: bool
    can_add: bool
    can_close: bool
    is_filtered: bool
    left: int = 0
    stack: list[ColumnHead] = field(default_factory=list)
    is_stacked: bool = False

    @property
    def words(self) -> str:
        return count_words(self.shown, self.limit, is_filtered=self.is_filtered)

    @property
    def figures(self) -> str:
        """ "24/30", under a filter "7 · 24/30"."""
        return f"{self.shown} · {self.limit.figures}" if self.is_filtered else self.limit.figures


@dataclass
class Lane:
    """``shown``: matching tasks; the limit counts the open ones."""

    row: LaneRow
    cells: list[BoardCell]
    shown: int
    limit: Limit
    is_folded: bool
    is_filtered: bool

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def swimlane(self) -> Swimlane | None:
        return self.row.swimlane

    @property
    def name(self) -> str:
        if self.row.swimlane is not None:
            return self.row.swimlane.name
        return describe_group(self.row.group) if self.row.group else ""

    @property
    def words(self) -> str:
        return count_words(self.shown, self.limit, is_filtered=self.is_filtered)


def count_words(shown: int, limit: Limit, *, is_filtered: bool) -> str:
    """ "24 of 30", under a filter "7 shown · 24 of 30"."""
    return _("%(shown)s shown · %(words)s") % {"shown": shown, "words": limit.words} if is_filtered else limit.words


@dataclass
class Board:
    """The whole board. ``view``: how the person looks at it; ``entry``: the swimlane of new tasks of a group.

    ``has_lanes``: whether lanes have titles; ``hidden``: how many lanes are left out, as they are empty; ``cut``: how
    many more, as the page would hold more than ``MOST_CELLS``.
    """

    project: Project
    heads: list[ColumnHead]
    lanes: list[Lane]
    search: str
    revision: int
    view: BoardView
    rights: Rights
    limit: Limit
    is_filtered: bool
    has_lanes: bool
    hidden: int
    cut: int
    entry: Swimlane | None
    asks_over_limit: bool

    @property
    def shown(self) -> int:
        return sum(lane.shown for lane in self.lanes)

    @property
    def can_add(self) -> bool:
        """Whether there is a column in which the person may create tasks."""
        return any(head.can_add for head in self.heads)

    @property
    def start_key(self) -> str:
        """The cell in which a board without tasks says so: where new ones go, else the first that is to be seen.

        Under a filter the board says something else.
        """
        if self.is_filtered:
            return ""
        seen = [
            (cell, head)
            for lane in self.lanes[:1]
            for cell, head in zip(lane.cells, self.heads, strict=True)
            if not cell.is_folded
        ]
        start = next((cell for cell, head in seen if head.can_add and not cell.is_shut), seen[0][0] if seen else None)
        return start.key if start else ""

    @property
    def used(self) -> str:
        """Which cells have tasks: "none" of them, that where a board "start"s alone, or "more"."""
        keys = {cell.key for lane in self.lanes for cell in lane.cells if cell.total}
        if not keys:
            return "none"
        return "start" if keys == {self.start_key} else "more"

    @property
    def ways(self) -> str:
        """The moves between columns that a custom role has left, "1-2 2-1"; empty when all are open."""
        if self.rights.pairs is None:
            return ""
        return " ".join(f"{a}-{b} {b}-{a}" for a, b, _own in self.rights.pairs)

    @property
    def can_scroll_columns(self) -> bool:
        """Cells may scroll by themselves while there is one lane to see."""
        return len(self.lanes) == 1 and not self.lanes[0].is_folded

    @property
    def scrolls_columns(self) -> bool:
        return self.can_scroll_columns and self.view.scroll == "column"


@dataclass(frozen=True)
class BoardView:
    """How a person looks at a board, from what is stored (``Home.kept``); what can not be read is the
    usual.

    ``by``: the field to group by, "" for swimlanes; ``hides``: items of cards; the folded ones by their keys.
    """

    stored: Mapping[str, str] = field(default_factory=dict)

    def _read(self, preference: Preference[Held]) -> Held:
        return preference.read(self.stored.get(preference.name))

    @property
    def density(self) -> str:
        return "compact" if self._read(preferences.COLLAPSED) else "comfortable"

    @property
    def colors(self) -> str:
        return self._read(preferences.COLORS)

    @property
    def width(self) -> str:
        return self._read(preferences.WIDTH)

    @property
    def scroll(self) -> str:
        return self._read(preferences.SCROLL)

    @property
    def hides_empty(self) -> bool:
        return self._read(preferences.EMPTY) == "hidden"

    @property
    def by(self) -> str:
        return self._read(preferences.GROUP)

    @property
    def hides(self) -> tuple[str, ...]:
        return self._read(preferences.HIDES)

    @property
    def folded_columns(self) -> frozenset[int]:
        return self._read(preferences.FOLDED_COLUMNS)

    @property
    def folded_lanes(self) -> frozenset[str]:
        return self._read(preferences.FOLDED_LANES)


def build_board(
    *,
    actor: Actor,
    home: Home,
    rows: BoardRows,
    search: str,
    view: BoardView,
    rights: Rights,
    hide: str = "",
    with_cards: bool = True,
) -> Board:
    """The page model of a board. 2 statements, for the cards; none without, where only the numbers are wanted.

    ``hide``: columns to collapse instead of those that are stored, for links that people share.
    """
    project = home.project
    folded_columns = decode_numbers(hide) if hide else view.folded_columns
    # An empty search shows the closed tasks too, which people ask for by a switch: no filter in their eyes.
    is_filtered = search not in (PLAIN, "")
    shown = _count_lanes(rows)
    kept = [lane for lane in rows.lanes if shown[lane.key]] or rows.lanes[:1] if view.hides_empty else rows.lanes
    fitting = kept[: max(1, MOST_CELLS // max(1, len(rows.columns)))]
    kept, cut = fitting, len(kept) - len(fitting)
    has_lanes = len(rows.lanes) > 1
    folded_lanes = {lane.key for lane in kept if has_lanes and lane.key in view.folded_lanes}
    open_columns = [column.pk for column in rows.columns if column.pk not in folded_columns]
    keys = [(column, lane.key) for lane in kept if lane.key not in folded_lanes for column in open_columns]
    chosen = choose_cards(rows.order, keys) if with_cards else {}
    cards = make_cards(actor, project, [pk for cell in chosen.values() for pk in cell]) if with_cards else {}
    lanes = []
    for row in kept:
        cells = [
            make_cell(project, rows, column, row, _pick(cards, chosen.get((column.pk, row.key), ())))
            for column in rows.columns
        ]
        is_folded = row.key in folded_lanes
        for cell in cells:
            cell.is_folded = is_folded or cell.column.pk in folded_columns
        limit = Limit(rows.open_in_lanes[row.key], row.swimlane.task_limit if row.swimlane else 0)
        lanes.append(Lane(row, cells, shown[row.key], limit, is_folded, is_filtered))
    heads = [
        ColumnHead(
            column,
            shown=sum(len(rows.order.get((column.pk, lane.key), ())) for lane in rows.lanes),
            limit=Limit(rows.open_in_columns[column.pk], column.task_limit),
            score=sum(rows.scores.get((column.pk, lane.key), 0) for lane in rows.lanes),
            is_folded=column.pk in folded_columns,
            can_add=rights.can_create(column.pk),
            can_close=rights.can_close(column.pk),
            is_filtered=is_filtered,
            left=sum(lane.cells[at].left for lane in lanes if not lane.is_folded),
        )
        for at, column in enumerate(rows.columns)
    ]
    _stack_folded(heads)
    return Board(
        project,
        heads,
        lanes,
        search,
        home.revision,
        view,
        rights,
        Limit(sum(rows.open.values()), project.task_limit),
        is_filtered=is_filtered,
        has_lanes=has_lanes,
        hidden=len(rows.lanes) - len(kept) - cut,
        cut=cut,
        entry=rows.entry,
        asks_over_limit=home.asks_over_limit,
    )


def _stack_folded(heads: list[ColumnHead]) -> None:
    """Folded columns that stand side by side become one strip, from ``STACKED`` of them on."""
    for is_folded, run in groupby(heads, key=lambda head: head.is_folded):
        stack = list(run)
        if is_folded and len(stack) >= STACKED:
            stack[0].stack = stack
            for head in stack:
                head.is_stacked = True


def _count_lanes(rows: BoardRows) -> dict[str, int]:
    """The matching tasks of each lane."""
    shown = {lane.key: 0 for lane in rows.lanes}
    for (_column, key), ids in rows.order.items():
        if key in shown:
            shown[key] += len(ids)
    return shown


def _pick(cards: Mapping[int, Card], ids: Iterable[int]) -> list[Card]:
    return [cards[pk] for pk in ids if pk in cards]


def make_cell(project: Project, rows: BoardRows, column: Column, lane: LaneRow, cards: list[Card]) -> BoardCell:
    """A cell with the cards that are in the page; its limit counts what the project says (web.md 6.2)."""
    key = column.pk, lane.key
    in_lane = project.per_swimlane_task_limits and lane.swimlane is not None
    counted = rows.open.get(key, 0) if in_lane else rows.open_in_columns[column.pk]
    return BoardCell(column, lane, cards, len(rows.order.get(key, ())), Limit(counted, column.task_limit))


def counts_of(board: Board) -> dict[str, Any]:
    """The numbers in the heads, for scripts: column and key of the lane to words and state."""
    return {
        "columns": {
            str(head.column.pk): {
                "words": head.words,
                "figures": head.figures,
                "state": head.limit.state,
                "score": head.score,
            }
            for head in board.heads
        },
        "lanes": {
            lane.key: {"words": lane.words, "state": lane.limit.state, "shown": lane.shown} for lane in board.lanes
        },
        "cells": {
            cell.key: {"count": cell.limit.count, "limit": cell.limit.limit, "total": cell.total}
            for lane in board.lanes
            for cell in lane.cells
        },
        "shown": board.shown,
        "total": board.limit.count,
    }
