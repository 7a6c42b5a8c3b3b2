"""What a badge of a card stands for, as a fragment of HTML that is loaded on demand (web.md 2.4 and 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from boards.markdown import find_names
from boards.queries.columns import get_project_swimlane, list_column_ids_by_project
from boards.queries.task_page import TaskPage, find_people, read_task_page
from boards.web.door import rights_on

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.door import BoardRequest


def _show(request: BoardRequest, task: Task, part: str, **more: Any) -> HttpResponse:
    page = _read(request, task)
    context = {"part": part, "task": page.task, "project": page.task.project, "page": page, **more}
    return render(request, "tasks/tooltip.html", context)


def _read(request: BoardRequest, task: Task) -> TaskPage:
    return read_task_page(task.pk, user_id=request.actor.user_id, rank=request.actor.comment_rank)


def show_links(request: BoardRequest, task: Task) -> HttpResponse:
    """The linked tasks by kind of link, with how far each has come in percent: closed 100, else by its column."""
    page = _read(request, task)
    opposites = [link.opposite_task for links in page.links.values() for link in links]
    progress: dict[int, str] = {}
    columns = list_column_ids_by_project({one.project_id for one in opposites})
    for one in opposites:
        places = columns[one.project_id]
        share = 100.0 if not one.is_active else places.index(one.column_id) * 100 / len(places)
        progress[one.pk] = f"{share:.1f}".removesuffix(".0")
    context = {"part": "links", "task": page.task, "page": page, "progress": progress}
    return render(request, "tasks/tooltip.html", context)


def show_external_links(request: BoardRequest, task: Task) -> HttpResponse:
    return _show(request, task, "external_links")


def show_subtasks(request: BoardRequest, task: Task) -> HttpResponse:
    """The sub-tasks, each with the button for its next status for those who may press it."""
    return _show(request, task, "subtasks", rights=rights_on(request, task.project_id))


def show_attachments(request: BoardRequest, task: Task) -> HttpResponse:
    return _show(request, task, "files")


def show_description(request: BoardRequest, task: Task) -> HttpResponse:
    people = find_people(find_names([task.description]))
    return render(request, "tasks/tooltip.html", {"part": "description", "task": task, "people": people})


def show_recurrence(request: BoardRequest, task: Task) -> HttpResponse:
    return render(request, "tasks/tooltip.html", {"part": "recurrence", "task": task})


def show_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    """The description of a swimlane."""
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    people = find_people(find_names([lane.description]))
    return render(request, "tasks/tooltip.html", {"part": "swimlane", "lane": lane, "people": people})
