"""My work: what waits for a person (web.md 4.1, ux.md 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.operations.closing import close_card
from boards.preferences import FIRST_STEPS
from boards.queries.dashboard import (
    Heap,
    count_own_subtasks,
    list_own_projects,
    list_running_timers,
    order_own_tasks,
    order_tasks_with_own_subtasks,
    read_work,
)
from boards.queries.first_steps import list_first_steps
from boards.queries.pages import read_page
from boards.queries.project_pages import count_open_by_column
from boards.queries.settings import zone_of
from boards.services.first_steps import settle_first_steps
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import go_back, go_to, show
from boards.web.page_models.progress import advance
from boards.web.page_models.rows import DUE_LABELS, make_rows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.models import Task, User
    from boards.web.frame.door import BoardRequest

PROJECTS_BESIDE, PROJECTS, TASKS = 10, 25, 50
#: What the page can be sorted into.
HEAPS = {
    "due": gettext_lazy("Due date"),
    "project": gettext_lazy("Project"),
    "column": gettext_lazy("Column"),
    "priority": gettext_lazy("Priority"),
}
ORDERS = (
    ("id", gettext_lazy("Number")),
    ("title", gettext_lazy("Title")),
    ("priority", gettext_lazy("Priority")),
    ("due", gettext_lazy("Due date")),
)


def _context(request: BoardRequest, user: User, heading: str, view: str) -> dict[str, Any]:
    is_own = user.pk == request.actor.user_id
    return {
        "heading": heading if is_own else f"{heading}: {user.display_name}",
        "area": "work" if is_own else "",
        "person": user,
        "is_own": is_own,
        "view": view,
    }


def name_heap(heap: Heap, by: str) -> StrOrPromise:
    if by == "due":
        return DUE_LABELS[heap.key]
    return _("Priority %(n)s") % {"n": heap.key} if by == "priority" else heap.name


def show_dashboard(request: BoardRequest, user: User, page: int = 1, by: str = "due", layout: str = "") -> HttpResponse:
    """What waits, in heaps, with the person's own sub-tasks; beside it the projects. ≤ 8 statements with those of the
    frame, one of them for the first steps of administrators.

    ``by``: one of ``HEAPS``; ``layout`` "board" puts the columns of all projects side by side.
    """
    by = by if by in HEAPS else "due"
    found, running = read_work(user_id=user.pk, zone=zone_of(request.actor), by=by)
    task_ids = [pk for heap in found for pk in heap.task_ids]
    rows = make_rows(request.actor, task_ids, subtasks_of=user.pk, running=running)
    by_task = {row.task.pk: row for row in rows}
    heaps = [(heap, name_heap(heap, by), [by_task[pk] for pk in heap.task_ids if pk in by_task]) for heap in found]
    projects = Paginator(list_own_projects(user.pk), PROJECTS_BESIDE).get_page(page)
    context = {
        **_context(request, user, _("My work"), "overview"),
        "heaps": heaps,
        "by": by,
        "ways": HEAPS.items(),
        "as_board": by == "column" and layout == "board",
        "total": sum(heap.total for heap in found),
        "projects": projects,
        "columns": count_open_by_column([project.pk for project in projects]),
        "first_steps": tuple(list_first_steps(user.pk))
        if user.pk == request.actor.user_id and request.actor.is_administrator
        else (),
        "step_labels": FIRST_STEPS.kind.choices,
    }
    return show(request, "dashboard/show.html", context)


def settle_first(request: BoardRequest) -> HttpResponse:
    """Put a first step aside, or all of them (``step``: "all")."""
    step = request.POST.get("step", "")
    steps = FIRST_STEPS.kind.choices if step == "all" else [step]
    settle_first_steps(actor=request.actor, steps=[*steps])
    return go_to(request, "Dashboard.show")


def show_projects(request: BoardRequest, user: User, page: int = 1) -> HttpResponse:
    projects = Paginator(list_own_projects(user.pk), PROJECTS).get_page(page)
    context = {
        **_context(request, user, _("My projects"), "projects"),
        "projects": projects,
        "columns": count_open_by_column([project.pk for project in projects]),
    }
    return show(request, "dashboard/projects.html", context)


def show_tasks(
    request: BoardRequest, user: User, page: int = 1, order: str = "id", direction: str = "ASC"
) -> HttpResponse:
    found = order_own_tasks(user_id=user.pk, order=_signed(order, direction))
    return _show_rows(request, user, found, page, _context(request, user, _("My tasks"), "tasks"), order, direction)


def show_subtasks(
    request: BoardRequest, user: User, page: int = 1, order: str = "priority", direction: str = "ASC"
) -> HttpResponse:
    """Tasks with sub-tasks of the person, each with these only."""
    found = order_tasks_with_own_subtasks(user_id=user.pk, order=_signed(order, direction))
    context = {**_context(request, user, _("My sub-tasks"), "subtasks"), "n": count_own_subtasks(user.pk)}
    return _show_rows(request, user, found, page, context, order, direction)


def _signed(order: str, direction: str) -> str:
    return f"-{order}" if direction.upper() == "DESC" else order


def _show_rows(
    request: BoardRequest, user: User, found: Any, page: int, context: dict[str, Any], order: str, direction: str
) -> HttpResponse:
    pages = read_page(found, page, TASKS)
    context |= {
        "pages": pages,
        "rows": make_rows(request.actor, list(pages), subtasks_of=user.pk, running=list_running_timers(user.pk)),
        "orders": ORDERS,
        "order": order,
        "direction": direction,
    }
    context.setdefault("n", pages.paginator.count)
    return show(request, "dashboard/tasks.html", context)


def show_activity(request: BoardRequest, user: User) -> HttpResponse:
    """Old mails name this address."""
    return go_to(request, "Activity.user")


def show_notifications(request: BoardRequest, user: User) -> HttpResponse:
    return go_to(request, "WebNotification.show", user_id=user.pk)


def tick_task(request: BoardRequest, task: Task) -> HttpResponse:
    """Close a task from a list; it can be undone."""
    tell(request, close_card(doer_in(request, task.project_id), task.pk))
    return go_back(request)


def tick_subtask(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    """To do, in progress, done, and round again, from a list."""
    return advance(request, task, subtask_id) or go_back(request)
