"""A line becomes a card, several lines become several (ux.md 3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import Facts
from boards.errors import DomainError, Invalid
from boards.inputs import decode_number
from boards.limits import LARGEST, MOST_LINES, split_lines
from boards.operations import adding as operations
from boards.queries.cards import matching_tasks
from boards.queries.columns import get_project_column, get_project_swimlane
from boards.queries.lanes import read_group, wanted_value
from boards.queries.tasks import find_first_swimlane_id
from boards.search.attributes import TASKS
from boards.search.compiler import read_search
from boards.services.tasks.place import End
from boards.texts.shorthand import Shorthand, read_marks
from boards.web.frame.doing import doer_in, tell_refusal
from boards.web.frame.door import digits, is_ajax
from boards.web.frame.fields import describe_day
from boards.web.frame.pages import go_to, say
from boards.web.page_models.filters import choose_search
from boards.web.page_models.lines import KnownNames, read_known_names, read_line

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

ME = "me"
#: Characters of a text that are read for its marks.
LONGEST = 5000


def add(request: BoardRequest, project: Project) -> HttpResponse:
    """``text`` (one task a line), ``column_id``, ``swimlane_id`` or ``group``, ``at`` (top, bottom), ``search``.

    ``after_id``: at the top, the task of the line before, so that lines stand in the order in which they were typed.
    What the filter asks for without doubt the new tasks get too, so that they stay in sight.
    """
    try:
        answer = _add(request, project)
    except DomainError as error:
        if is_ajax(request):
            return tell_refusal(error)
        raise
    if is_ajax(request):
        return JsonResponse(answer)
    say(request, str(answer["message"]))
    return go_to(request, "BoardView.show", project_id=project.pk, search=request.POST.get("search"))


def _add(request: BoardRequest, project: Project) -> dict[str, Any]:
    actor = request.actor
    column = get_project_column(project_id=project.pk, column_id=digits(request.POST.get("column_id")))
    group = read_group(request.POST["group"]) if request.POST.get("group") else None
    lane_id = digits(request.POST.get("swimlane_id")) or (find_first_swimlane_id(project.pk) if group else None)
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=lane_id)
    doer = doer_in(request, project.pk)
    doer.require("task.create", Facts(column.pk))
    lines = split_lines(request.POST.get("text", ""))
    if not lines:
        raise Invalid(text=gettext_lazy("A task needs a title."))
    if len(lines) > MOST_LINES:
        raise Invalid(text=format_lazy(gettext_lazy("At most {most} at once."), most=MOST_LINES))
    known = read_known_names(request, project)
    search = choose_search(request, request.POST.get("search"))
    given = take_from_filter(search, actor.user_id, known)
    if group is not None:
        given[group.field] = wanted_value(group, known.zone, project_id=project.pk)
    where = {"project_id": project.pk, "column_id": column.pk, "swimlane_id": lane.pk}
    new = [read_line(line, known, {"priority": project.priority_default, **given, **where}) for line in lines]
    at: End = "top" if request.POST.get("at") == "top" else "bottom"
    done = operations.add_cards(doer, new, at=at, after_id=digits(request.POST.get("after_id")))
    found = matching_tasks(actor=actor, project_id=project.pk, search=search).filter(pk__in=done.created)
    shown = set(found.values_list("pk", flat=True))
    hidden = [pk for pk in done.created if pk not in shown]
    message = _("Added, hidden by the filter.") if hidden else done.label
    return {"created": done.created, "hidden": hidden, "message": message, "undo": done.operation_id}


def show_marks(request: BoardRequest, project: Project, text: str) -> JsonResponse:
    """``[{mark, label}]``: the marks of a text that is being typed, and what each stands for; "" for what stays
    in the title.

    5 statements.
    """
    known = read_known_names(request, project)
    read = read_marks(text[:LONGEST], known.vocabulary)
    marks = [{"mark": mark, "label": _describe(said, known) if said else ""} for mark, said in read]
    return JsonResponse(marks, safe=False)


def _describe(said: Shorthand, known: KnownNames) -> str:
    """What one mark stands for: a name, a day, a priority, a tag."""
    if said.owner_id:
        return known.people[said.owner_id][-1]
    if said.category_id:
        return known.categories[said.category_id]
    if said.day:
        return describe_day(said.day, said.clock, this_year=known.today.year)
    if said.priority is not None:
        return _("Priority %(n)s") % {"n": said.priority}
    return f"#{said.tags[0]}"


def take_from_filter(search: str, user_id: int, known: KnownNames) -> dict[str, Any]:
    """The values of new tasks that a filter names without doubt: one assignee, category, priority, tags."""
    given: dict[str, Any] = {}
    attributes = TASKS.by_name()
    for name, values in read_search(search).terms.items():
        field = attributes[name].gives
        if field == "tags" and "none" not in values:
            given["tags"] = list(values[:1])
        elif len(values) == 1 and field == "priority":
            given["priority"] = decode_number(values[0], most=LARGEST)
        elif len(values) == 1 and field == "owner_id":
            wanted = values[0].casefold()
            named = (pk for pk, names in known.people.items() if wanted in (*map(str.casefold, names), str(pk)))
            given["owner_id"] = (user_id if user_id in known.people else None) if values[0] == ME else next(named, None)
        elif len(values) == 1 and field == "category_id":
            wanted = values[0].casefold()
            given["category_id"] = next(
                (pk for pk, name in known.categories.items() if wanted in (name.casefold(), str(pk))), None
            )
    return {field: value for field, value in given.items() if value is not None}
