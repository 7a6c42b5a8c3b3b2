"""The board as people see it: a filter, the first cards of every cell, and what their badges say (ux.md 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from boards.actors import Actor
from boards.models import (
    Change,
    Column,
    Comment,
    ExternalLink,
    Subtask,
    Swimlane,
    Task,
    TaskFile,
    TaskLink,
    TaskTag,
    UserMetadata,
)
from boards.queries.search import open_search
from boards.roles import readable_visibilities
from boards.search.compiler import to_q

BLOCKED_BY = "is blocked by"
MILESTONE = "is a milestone of"
#: Cards in the whole page, and the least and most of them in a cell (ux.md 3.17).
CARDS, FEWEST, MOST = 400, 8, 50

CellKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A task with what its card shows. ``tags``: pairs of name and colour id."""

    task: Task
    nb_comments: int
    nb_files: int
    nb_links: int
    nb_external: int
    nb_subtasks: int
    nb_done: int
    blocked_by: int
    is_milestone: bool
    tags: list[tuple[str, str | None]]


@dataclass
class BoardRows:
    """``order``: for each cell (column id, swimlane id) the ids of all matching tasks; ``open``: its open tasks."""

    columns: list[Column]
    lanes: list[Swimlane]
    order: dict[CellKey, list[int]]
    open: dict[CellKey, int]
    scores: dict[CellKey, int] = field(default_factory=dict)


def _first_per_cell(cells: int) -> int:
    return max(FEWEST, min(CARDS // max(cells, 1), MOST))


def matching_tasks(*, actor: Actor, project_id: int, search: str) -> QuerySet[Task]:
    """The tasks of a project that a search finds. At most 1 statement now. Raises Invalid (the text is too long)."""
    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    return Task.objects.filter(to_q(parsed, context), project_id=project_id)


def read_board(*, actor: Actor, project_id: int, search: str) -> BoardRows:
    """Columns, active swimlanes, and which tasks stand where. 4 statements, 5 with free words. Raises Invalid."""
    columns = list(Column.objects.filter(project_id=project_id).order_by("position", "pk"))
    lanes = list(Swimlane.objects.filter(project_id=project_id, is_active=True).order_by("position", "pk"))
    order: dict[CellKey, list[int]] = defaultdict(list)
    scores: dict[CellKey, int] = defaultdict(int)
    found = matching_tasks(actor=actor, project_id=project_id, search=search).order_by("position", "pk")
    for pk, column_id, swimlane_id, score in found.values_list("pk", "column_id", "swimlane_id", "score"):
        order[column_id, swimlane_id].append(pk)
        scores[column_id, swimlane_id] += score or 0
    counted = Task.objects.filter(project_id=project_id, is_active=True).order_by().values("column_id", "swimlane_id")
    opened = {
        (column_id, swimlane_id): n
        for column_id, swimlane_id, n in counted.annotate(n=Count("pk")).values_list("column_id", "swimlane_id", "n")
    }
    return BoardRows(columns, lanes, order, opened, scores)


def choose_cards(board: BoardRows) -> dict[CellKey, list[int]]:
    """The first ids of every shown cell: all together at most some 400, whatever the number of tasks."""
    keys = [(column.pk, lane.pk) for lane in board.lanes for column in board.columns]
    first = _first_per_cell(len(keys))
    return {key: board.order.get(key, [])[:first] for key in keys}


def _count(queryset: Any) -> Any:
    """A correlated count: joined aggregates would multiply."""
    counted = queryset.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def read_cards(task_ids: Collection[int], *, rank: int) -> dict[int, CardRow]:
    """The cards of these tasks; comments above the reader's ``rank`` do not count. 3 statements."""
    visible = readable_visibilities(rank)
    of_task = {"task_id": OuterRef("pk")}
    tasks = (
        Task.objects.filter(pk__in=task_ids)
        .select_related("owner", "category")
        .annotate(
            nb_comments=_count(Comment.objects.filter(**of_task, visibility__in=visible)),
            nb_files=_count(TaskFile.objects.filter(**of_task)),
            nb_external=_count(ExternalLink.objects.filter(**of_task)),
            nb_subtasks=_count(Subtask.objects.filter(**of_task)),
            nb_done=_count(Subtask.objects.filter(**of_task, status=Subtask.Status.DONE)),
        )
    )
    tags: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    named = TaskTag.objects.filter(task_id__in=task_ids).values_list("task_id", "tag__name", "tag__color_id")
    for task_id, name, color_id in named:
        tags[task_id].append((name, color_id))
    links = {
        row["task_id"]: row
        for row in TaskLink.objects.filter(task_id__in=task_ids)
        .order_by()
        .values("task_id")
        .annotate(
            n=Count("pk"),
            blocked=Count("pk", filter=Q(link__label=BLOCKED_BY, opposite_task__is_active=True)),
            milestones=Count("pk", filter=Q(link__label=MILESTONE)),
        )
    }
    cards = {}
    for task in tasks:
        row: Any = task
        link = links.get(task.pk, {"n": 0, "blocked": 0, "milestones": 0})
        cards[task.pk] = CardRow(
            task,
            row.nb_comments,
            row.nb_files,
            link["n"],
            row.nb_external,
            row.nb_subtasks,
            row.nb_done,
            link["blocked"],
            bool(link["milestones"]),
            sorted(tags[task.pk]),
        )
    return cards


def find_revision(project_id: int) -> int:
    """The revision of a board; it grows with every visible change. 1 statement."""
    newest = Change.objects.filter(project_id=project_id).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def list_revisions(project_ids: Collection[int]) -> dict[int, int]:
    """Project id to the revision of its board; those without a change are left out. 1 statement."""
    rows = Change.objects.filter(project_id__in=project_ids).order_by().values("project_id").annotate(last=Max("pk"))
    return dict(rows.values_list("project_id", "last"))


def find_oldest_revision() -> int:
    """The oldest change that is still known; who has missed it reads the board anew. 1 statement."""
    return Change.objects.order_by("pk").values_list("pk", flat=True).first() or 0


def list_changes(project_id: int, *, since: int, limit: int) -> list[Change]:
    """What happened after a revision, oldest first, at most ``limit``. 1 statement."""
    return list(Change.objects.filter(project_id=project_id, pk__gt=since).order_by("pk")[:limit])


def read_view_state(*, user_id: int, project_id: int) -> dict[str, str]:
    """How a person looks at a board: the part after ``board.`` and before the project, to its value. 1 statement."""
    rows = UserMetadata.objects.filter(user_id=user_id, name__startswith="board.").values_list("name", "value")
    suffix = f".{project_id}"
    return {
        name.removeprefix("board.").removesuffix(suffix): value or "" for name, value in rows if name.endswith(suffix)
    }


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
