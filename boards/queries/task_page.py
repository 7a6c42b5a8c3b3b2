"""All that the page of a task shows, in a fixed number of statements (web.md 7.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery, Value

from boards.actors import Actor
from boards.errors import NotFound
from boards.models import (
    Change,
    Comment,
    ExternalLink,
    Subtask,
    SubtaskTimer,
    Tag,
    Task,
    TaskFile,
    TaskLink,
    Transition,
    User,
)
from boards.preferences import COMMENT_ORDER
from boards.queries.memberships import joined_projects
from boards.queries.preferences import get_preference
from boards.roles import readable_visibilities


@dataclass(frozen=True)
class TaskPage:
    """``running``: sub-task id to the start of the reader's timer.

    ``links``: label to the links of that kind, each with ``may_open``: whether the reader may open the other task. Of
    one that they may not they are shown the number only.
    """

    task: Task
    tags: list[Tag]
    subtasks: list[Subtask]
    running: dict[int, int]
    links: dict[str, list[TaskLink]]
    external_links: list[ExternalLink]
    files: list[TaskFile]
    comments: list[Comment]
    newest_first: bool


def get_whole_task(task_id: int) -> Task:
    """A task with everything that it names. 1 statement. Raises NotFound."""
    related = ("project", "column", "swimlane", "category", "owner", "creator")
    task = Task.objects.select_related(*related).filter(pk=task_id).first()
    if task is None:
        raise NotFound(f"task {task_id}")
    return task


def list_links_by_label(task_id: int, *, actor: Actor) -> dict[str, list[TaskLink]]:
    """Label to the links of that kind, each with ``may_open``. 1 statement."""
    related = ("link", "opposite_task__project", "opposite_task__column", "opposite_task__owner")
    is_joined = Exists(joined_projects(actor.user_id).filter(pk=OuterRef("opposite_task__project_id")))
    opens_all = actor.enters_all
    found = TaskLink.objects.filter(task_id=task_id).select_related(*related).order_by("link_id", "pk")
    links: dict[str, list[TaskLink]] = defaultdict(list)
    for link in found.annotate(may_open=Value(True) if opens_all else is_joined):
        links[link.link.label].append(link)
    return dict(links)


def read_task_page(task_id: int, *, actor: Actor) -> TaskPage:
    """The page of a task for a reader. 9 statements. Raises NotFound."""
    user_id = actor.user_id
    timers = SubtaskTimer.objects.filter(subtask__task_id=task_id, user_id=user_id, end=0)
    newest_first = is_newest_first(user_id)
    comments = Comment.objects.filter(task_id=task_id, visibility__in=readable_visibilities(actor.comment_rank))
    comments = comments.select_related("user")
    return TaskPage(
        get_whole_task(task_id),
        tags=list(Tag.objects.filter(task_tags__task_id=task_id).order_by("name")),
        subtasks=list(Subtask.objects.filter(task_id=task_id).select_related("user").order_by("position", "pk")),
        running=dict(timers.values_list("subtask_id", "start")),
        links=list_links_by_label(task_id, actor=actor),
        external_links=list(
            ExternalLink.objects.filter(task_id=task_id).select_related("creator").order_by("title", "pk")
        ),
        files=list(TaskFile.objects.filter(task_id=task_id).select_related("user").order_by("name", "pk")),
        comments=list(comments.order_by(*(("-date_creation", "-pk") if newest_first else ("date_creation", "pk")))),
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


def find_last_changer(task_id: int, *, other_than: int) -> str:
    """The name of who else has changed a task last; empty when that is not known. 1 statement."""
    others = Change.objects.filter(task_id=task_id).exclude(user_id=other_than)
    person = User.objects.filter(pk=Subquery(others.order_by("-pk").values("user_id")[:1])).first()
    return person.display_name if person else ""


def list_transitions(task_id: int) -> list[Transition]:
    """Newest first. 1 statement."""
    related = ("user", "src_column", "dst_column")
    return list(Transition.objects.filter(task_id=task_id).select_related(*related).order_by("-date", "-pk"))


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
