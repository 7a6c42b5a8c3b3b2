"""A line becomes a card, several lines become several (ux.md 3.6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import Facts
from boards.dates import WrittenDay, day_of, now
from boards.errors import DomainError, Invalid
from boards.inputs import decode_number
from boards.limits import LARGEST, MOST_LINES, split_lines
from boards.operations import adding as operations
from boards.queries.cards import matching_tasks
from boards.queries.columns import get_project_column, get_project_swimlane, list_category_names
from boards.queries.lanes import read_group, wanted_value
from boards.queries.memberships import list_assignable_names
from boards.queries.settings import get_date_format, zone_of
from boards.queries.tasks import find_first_swimlane_id
from boards.search.attributes import TASKS
from boards.search.compiler import read_search
from boards.services.tasks.create import NewTask
from boards.services.tasks.place import End
from boards.texts.shorthand import Names, Shorthand, Vocabulary, read_marks, read_shorthand
from boards.web.frame.doing import doer_in, tell_refusal
from boards.web.frame.door import digits, is_ajax, rights_on
from boards.web.frame.fields import describe_day, priorities
from boards.web.frame.pages import go_to, say
from boards.web.page_models.filters import choose_search

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
    zone = zone_of(actor)
    today = day_of(now(), zone)
    people = _list_people(request, project)
    categories = list_category_names(project.pk)
    search = choose_search(request, request.POST.get("search"))
    given = take_from_filter(search, actor.user_id, people, categories, today)
    if group is not None:
        given[group.field] = wanted_value(group, zone, project_id=project.pk)
    known = _read_known(project, people, categories, today)
    where = {"project_id": project.pk, "column_id": column.pk, "swimlane_id": lane.pk}
    new = [_read_line(line, known, zone, {"priority": project.priority_default, **given, **where}) for line in lines]
    at: End = "top" if request.POST.get("at") == "top" else "bottom"
    done = operations.add_cards(doer, new, at=at, after_id=digits(request.POST.get("after_id")))
    found = matching_tasks(actor=actor, project_id=project.pk, search=search).filter(pk__in=done.created)
    shown = set(found.values_list("pk", flat=True))
    hidden = [pk for pk in done.created if pk not in shown]
    message = _("Added, hidden by the filter.") if hidden else done.label
    return {"created": done.created, "hidden": hidden, "message": message, "undo": done.operation_id}


def _read_line(line: str, known: Vocabulary, zone: str, given: dict[str, Any]) -> NewTask:
    """The task that a line describes, its times in a zone; what it does not say is as ``given``."""
    read = read_shorthand(line, known)
    said = {
        "owner_id": read.owner_id,
        "category_id": read.category_id,
        "date_due": known.dates.keep(WrittenDay(read.day, read.clock), zone) if read.day else 0,
    }
    values = {**given, **{name: value for name, value in said.items() if value}}
    if read.priority is not None:
        values["priority"] = read.priority
    tags = [*read.tags, *(tag for tag in given.get("tags", ()) if tag not in read.tags)]
    return NewTask(**{**values, "title": read.title or line, "tags": tags})


def _list_people(request: BoardRequest, project: Project) -> dict[int, list[str]]:
    """Whom a new task may be given to: nobody, by a role that may not choose."""
    assigns = rights_on(request, project.pk).assigns
    return list_assignable_names(project_id=project.pk) if assigns else {}


def _read_known(project: Project, people: dict[int, list[str]], categories: dict[int, str], today: date) -> Vocabulary:
    """What the marks of a line may name in this project."""
    names = Names({pk: [name] for pk, name in categories.items()})
    return Vocabulary(Names(people), names, priorities(project), today, get_date_format())


def show_marks(request: BoardRequest, project: Project, text: str) -> JsonResponse:
    """``[{mark, label}]``: the marks of a text that is being typed, and what each stands for; "" for what stays
    in the title.

    5 statements.
    """
    people = _list_people(request, project)
    categories = list_category_names(project.pk)
    today = day_of(now(), zone_of(request.actor))
    read = read_marks(text[:LONGEST], _read_known(project, people, categories, today))
    marks = [{"mark": mark, "label": _describe(said, people, categories, today) if said else ""} for mark, said in read]
    return JsonResponse(marks, safe=False)


def _describe(said: Shorthand, people: dict[int, list[str]], categories: dict[int, str], today: date) -> str:
    """What one mark stands for: a name, a day, a priority, a tag."""
    if said.owner_id:
        return people[said.owner_id][-1]
    if said.category_id:
        return categories[said.category_id]
    if said.day:
        return describe_day(said.day, said.clock, this_year=today.year)
    if said.priority is not None:
        return _("Priority %(n)s") % {"n": said.priority}
    return f"#{said.tags[0]}"


def take_from_filter(
    search: str, user_id: int, people: dict[int, list[str]], categories: dict[int, str], today: date
) -> dict[str, Any]:
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
            named = (pk for pk, names in people.items() if wanted in (*map(str.casefold, names), str(pk)))
            given["owner_id"] = (user_id if user_id in people else None) if values[0] == ME else next(named, None)
        elif len(values) == 1 and field == "category_id":
            wanted = values[0].casefold()
            given["category_id"] = next(
                (pk for pk, name in categories.items() if wanted in (name.casefold(), str(pk))), None
            )
    return {field: value for field, value in given.items() if value is not None}
