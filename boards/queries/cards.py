"""The board as people see it: a filter, the first cards of every cell, and what their badges say (ux.md 3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from boards.actors import Actor
from boards.counting import count_of
from boards.errors import NotFound
from boards.models import (
    Change,
    Column,
    Comment,
    ExternalLink,
    Link,
    Project,
    ProjectMetadata,
    Subtask,
    Swimlane,
    Task,
    TaskFile,
    TaskLink,
    TaskTag,
)
from boards.preferences import ASK_OVER_LIMIT
from boards.prepared import PreparedMany
from boards.queries.lanes import FIELDS, LaneGroup, list_groups, value_of
from boards.queries.search import open_search
from boards.queries.settings import zone_of
from boards.roles import readable_visibilities
from boards.search.compiler import to_q

#: Cards in the whole page, and the least and most of them in a cell (ux.md 3.17).
CARDS, FEWEST, MOST = 400, 8, 50

#: A search that finds all open tasks and nothing else: no filter in the eyes of people.
PLAIN = "status:open"

#: A column, and the key of a lane.
CellKey = tuple[int, str]


class CardRow(NamedTuple):
    """A task with what its card shows. ``tags``: pairs of name and colour id; ``is_milestone``: of another task."""

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


@dataclass(frozen=True, slots=True)
class BoardProject:
    """``revision``: that of its board, as ``find_revision``; ``asks_over_limit``: before a move exceeds a limit."""

    project: Project
    revision: int
    asks_over_limit: bool


def get_board_project(project_id: int) -> BoardProject:
    """1 statement. Raises NotFound."""
    changes = Change.objects.filter(project_id=OuterRef("pk")).order_by("-pk").values("pk")
    asks = ProjectMetadata.objects.filter(project_id=OuterRef("pk"), name=ASK_OVER_LIMIT.name).values("value")
    found: Any = Project.objects.filter(pk=project_id).annotate(
        revision=Coalesce(Subquery(changes[:1]), 0), asks=Subquery(asks[:1])
    )
    project = found.first()
    if project is None:
        raise NotFound(f"project {project_id}")
    return BoardProject(project, project.revision, ASK_OVER_LIMIT.read(project.asks))


def _first_per_cell(cells: int) -> int:
    return max(FEWEST, min(CARDS // max(cells, 1), MOST))


def matching_tasks(*, actor: Actor, project_id: int, search: str) -> QuerySet[Task]:
    """The tasks of a project that a search finds. At most 1 statement now. Raises Invalid (the text is too long)."""
    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    return Task.objects.filter(to_q(parsed, context), project_id=project_id)


def read_board(*, actor: Actor, project: Project, search: str, by: str = "") -> BoardRows:
    """Columns, lanes, and which tasks stand where. ``by``: a field to group by instead of swimlanes.

    3 statements, 1 more with a filter or groups, 1 more with free words, 3 more at most for groups. Raises Invalid.
    """
    columns = list(Column.objects.filter(project_id=project.pk).order_by("position", "pk"))
    swimlanes = list(Swimlane.objects.filter(project_id=project.pk, is_active=True).order_by("position", "pk"))
    found = matching_tasks(actor=actor, project_id=project.pk, search=search)
    opened = Task.objects.filter(project_id=project.pk, is_active=True).order_by()
    entry = swimlanes[0] if swimlanes else None
    if by not in FIELDS:
        order, scores = _place(found.order_by("position", "pk"), F("swimlane_id"), "")
        lanes = [LaneRow(str(lane.pk), swimlane=lane) for lane in swimlanes]
        if search == PLAIN:
            counts = {key: len(ids) for key, ids in order.items()}
        else:
            counts = _count_open(opened, F("swimlane_id"), "")
        return BoardRows(columns, lanes, order, counts, scores, entry)
    # As on the usual board, what stands in a swimlane that is switched off is not shown.
    value = value_of(by, zone_of(actor))
    ordered = found.filter(swimlane__is_active=True).order_by("swimlane__position", "position", "pk")
    order, scores = _place(ordered, value, f"{by}:")
    counts = _count_open(opened, value, f"{by}:")
    present = {key.partition(":")[2] for _column, key in (*order, *counts)}
    lanes = [LaneRow(group.key, group=group) for group in list_groups(by, project, present)] if swimlanes else []
    return BoardRows(columns, lanes, order, counts, scores, entry)


def _place(tasks: QuerySet[Task], lane: Any, prefix: str) -> tuple[dict[CellKey, list[int]], dict[CellKey, int]]:
    """The ids of the tasks in each cell, in their order, and the sum of their complexity. 1 statement."""
    order: dict[CellKey, list[int]] = defaultdict(list)
    scores: dict[CellKey, int] = defaultdict(int)
    for pk, column_id, value, score in tasks.annotate(lane=lane).values_list("pk", "column_id", "lane", "score"):
        key = column_id, f"{prefix}{value}"
        order[key].append(pk)
        scores[key] += score or 0
    return order, scores


def _count_open(tasks: QuerySet[Task], lane: Any, prefix: str) -> dict[CellKey, int]:
    """How many tasks each cell holds. 1 statement."""
    counted = tasks.annotate(lane=lane).values("column_id", "lane").annotate(n=Count("pk"))
    rows = counted.values_list("column_id", "lane", "n")
    return {(column_id, f"{prefix}{value}"): n for column_id, value, n in rows}


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


@cache
def _cards(rank: int) -> PreparedMany:
    """The fields of ``CardRow`` but its tags, for readers of a rank."""
    of_task = {"task_id": OuterRef("pk")}
    comments = Comment.objects.filter(**of_task, visibility__in=readable_visibilities(rank))
    links, subtasks = TaskLink.objects.filter(**of_task), Subtask.objects.filter(**of_task)
    counts = {
        "nb_comments": count_of(comments),
        "nb_files": count_of(TaskFile.objects.filter(**of_task)),
        "nb_links": count_of(links),
        "nb_external": count_of(ExternalLink.objects.filter(**of_task)),
        "nb_subtasks": count_of(subtasks),
        "nb_done": count_of(subtasks.filter(status=Subtask.Status.DONE)),
        "blocked_by": count_of(links.filter(link__label=Link.BLOCKED_BY, opposite_task__is_active=True)),
        "is_milestone": Exists(links.filter(link__label=Link.MILESTONE_OF)),
        "has_description": ExpressionWrapper(Q(description__gt=""), BooleanField()),
    }
    fields = [RELATED.get(name, name) for name in CardRow._fields if name != "tags"]
    return PreparedMany(lambda ids: Task.objects.filter(pk__in=ids).order_by().annotate(**counts).values_list(*fields))


# "task__id", as a lookup of a foreign key takes no placeholders.
_TAGS = PreparedMany(
    lambda ids: TaskTag.objects.filter(task__id__in=ids).order_by().values_list("task_id", "tag__name", "tag__color_id")
)


def read_cards(task_ids: Collection[int], *, rank: int) -> dict[int, CardRow]:
    """The cards of these tasks; comments above the reader's ``rank`` do not count. 2 statements for 512 tasks."""
    tags: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for task_id, name, color_id in _TAGS.rows(task_ids):
        tags[task_id].append((name, color_id))
    rows = _cards(rank).rows(task_ids)
    return {row[0]: CardRow._make((*row, tuple(sorted(tags.get(row[0], ()))))) for row in rows}


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
