"""The page of a task and its tabs (web.md 7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.dates import now
from boards.queries.activity import list_task_activities
from boards.queries.due import due_state
from boards.queries.live import find_revision, is_touched
from boards.queries.settings import zone_of
from boards.queries.task_page import (
    find_people,
    get_whole_task,
    list_timers,
    list_transitions,
    read_task_page,
    sum_column_times,
)
from boards.texts.markdown import find_names
from boards.web.frame.door import is_ajax, rights_on
from boards.web.frame.pages import show
from boards.web.page_models.activities import describe_activities
from boards.web.tasks.forms import DescriptionForm
from boards.web.tasks.part_forms import CommentForm

if TYPE_CHECKING:
    from boards.models import Task
    from boards.queries.task_page import TaskPage
    from boards.web.frame.door import BoardRequest


def show_task(request: BoardRequest, task_id: int, show: str) -> HttpResponse:
    """The whole task; ``show``: "everything", also what happened. ≤ 7 statements with those of the frame, 8 with what
    happened. Raises NotFound."""
    actor = request.actor
    page = read_task_page(task_id, actor=actor)
    task = page.task
    rights = rights_on(request, task.project_id)
    texts = [task.description, *(comment.comment for comment in page.comments)]
    may_change = rights.is_member and task.project.is_active
    zone = zone_of(actor)
    context = {
        "heading": task.title,
        "project": task.project,
        "task": task,
        "page": page,
        "people": find_people(find_names(texts)),
        "revision": page.revision,
        "rights": rights,
        "may_change": may_change,
        "can_edit": may_change and rights.can_edit(task.owner_id),
        "can_assign": may_change and rights.can_assign(task.owner_id),
        "can_close": may_change and rights.can_close(task.column_id),
        "can_create": may_change and rights.can_create(task.column_id),
        "can_move": may_change and rights.can_move,
        "can_remove": may_change and rights.can_remove(task.creator_id),
        "has_categories": page.has_categories,
        "everything": show == "everything",
        "conversation": _list_conversation(page, task, actor.comment_rank) if show == "everything" else (),
        "description_form": DescriptionForm(
            initial={"title": task.title, "description": task.description}, auto_id="place_%s"
        ),
        "comment_form": CommentForm(rank=actor.comment_rank, auto_id="comment_%s"),
        "due": due_state(task, zone),
        "hours_left": (task.time_estimated or 0) - (task.time_spent or 0),
        "public_link": link("TaskView.readonly", task_id=task.pk, token=task.project.token)
        if task.project.is_public
        else "",
        # A heading of the page stands above those of the task; in the panel that one is an h2.
        "section": "h3" if is_ajax(request) else "h2",
        "group": "h4" if is_ajax(request) else "h3",
        "view": "task",
        "area": "board",
    }
    return _show_page(request, context)


def show_news(request: BoardRequest, task: Task, since: int) -> HttpResponse:
    """Whether an open task is to be read anew since a revision: ``{"revision", "touched"}``. ≤ 3 statements."""
    revision = find_revision(task.project_id)
    touched = is_touched(project_id=task.project_id, task_id=task.pk, since=since)
    return JsonResponse({"revision": revision, "touched": touched})


def _show_page(request: BoardRequest, context: dict[str, Any]) -> HttpResponse:
    return show(request, "tasks/show.html", context)


def _list_conversation(page: TaskPage, task: Task, rank: int) -> list[dict[str, Any]]:
    """Comments and what happened, in one line of time, in the person's order. 1 statement."""
    rows = [row for row in list_task_activities(task.pk, rank=rank) if row.event_name not in SHOWN_ALREADY]
    moments = [{"date": one.date_creation, "comment": one} for one in page.comments]
    moments += [{"date": entry.date, "entry": entry} for entry in describe_activities(rows)]
    return sorted(moments, key=lambda moment: (moment["date"], "comment" in moment), reverse=page.newest_first)


#: Events whose object stands in the conversation itself.
SHOWN_ALREADY = ("comment.create", "comment.update")


def _tab(request: BoardRequest, whole: Task, tab: str, heading: str, **more: Any) -> HttpResponse:
    """``whole``: the task as ``get_whole_task`` reads it."""
    context = {"heading": heading, "task": whole, "project": whole.project, "tab": tab, "view": "task", **more}
    context["rights"] = rights_on(request, whole.project_id)
    return show(request, "tasks/tab.html", context)


def show_activity(request: BoardRequest, task: Task) -> HttpResponse:
    entries = describe_activities(list_task_activities(task.pk, rank=request.actor.comment_rank))
    return _tab(
        request, get_whole_task(task.pk), "activity", _("Activity of #%(id)s") % {"id": task.pk}, entries=entries
    )


def show_transitions(request: BoardRequest, task: Task) -> HttpResponse:
    heading = _("Transitions of #%(id)s") % {"id": task.pk}
    return _tab(request, get_whole_task(task.pk), "transitions", heading, transitions=list_transitions(task.pk))


def show_time_tracking(request: BoardRequest, task: Task) -> HttpResponse:
    heading = _("Time spent on #%(id)s") % {"id": task.pk}
    left = (task.time_estimated or 0) - (task.time_spent or 0)
    return _tab(request, get_whole_task(task.pk), "time", heading, timers=list_timers(task.pk), left=left)


def show_analytics(request: BoardRequest, task: Task) -> HttpResponse:
    """Lead time, cycle time, and the time in each column (web.md 8.2)."""
    whole, end = get_whole_task(task.pk), task.date_completed or now()
    times = sum_column_times(list_transitions(task.pk), whole, moment=now())
    heading = _("Times of #%(id)s") % {"id": task.pk}
    lead, cycle = end - task.date_creation, end - task.date_started if task.date_started else 0
    return _tab(request, whole, "analytics", heading, lead=lead, cycle=cycle, times=times)
