"""What a badge of a card stands for: the inside of a popover for scripts, else a page (web.md 2.4 and 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.columns import get_project_swimlane, list_column_ids_by_project
from boards.queries.task_page import TaskPage, find_people, read_task_page
from boards.texts.markdown import find_names
from boards.web.frame.door import is_ajax, rights_on
from boards.web.frame.pages import FRAME, show

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest

#: What a popover gets: the content of the page without any frame.
INSIDE = "board/_details.html"


def _show(request: BoardRequest, part: str, title: str, task: Task | None = None, **more: Any) -> HttpResponse:
    is_page = not is_ajax(request)
    context = {
        "layout": FRAME if is_page else INSIDE,
        "is_page": is_page,
        "heading": f"#{task.pk} {task.title}" if task else title,
        "part": part,
        "title": title,
        "task": task,
        **more,
    }
    return show(request, "tasks/tooltip.html", context)


def _show_part(request: BoardRequest, task: Task, part: str, title: str, **more: Any) -> HttpResponse:
    page = _read(request, task)
    return _show(request, part, title, page.task, project=page.task.project, page=page, **more)


def _read(request: BoardRequest, task: Task) -> TaskPage:
    return read_task_page(task.pk, actor=request.actor)


def show_links(request: BoardRequest, task: Task) -> HttpResponse:
    """The linked tasks by kind of link, with how far each has come in percent: closed 100, else by its column.

    Of those that the person may not open only the number is shown.
    """
    page = _read(request, task)
    opposites = [link.opposite_task for links in page.links.values() for link in links]
    progress: dict[int, str] = {}
    columns = list_column_ids_by_project({one.project_id for one in opposites})
    for one in opposites:
        places = columns[one.project_id]
        share = 100.0 if not one.is_active else places.index(one.column_id) * 100 / len(places)
        progress[one.pk] = f"{share:.1f}".removesuffix(".0")
    return _show(request, "links", _("Links"), page.task, project=page.task.project, page=page, progress=progress)


def show_external_links(request: BoardRequest, task: Task) -> HttpResponse:
    return _show_part(request, task, "external_links", _("External links"))


def show_subtasks(request: BoardRequest, task: Task) -> HttpResponse:
    """The sub-tasks, each with the button for its next status for those who may press it."""
    return _show_part(request, task, "subtasks", _("Sub-tasks"), rights=rights_on(request, task.project_id))


def show_attachments(request: BoardRequest, task: Task) -> HttpResponse:
    return _show_part(request, task, "files", _("Attachments"))


def show_description(request: BoardRequest, project: Project, task: Task) -> HttpResponse:
    people = find_people(find_names([task.description]))
    return _show(request, "description", _("Description"), task, project=project, people=people)


def show_recurrence(request: BoardRequest, project: Project, task: Task) -> HttpResponse:
    return _show(request, "recurrence", _("Recurrence"), task, project=project)


def show_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    """The description of a swimlane."""
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    people = find_people(find_names([lane.description]))
    return _show(request, "swimlane", lane.name, project=project, lane=lane, people=people)
