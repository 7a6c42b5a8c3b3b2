"""What anybody with the token of a public project may read: nothing about people, files or restricted comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from boards.models import Column, Comment, Project, Subtask, Swimlane, Task, TaskLink, TaskTag
from boards.roles import ApplicationRole


def find_public_project(token: str) -> Project | None:
    """The project that a token opens, as long as the project is open. 1 statement."""
    return Project.objects.filter(token=token, is_public=True, is_active=True).first() if token else None


def find_public_tokens(task_ids: Collection[int]) -> dict[int, str]:
    """Task id to the token under which it can be read, of those in public projects. 1 statement."""
    is_readable = {"project__is_public": True, "project__is_active": True}
    public = Task.objects.filter(pk__in=task_ids, **is_readable).exclude(project__token="")
    return dict(public.order_by().values_list("pk", "project__token"))


@dataclass(frozen=True)
class PublicCard:
    """``tags``: pairs of name and colour id. ``nb_done`` of ``nb_subtasks`` are done."""

    task: Task
    tags: list[tuple[str, str | None]]
    nb_subtasks: int
    nb_done: int


@dataclass(frozen=True)
class PublicBoard:
    """``cells``: by column id and swimlane id; swimlanes without tasks are left out."""

    columns: list[Column]
    lanes: list[Swimlane]
    cells: dict[tuple[int, int], list[PublicCard]]


def read_public_board(project_id: int) -> PublicBoard:
    """All open tasks of a project in their places. 5 statements."""
    tasks = Task.objects.filter(project_id=project_id, is_active=True).select_related("category")
    tags: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    named = TaskTag.objects.filter(task__project_id=project_id, task__is_active=True).order_by("tag__name")
    for task_id, name, color_id in named.values_list("task_id", "tag__name", "tag__color_id"):
        tags[task_id].append((name, color_id))
    steps: dict[int, list[int]] = defaultdict(list)
    subtasks = Subtask.objects.filter(task__project_id=project_id, task__is_active=True).order_by()
    for task_id, status in subtasks.values_list("task_id", "status"):
        steps[task_id].append(status)
    cells: dict[tuple[int, int], list[PublicCard]] = defaultdict(list)
    for task in tasks.order_by("position", "pk"):
        states = steps[task.pk]
        card = PublicCard(task, tags[task.pk], len(states), states.count(Subtask.Status.DONE))
        cells[task.column_id, task.swimlane_id].append(card)
    filled = {lane for _column, lane in cells}
    lanes = Swimlane.objects.filter(project_id=project_id, is_active=True).order_by("position", "pk")
    columns = Column.objects.filter(project_id=project_id).order_by("position", "pk")
    return PublicBoard(list(columns), [lane for lane in lanes if lane.pk in filled], dict(cells))


@dataclass(frozen=True)
class PublicTask:
    """``links``: label and task, of tasks that can be read as well. ``tags``: pairs of name and colour id."""

    task: Task
    tags: list[tuple[str, str | None]]
    subtasks: list[Subtask]
    comments: list[Comment]
    links: list[tuple[str, Task]]


def find_public_task(task_id: int) -> PublicTask | None:
    """A task with what hangs on it, as far as strangers may read it. 5 statements."""
    task = Task.objects.filter(pk=task_id).select_related("project", "column", "swimlane", "category").first()
    if task is None:
        return None
    links = TaskLink.objects.filter(task_id=task_id, opposite_task__project__is_public=True)
    links = links.filter(opposite_task__project__is_active=True)
    related = links.select_related("link", "opposite_task__project").order_by("link__label", "pk")
    comments = Comment.objects.filter(task_id=task_id, visibility=ApplicationRole.USER)
    return PublicTask(
        task=task,
        tags=list(
            TaskTag.objects.filter(task_id=task_id).order_by("tag__name").values_list("tag__name", "tag__color_id")
        ),
        subtasks=list(Subtask.objects.filter(task_id=task_id).order_by("position", "pk")),
        comments=list(comments.order_by("date_creation", "pk")),
        links=[(one.link.label, one.opposite_task) for one in related],
    )
