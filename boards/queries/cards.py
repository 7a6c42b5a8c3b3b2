"""The board as people see it: a filter, the first cards of every cell, and what their badges say (ux.md 3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from boards.actors import Actor
from boards.counting import count_of
from boards.models import (
    Column,
    ExternalLink,
    Link,
    Swimlane,
    Task,
    TaskFile,
    TaskLink,
)
from boards.prepared import Prepared, Row, Together, param
from boards.queries.badges import count_badges
from boards.queries.board import count_open_by_cell
from boards.queries.homes import Home
from boards.queries.lanes import FIELDS, LaneGroup, list_groups, value_of
from boards.queries.search import open_search
from boards.queries.settings import zone_of
from boards.queries.tags import group_tags, tags_of_tasks
from boards.search.compiler import to_q
from boards.search.lookups import bound_list

#: Cards in the whole page, and the least and most of them in a cell (ux.md 3.17).
CARDS, FEWEST, MOST = 400, 8, 50

#: A search that finds all open tasks and nothing else: no filter in the eyes of people.
PLAIN = "status:open"

#: What of a task says where it stands: its id, column and lane, and what it adds there.
PLACED = ("pk", "column_id", "swimlane_id", "score")

#: A column, and the key of a lane.
CellKey = tuple[int, str]


class CardRow(NamedTuple):
    """A task with what its card shows. ``tags``: pairs of name and colour id; ``is_milestone``: of another task.

    ``cover_id``: the picture that was attached last.
    """

    id: int
    title: str
    color_id: str
    is_active: bool
    column_id: int
    reference: str | None
    has_description: bool
    owner_id: int | None
    owner_username: str | None
    owner_name: str | None
    category_name: str | None
    category_color: str | None
    priority: int | None
    score: int | None
    time_spent: float | None
    time_estimated: float | None
    recurrence_status: int
    date_due: int | None
    date_creation: int
    date_modification: int
    date_moved: int
    nb_comments: int
    nb_files: int
    cover_id: int | None
    nb_links: int
    nb_external: int
    nb_subtasks: int
    nb_done: int
    blocked_by: int
    is_milestone: bool
    tags: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A swimlane, or a group of tasks in its place. ``key``: the id of the swimlane, or the key of the group."""

    key: str
    swimlane: Swimlane | None = None
    group: LaneGroup | None = None


@dataclass
class BoardRows:
    """``order``: for each cell (column id, key of the lane) the ids of all matching tasks; ``open``: its open tasks.

    ``entry``: the swimlane that a new task comes into where a lane names none.
    """

    columns: list[Column]
    lanes: list[LaneRow]
    order: dict[CellKey, list[int]]
    open: dict[CellKey, int]
    scores: dict[CellKey, int] = field(default_factory=dict)
    entry: Swimlane | None = None

    @cached_property
    def open_in_columns(self) -> Counter[int]:
        """The open tasks of each column; counted once, as each cell asks."""
        counted: Counter[int] = Counter()
        for (column, _lane), number in self.open.items():
            counted[column] += number
        return counted

    @cached_property
    def open_in_lanes(self) -> Counter[str]:
        """The open tasks of each lane, by its key."""
        counted: Counter[str] = Counter()
        for (_column, lane), number in self.open.items():
            counted[lane] += number
        return counted


def _first_per_cell(cells: int) -> int:
    return max(FEWEST, min(CARDS // max(cells, 1), MOST))


def matching_tasks(*, actor: Actor, project_id: int, search: str) -> QuerySet[Task]:
    """The tasks of a project that a search finds. At most 1 statement now. Raises Invalid (the text is too long)."""
    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    return Task.objects.filter(to_q(parsed, context), project_id=project_id)


_OPEN = Prepared(
    lambda: (
        Task.objects.filter(project_id=param("project_id"), is_active=True)
        .order_by("position", "pk")
        .values_list(*PLACED)
    )
)


def read_board(*, actor: Actor, home: Home, search: str, by: str = "") -> BoardRows:
    """Which tasks stand where. ``by``: a field to group by instead of swimlanes.

    1 statement, 1 more with a filter or groups, 1 more with free words, 3 more at most for groups. Raises Invalid.
    """
    project, columns, swimlanes = home.project, home.columns, home.swimlanes
    entry = swimlanes[0] if swimlanes else None
    if by not in FIELDS:
        lanes = [LaneRow(str(lane.pk), swimlane=lane) for lane in swimlanes]
        if search == PLAIN:
            order, scores = _place(_OPEN.rows(project_id=project.pk))
            counts = {key: len(ids) for key, ids in order.items()}
        else:
            found = matching_tasks(actor=actor, project_id=project.pk, search=search)
            order, scores = _place(found.order_by("position", "pk").values_list(*PLACED))
            counts = _by_cell(count_open_by_cell(project.pk))
        return BoardRows(columns, lanes, order, counts, scores, entry)
    found = matching_tasks(actor=actor, project_id=project.pk, search=search)
    opened = Task.objects.filter(project_id=project.pk, is_active=True).order_by()
    # As on the usual board, what stands in a swimlane that is switched off is not shown.
    value, prefix = value_of(by, zone_of(actor)), f"{by}:"
    ordered = found.filter(swimlane__is_active=True).order_by("swimlane__position", "position", "pk")
    order, scores = _place(ordered.annotate(lane=value).values_list("pk", "column_id", "lane", "score"), prefix)
    counted = opened.annotate(lane=value).values("column_id", "lane").annotate(n=Count("pk"))
    counts = _by_cell(counted.values_list("column_id", "lane", "n"), prefix)
    present = {key.partition(":")[2] for _column, key in (*order, *counts)}
    lanes = [LaneRow(group.key, group=group) for group in list_groups(by, project, present)] if swimlanes else []
    return BoardRows(columns, lanes, order, counts, scores, entry)


def _place(rows: Iterable[Row], prefix: str = "") -> tuple[dict[CellKey, list[int]], dict[CellKey, int]]:
    """The ids of the tasks in each cell, in their order, and the sum of their complexity. ``rows``: as ``PLACED``."""
    order: dict[CellKey, list[int]] = defaultdict(list)
    scores: dict[CellKey, int] = defaultdict(int)
    for pk, column_id, lane, score in rows:
        key = column_id, f"{prefix}{lane}"
        order[key].append(pk)
        scores[key] += score or 0
    return order, scores


def _by_cell(rows: Iterable[Row], prefix: str = "") -> dict[CellKey, int]:
    """How many tasks each cell holds."""
    return {(column_id, f"{prefix}{lane}"): n for column_id, lane, n in rows}


def choose_cards(order: Mapping[CellKey, Sequence[int]], keys: Sequence[CellKey]) -> dict[CellKey, list[int]]:
    """The first ids of every open cell, 400 in all at most, whatever the number of tasks and cells.

    ``keys``: the cells from the top left on; those for which nothing is left begin with the button for more.
    """
    first, left = _first_per_cell(len(keys)), CARDS
    chosen = {}
    for key in keys:
        chosen[key] = list(order.get(key, ())[: min(first, left)])
        left -= len(chosen[key])
    return chosen


#: Where a field of ``CardRow`` is read from when that is not the field of a task with its name.
RELATED = {
    "owner_username": "owner__username",
    "owner_name": "owner__name",
    "category_name": "category__name",
    "category_color": "category__color_id",
}


def _cards(rank: int) -> QuerySet[Task, Any]:
    """The fields of ``CardRow`` but its tags, for readers of a rank."""
    of_task = {"task_id": OuterRef("pk")}
    links = TaskLink.objects.filter(**of_task)
    pictures = TaskFile.objects.filter(**of_task, is_image=True)
    counts = {
        **count_badges(rank),
        "nb_links": count_of(links),
        "nb_external": count_of(ExternalLink.objects.filter(**of_task)),
        "cover_id": Subquery(pictures.order_by("-pk").values("pk")[:1]),
        "is_milestone": Exists(links.filter(link__label=Link.MILESTONE_OF)),
        "has_description": ExpressionWrapper(Q(description__gt=""), BooleanField()),
    }
    fields = [RELATED.get(name, name) for name in CardRow._fields if name != "tags"]
    return Task.objects.filter(pk__one_of=param("ids")).order_by().annotate(**counts).values_list(*fields)


@cache
def _prepare(rank: int) -> Together:
    return Together(cards=lambda: _cards(rank), tags=tags_of_tasks)


def read_cards(task_ids: Collection[int], *, rank: int) -> dict[int, CardRow]:
    """The cards of these tasks; comments above the reader's ``rank`` do not count. 1 statement."""
    read = _prepare(rank).read(ids=bound_list(list(task_ids), connection.vendor))
    tags = group_tags(read["tags"])
    return {row[0]: CardRow._make((*row, tags.get(row[0], ()))) for row in read["cards"]}


def list_open_of_cell(*, project_id: int, column_id: int, swimlane_id: int) -> list[int]:
    """Ids of the open tasks of a cell in their order. 1 statement."""
    tasks = Task.objects.filter(
        project_id=project_id, column_id=column_id, swimlane_id=swimlane_id, is_active=True
    ).order_by("position", "pk")
    return list(tasks.values_list("pk", flat=True))


def list_tasks_of_project(project_id: int, task_ids: Sequence[int]) -> list[Task]:
    """Those of these tasks that are in the project, in board order. 1 statement."""
    tasks = Task.objects.filter(project_id=project_id, pk__in=task_ids).select_related("column", "swimlane")
    return list(tasks.order_by("swimlane__position", "column__position", "position", "pk"))
