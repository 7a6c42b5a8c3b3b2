"""All that the page of a task shows, in a fixed number of statements (web.md 7.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from boards.actors import Actor
from boards.errors import NotFound
from boards.models import (
    Category,
    Change,
    Comment,
    ExternalLink,
    Subtask,
    SubtaskTimer,
    Swimlane,
    Tag,
    Task,
    TaskFile,
    TaskLink,
    Transition,
    User,
    UserMetadata,
)
from boards.preferences import COMMENT_ORDER
from boards.prepared import PreparedModels, Together, param
from boards.queries.keysets import read_after
from boards.queries.memberships import joined_projects
from boards.queries.preferences import get_preference
from boards.roles import readable_visibilities


@dataclass(frozen=True)
class TaskPage:
    """``revision``: as ``find_revision``. ``running``: sub-task id to the start of the reader's timer. ``has_lanes``:
    whether there is another swimlane that is active.

    ``links``: label to the links of that kind, each with ``may_open``: whether the reader may open the other task. Of
    one that they may not they are shown the number only.
    """

    task: Task
    revision: int
    has_categories: bool
    has_lanes: bool
    tags: list[Tag]
    subtasks: list[Subtask]
    running: dict[int, int]
    links: dict[str, list[TaskLink]]
    external_links: list[ExternalLink]
    files: list[TaskFile]
    comments: list[Comment]
    newest_first: bool


def _whole() -> QuerySet[Task]:
    related = ("project", "column", "swimlane", "category", "owner", "creator")
    return Task.objects.filter(pk=param("task_id")).select_related(*related)


_WHOLE = PreparedModels(_whole)
_OF_TASK = {"task_id": param("task_id")}
_NEWEST_CHANGE = Change.objects.filter(project_id=OuterRef("project_id")).order_by("-pk").values("pk")
_PAGE = Together(
    task=lambda: _whole().annotate(
        revision=Coalesce(Subquery(_NEWEST_CHANGE[:1]), 0),
        has_categories=Exists(Category.objects.filter(project_id=OuterRef("project_id"))),
        has_lanes=Exists(
            Swimlane.objects.filter(project_id=OuterRef("project_id"), is_active=True).exclude(
                pk=OuterRef("swimlane_id")
            )
        ),
    ),
    tags=lambda: Tag.objects.filter(task_tags__task_id=param("task_id")),
    subtasks=lambda: Subtask.objects.filter(**_OF_TASK).select_related("user"),
    timers=lambda: SubtaskTimer.objects.filter(
        subtask__task_id=param("task_id"), user_id=param("user_id"), end=0
    ).values_list("subtask_id", "start"),
    links=lambda: (
        TaskLink.objects.filter(**_OF_TASK)
        .select_related("link", "opposite_task__project", "opposite_task__column", "opposite_task__owner")
        .annotate(may_open=Exists(joined_projects(param("user_id")).filter(pk=OuterRef("opposite_task__project_id"))))
    ),
    external_links=lambda: ExternalLink.objects.filter(**_OF_TASK).select_related("creator"),
    files=lambda: TaskFile.objects.filter(**_OF_TASK).select_related("user"),
    comments=lambda: Comment.objects.filter(**_OF_TASK).select_related("user"),
    order=lambda: UserMetadata.objects.filter(user_id=param("user_id"), name=COMMENT_ORDER.name).values_list("value"),
)


def get_whole_task(task_id: int) -> Task:
    """A task with everything that it names. 1 statement. Raises NotFound."""
    task = _WHOLE.first(task_id=task_id)
    if task is None:
        raise NotFound(f"task {task_id}")
    return task


def _by_label(links: list[Any], *, opens_all: bool) -> dict[str, list[TaskLink]]:
    found: dict[str, list[TaskLink]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (link.link_id, link.pk)):
        link.may_open = opens_all or link.may_open
        found[link.link.label].append(link)
    return dict(found)


def read_task_page(task_id: int, *, actor: Actor) -> TaskPage:
    """The page of a task for a reader. 1 statement. Raises NotFound."""
    read = _PAGE.read(task_id=task_id, user_id=actor.user_id)
    if not read["task"]:
        raise NotFound(f"task {task_id}")
    task = read["task"][0]
    readable = readable_visibilities(actor.comment_rank)
    newest_first = any(COMMENT_ORDER.read(value) == "DESC" for (value,) in read["order"])
    return TaskPage(
        task,
        revision=task.revision,
        has_categories=task.has_categories,
        has_lanes=task.has_lanes,
        tags=sorted(read["tags"], key=lambda tag: tag.name),
        subtasks=sorted(read["subtasks"], key=lambda subtask: (subtask.position, subtask.pk)),
        running=dict(read["timers"]),
        links=_by_label(read["links"], opens_all=actor.enters_all),
        external_links=sorted(read["external_links"], key=lambda link: (link.title, link.pk)),
        files=sorted(read["files"], key=lambda file: (file.name, file.pk)),
        comments=sorted(
            (comment for comment in read["comments"] if comment.visibility in readable),
            key=lambda comment: (comment.date_creation, comment.pk),
            reverse=newest_first,
        ),
        newest_first=newest_first,
    )


def is_newest_first(user_id: int) -> bool:
    """Whether a person reads comments from the newest on. 1 statement."""
    return get_preference(user_id, COMMENT_ORDER) == "DESC"


#: Names that one page looks up.
MOST_NAMES = 5000


def find_people(names: Collection[str]) -> dict[str, tuple[int, str]]:
    """User name to id and full name, of those that exist. 1 statement, none without names."""
    if not names:
        return {}
    rows = User.objects.filter(username__in=sorted(names)[:MOST_NAMES]).values_list("username", "id", "name")
    return {username: (pk, name or "") for username, pk, name in rows}


def read_peek(task_id: int) -> Task:
    """A task with its project, column and assignee. 1 statement."""
    return Task.objects.select_related("project", "column", "owner").get(pk=task_id)


def find_last_changer(task_id: int, *, other_than: int) -> str:
    """The name of who else has changed a task last; empty when that is not known. 1 statement."""
    others = Change.objects.filter(task_id=task_id).exclude(user_id=other_than)
    person = User.objects.filter(pk=Subquery(others.order_by("-pk").values("user_id")[:1])).first()
    return person.display_name if person else ""


def list_transitions(task_id: int) -> list[Transition]:
    """Newest first. 1 statement."""
    related = ("user", "src_column", "dst_column")
    return list(Transition.objects.filter(task_id=task_id).select_related(*related).order_by("-date", "-pk"))


class MoveRow(NamedTuple):
    """A move of a task between columns. ``time_spent``: seconds in the source column."""

    id: int
    date: int
    user_id: int
    src_column_id: int
    dst_column_id: int
    time_spent: int


def list_transitions_after(
    task_id: int, *, after: Sequence[Any] | None, limit: int
) -> tuple[list[MoveRow], list[Any] | None]:
    """A page of the moves of a task, the newest first, and its end (``read_after``). 1 statement."""
    moves = Transition.objects.filter(task_id=task_id)
    rows, last = read_after(moves, ("pk", *MoveRow._fields[1:]), order="-id", key=None, after=after, limit=limit)
    return [MoveRow(*row) for row in rows], last


def list_timers(task_id: int) -> list[SubtaskTimer]:
    """The time sheet of a task, newest first. 1 statement."""
    timers = SubtaskTimer.objects.filter(subtask__task_id=task_id).select_related("user", "subtask")
    return list(timers.order_by("-start", "-pk"))


def sum_column_times(transitions: Iterable[Transition], task: Task, *, moment: int) -> list[tuple[str, int]]:
    """Column title to the seconds that the task stood in it; in the present one until now, or until it was closed."""
    seconds: dict[str, int] = defaultdict(int)
    for transition in transitions:
        seconds[transition.src_column.title] += transition.time_spent
    seconds[task.column.title] += max(0, (task.date_completed or moment) - task.date_moved)
    return list(seconds.items())


def list_cell_titles(task: Task, *, limit: int = 100) -> dict[int, str]:
    """Id to title of the first other open tasks of the task's cell, in their order. 1 statement."""
    cell = Task.objects.filter(
        project_id=task.project_id, column_id=task.column_id, swimlane_id=task.swimlane_id, is_active=True
    )
    return dict(cell.exclude(pk=task.pk).order_by("position", "pk").values_list("pk", "title")[:limit])
