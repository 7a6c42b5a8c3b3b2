"""What is done to ticked tasks of a search, which may be of several projects (ux.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid5

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.addresses import add_query, link
from boards.errors import Denied, DomainError, Invalid, NotFound
from boards.inputs import decode_numbers
from boards.operations.bulk import Wish
from boards.operations.changing import change_cards
from boards.operations.closing import close_cards, reopen_cards
from boards.queries.columns import list_category_colors
from boards.queries.projects import find_writable, list_projects_by_id
from boards.queries.task_lists import group_by_project, list_found_ids
from boards.web.frame.doing import doer_in, read_op, tell
from boards.web.frame.pages import add_errors, confirm, go, posted, show, warn
from boards.web.page_models.change_form import HEADINGS, ChangeForm, make_field, read_wish, suggest_tags
from boards.wording.deeds import describe_refused, describe_result, describe_results

if TYPE_CHECKING:
    from boards.operations.deed import Doer, Done
    from boards.web.frame.door import BoardRequest

#: Tasks that one run takes at most.
MOST = 1000
NONE_CHOSEN = gettext_lazy("No task is chosen. Tick some first.")
DoneIn = Callable[["Doer", Sequence[int]], "Done"]


@dataclass(frozen=True, slots=True)
class Ticked:
    """Ids of tasks by project, of those in which the person may change any; ``left``: how many there are elsewhere."""

    found: dict[int, list[int]]
    left: int

    @property
    def ids(self) -> list[int]:
        return [pk for ids in self.found.values() for pk in ids]


def find_ticked(request: BoardRequest) -> Ticked:
    """The tasks that the address names: ``task_ids``, or with ``matching`` all that its search finds. ≤ 4 statements.

    Raises Denied (the person may change none of them).
    """
    given = request.GET
    if given.get("matching"):
        everywhere = given.get("everywhere") == "1"
        search = given.get("search", "")
        ids = list_found_ids(actor=request.actor, search=search, everywhere=everywhere, limit=MOST)
    else:
        ids = sorted(decode_numbers(",".join(given.getlist("task_ids"))))[:MOST]
    by_project = group_by_project(ids)
    writable = find_writable(request.actor, by_project)
    found = {pk: task_ids for pk, task_ids in by_project.items() if pk in writable}
    if by_project and not found:
        raise Denied("none of these tasks")
    return Ticked(found, sum(len(task_ids) for pk, task_ids in by_project.items() if pk not in found))


def _search_of(request: BoardRequest) -> dict[str, str]:
    """The search that the tasks were ticked in."""
    return {name: request.GET[name] for name in ("search", "everywhere", "page") if request.GET.get(name)}


def _back(request: BoardRequest) -> str:
    return add_query(link("Search.index"), **_search_of(request))


def _name(request: BoardRequest, ticked: Ticked) -> dict[str, str]:
    """The parameters of an address that names these tasks, whatever the search finds by then."""
    return {"task_ids": ",".join(map(str, ticked.ids)), **_search_of(request)}


def _refuse_none(request: BoardRequest) -> HttpResponse:
    warn(request, str(NONE_CHOSEN))
    return go(request, _back(request), stay=True)


def change_found(request: BoardRequest, property: str) -> HttpResponse:  # noqa: A002
    """Ask for a value that all projects of the tasks know (GET), give it to the tasks (POST). ≤ 8 statements to ask.

    Raises NotFound (no such property), Invalid (the projects have no value in common).
    """
    ticked = find_ticked(request)
    if not ticked.found:
        return _refuse_none(request)
    field = make_field(request.actor, list_projects_by_id(ticked.found), property)
    form = ChangeForm(posted(request), field=field, name=property)
    if form.is_bound and form.is_valid():
        wish = read_wish(property, form.cleaned_data[property])
        try:
            return _do(request, ticked, lambda doer, task_ids: change_cards(doer, task_ids, wish))
        except DomainError as error:
            add_errors(form, error)
    context = {
        "heading": HEADINGS[property],
        "form": form,
        "property": property,
        "submit": _("Save"),
        "note": _count(ticked),
        "back": _back(request),
        "action": link("search.change", property=property, **_name(request, ticked)),
        "seen": None,
        "words": suggest_tags([*ticked.found], property, ticked.ids),
        "colors": {pk: color for pk, _name, color in list_category_colors(ticked.found)}
        if property == "category_id"
        else {},
    }
    return show(request, "board/change.html", context)


def _count(ticked: Ticked) -> str:
    n, projects = len(ticked.ids), len(ticked.found)
    if projects == 1:
        return ngettext("For %(n)s task.", "For %(n)s tasks.", n) % {"n": n}
    return _("For %(n)s tasks of %(projects)s projects.") % {"n": n, "projects": projects}


def do_to_found(request: BoardRequest, deed: str) -> HttpResponse:
    """Close, reopen or take the tasks (POST), after a question (GET). Raises NotFound (no such deed)."""
    if deed not in DEEDS:
        raise NotFound(deed)
    ticked = find_ticked(request)
    if not ticked.found:
        return _refuse_none(request)
    title, work = DEEDS[deed]
    if request.method == "POST":
        return _do(request, ticked, work)
    return confirm(
        request,
        title=str(title),
        sentence=f"{_count(ticked)} {_('You can undo this.')}",
        verb=str(title),
        back=_back(request),
        danger=False,
        action=link("search.do", deed=deed, **_name(request, ticked)),
    )


def _take(doer: Doer, task_ids: Sequence[int]) -> Done:
    return change_cards(doer, task_ids, Wish(fields={"owner_id": doer.actor.user_id}))


DEEDS: Mapping[str, tuple[object, DoneIn]] = {
    "close": (gettext_lazy("Close tasks"), close_cards),
    "reopen": (gettext_lazy("Reopen tasks"), reopen_cards),
    "take": (gettext_lazy("Assign to me"), _take),
}


def move_found(request: BoardRequest) -> HttpResponse:
    """To the places of their board. Raises Invalid (the tasks are of several projects)."""
    ticked = find_ticked(request)
    if not ticked.found:
        return _refuse_none(request)
    if len(ticked.found) > 1:
        raise Invalid(column_id=gettext_lazy("Each project has its own columns. Tick tasks of one project."))
    project_id = next(iter(ticked.found))
    # Scripts follow it, too, and show what it leads to.
    return HttpResponseRedirect(link("board.place", project_id=project_id, ids=_name(request, ticked)["task_ids"]))


def _do(request: BoardRequest, ticked: Ticked, work: DoneIn) -> HttpResponse:
    """One deed in each project, where the person has rights and an undo of its own; it is told as one."""
    op = read_op(request.POST["op"]) if request.POST.get("op") else None
    done = [
        work(doer_in(request, project_id, op=op and uuid5(op, str(project_id))), task_ids)
        for project_id, task_ids in ticked.found.items()
    ]
    if len(done) == 1 and not ticked.left:
        tell(request, done[0])
        return go(request, _back(request), stay=True)
    for one in done:
        if one.label:
            label = one.label if not (one.unchanged or one.refused) else describe_result(len(one.changed), 0, 0)
            tell(request, replace(one, label=label, joined=one.joined or describe_results(), note=""))
    refused = ticked.left + sum(len(one.refused) for one in done)
    if not any(one.label for one in done):
        warn(request, describe_result(0, sum(len(one.unchanged) for one in done), refused))
    elif refused:
        warn(request, describe_refused(refused))
    return go(request, _back(request), stay=True)
