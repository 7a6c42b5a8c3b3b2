"""The board: the page, what changed on it, and how a person looks at it (web.md 6, ux.md 3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.dates import now
from boards.errors import Denied, NotFound
from boards.queries.cards import (
    PLAIN,
    BoardProject,
    get_board_project,
    read_board,
    read_view_state,
)
from boards.queries.lanes import read_group
from boards.queries.live import find_oldest_revision, find_revision, list_changes
from boards.queries.settings import get_setting
from boards.search.compiler import read_search
from boards.search.explain import write
from boards.services.metadata import save_user_metadata
from boards.web.board_model import (
    CHUNK,
    GROUPINGS,
    Board,
    View,
    build_board,
    counts_of,
    lane_keys,
    make_cell,
)
from boards.web.cards import CARD_FIELDS, make_cards, numbers
from boards.web.door import is_ajax, is_part, rights_on
from boards.web.filter_terms import list_offers
from boards.web.filters import choose_search, open_filter, read_filter
from boards.web.json_body import read_json
from boards.web.links import link
from boards.web.news import tell_news
from boards.web.pages import confirm, go_to, show

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.models import Project
    from boards.web.door import BoardRequest

#: Changes that a board takes one by one; after more of them it is read anew.
PATCHED = 200
#: Changed cards that travel with an answer.
SENT = 40
#: What a person may set for a board, and the values that count.
VIEW_CHOICES = {
    "collapsed": {"0", "1"},
    "colors": {"edge", "filled"},
    "width": {"fit", "wide"},
    "scroll": {"board", "column"},
    "empty": {"shown", "hidden"},
    "group": set(GROUPINGS),
}
#: Lists of what is folded; a form toggles one of them.
VIEW_LISTS: dict[str, Callable[[str], set[Any]]] = {"hidden_columns": numbers, "folded_lanes": lane_keys}
#: Cards that one request brings at most.
MOST = 200


def read_view(request: BoardRequest, project_id: int) -> View:
    """How this person looks at the board of a project. 1 statement."""
    return View(read_view_state(user_id=request.actor.user_id, project_id=project_id))


def load_board(
    request: BoardRequest, home: BoardProject, search: str, view: View | None = None, hide: str = ""
) -> Board:
    """The board of a project as this person sees it. ≤ 7 statements, 10 for groups, whatever the number of tasks.

    ``home`` has been read before: what changes while the cards are read is then told again, never missed.
    """
    project = home.project
    view = view or read_view(request, project.pk)
    return build_board(
        actor=request.actor,
        home=home,
        rows=read_board(actor=request.actor, project=project, search=search, by=view.by),
        search=search,
        view=view,
        rights=rights_on(request, project.pk),
        hide=hide,
    )


def switch_closed(search: str) -> tuple[str, bool]:
    """The filter that shows the closed tasks too, or leaves them out again; and whether they are shown now."""
    parsed = read_search(search)
    asked = parsed.terms.get("status", ())
    text = search
    for value in asked:
        text = write(read_search(text), "status", value)
    is_shown = any(value != "open" for value in asked) or not asked
    return (f"{PLAIN} {text}".strip() if is_shown else text), is_shown


def show_board(request: BoardRequest, project_id: int, search: str | None = None, hide: str = "") -> HttpResponse:
    """The page. For a script only what a new filter changes in it. ≤ 12 statements with those of the frame, 13
    with a filter, 16 for groups (ux.md 3.17). Raises NotFound."""
    home = get_board_project(project_id)
    project, view = home.project, read_view(request, project_id)
    opened = open_filter(request, project, "BoardView.show", search, pinned=view.pinned_filter)
    text = opened["search"]
    board = load_board(request, home, text, view, hide)
    context = {
        **opened,
        "project": project,
        "board": board,
        "view": "board",
        "area": "board",
        "heading": project.name,
        "interval": get_setting("board_private_refresh_interval"),
        "card_fields": CARD_FIELDS,
        "groupings": GROUPINGS,
        "closed_switch": switch_closed(text),
        "card_actions": card_actions(project),
        "bulk_actions": bulk_actions(project),
    }
    if is_part(request):
        return render(request, "board/_refreshed.html", context)
    return show(request, "board/show.html", context)


def card_actions(project: Project) -> list[tuple[str, StrOrPromise, str, str]]:
    """The menu of a card: link with 0 for the task, words, key, width of the dialog."""
    change = {"project_id": project.pk, "ids": 0}
    return [
        (link("TaskView.show", task_id=0), _("Open"), "Enter", ""),
        (link("board.place", **change), _("Move to…"), "m", "narrow"),
        (link("TaskModification.edit", task_id=0), _("Edit"), "", "wide"),
        (link("board.change", property="owner_id", **change), _("Assign"), "a", "narrow"),
        (link("board.change", property="date_due", **change), _("Due date"), "d", "narrow"),
        (link("board.change", property="priority", **change), _("Priority"), "p", "narrow"),
        (link("board.change", property="tags", **change), _("Tags"), "t", "narrow"),
        (link("board.change", property="category_id", **change), _("Category"), "C", "narrow"),
        (link("board.change", property="color_id", **change), _("Colour"), "", "narrow"),
        (link("Subtask.create", task_id=0), _("Add sub-task"), "", "wide"),
        (link("TaskInternalLink.create", task_id=0), _("Add internal link"), "", "wide"),
        (link("Comment.create", task_id=0), _("Add comment"), "", "wide"),
        (link("TaskFile.create", task_id=0), _("Attach file"), "", "wide"),
        (link("TaskDuplication.duplicate", task_id=0), _("Duplicate"), "", "narrow"),
        (link("board.close", **change), _("Close task"), "", "narrow"),
        (link("TaskSuppression.confirm", task_id=0), _("Remove"), "", "narrow"),
    ]


def bulk_actions(project: Project) -> list[tuple[str, StrOrPromise]]:
    """What the bar of selected cards offers."""
    return [
        (link("board.place", project_id=project.pk, ids=0), _("Move to…")),
        (link("board.change", project_id=project.pk, property="owner_id", ids=0), _("Assign")),
        (link("board.change", project_id=project.pk, property="date_due", ids=0), _("Due")),
        (link("board.change", project_id=project.pk, property="priority", ids=0), _("Priority")),
        (link("board.change", project_id=project.pk, property="category_id", ids=0), _("Category")),
        (link("board.change", project_id=project.pk, property="add_tags", ids=0), _("Add tags")),
        (link("board.change", project_id=project.pk, property="remove_tags", ids=0), _("Remove tags")),
        (link("board.change", project_id=project.pk, property="color_id", ids=0), _("Colour")),
        (link("board.close", project_id=project.pk, ids=0), _("Close")),
    ]


def show_cell(
    request: BoardRequest,
    project: Project,
    column_id: int,
    swimlane_id: int,
    after: int,
    search: str | None = None,
    group: str = "",
    most: int = CHUNK,
    until: int = 0,
    tail: int = 0,
) -> HttpResponse:
    """The next cards of a cell, behind a task, and the button for those after them.

    ``group``: the key of the lane where the board is grouped; ``most``: how many, 200 at most. ``tail``: the last cards
    instead, behind the button for those between; ``until``: the first card of a tail that is in the page already.
    Raises NotFound, Invalid (no such group).
    """
    text = choose_search(request, search)
    by = read_group(group).field if group else ""
    rows = read_board(actor=request.actor, project=project, search=text, by=by)
    column = next((one for one in rows.columns if one.pk == column_id), None)
    lane = next((one for one in rows.lanes if one.key == (group or str(swimlane_id))), None)
    if column is None or lane is None:
        raise NotFound("no such cell")
    ids = rows.order.get((column.pk, lane.key), [])
    if until in ids:
        ids = ids[: ids.index(until)]
    start = ids.index(after) + 1 if after in ids else 0
    rest, most = ids[start:], min(most, MOST)
    chosen = rest[-most:] if tail else rest[:most]
    made = make_cards(request.actor, project, chosen)
    cards = [made[pk] for pk in chosen if pk in made]
    cell = make_cell(project, rows, column, lane, cards)
    context = {
        "project": project,
        "cell": cell,
        "left": 0 if tail else len(rest) - len(chosen),
        "between": len(rest) - len(chosen) if tail else 0,
        "after": after,
        "until": until,
        "search": text,
        "rights": rights_on(request, project.pk),
    }
    return render(request, "board/_chunk.html", context)


def show_changes(
    request: BoardRequest, project: Project, since: int, search: str | None = None, by: str = ""
) -> HttpResponse:
    """What is different since a revision: 204 for nothing, else JSON.

    ``{revision, reload, cards: [{id, cell, html}], gone: [ids], order: {cell: [ids]}, counts, news}``; with
    ``reload`` the board is to be read anew, as its columns changed or too much did (ux.md 3.13). ``by``: the
    field that the board is grouped by. ≤ 22 statements, 25 for groups.
    """
    changes = list_changes(project.pk, since=since, limit=PATCHED + 1)
    if not changes:
        return HttpResponse(status=204)
    revision = changes[-1].pk
    ids = list(dict.fromkeys(change.task_id for change in changes))
    if 0 in ids or len(changes) > PATCHED or len(ids) > SENT or find_oldest_revision() > since + 1 > 1:
        return JsonResponse({"revision": find_revision(project.pk), "reload": True})
    text = choose_search(request, search)
    board = load_changed(request, project, text, ids, by)
    news = tell_news(changes, actor=request.actor)
    return JsonResponse({"revision": revision, "reload": False, **board, "news": news})


def load_changed(request: BoardRequest, project: Project, search: str, ids: list[int], by: str) -> dict[str, object]:
    """The cards of changed tasks, the order of their cells, and all numbers."""
    actor = request.actor
    rows = read_board(actor=actor, project=project, search=search, by=by)
    rights = rights_on(request, project.pk)
    lanes = {lane.key for lane in rows.lanes}
    wanted = set(ids)
    where = {pk: key for key, order in rows.order.items() if key[1] in lanes for pk in order if pk in wanted}
    made = make_cards(actor, project, list(where))
    cards = []
    for pk, card in made.items():
        context = {"card": card, "project": project, "rights": rights, "search": search}
        html = render_to_string("board/_card.html", context, request)
        cards.append({"id": pk, "cell": "{}-{}".format(*where[pk]), "html": html})
    board = build_board(
        actor=actor,
        home=BoardProject(project, 0, asks_over_limit=False),
        rows=rows,
        search=search,
        view=View(),
        rights=rights,
        with_cards=False,
    )
    order = {"{}-{}".format(*key): rows.order[key] for key in {where[pk] for pk in made}}
    return {
        "cards": cards,
        "gone": [pk for pk in ids if pk not in made],
        "order": order,
        "counts": counts_of(board),
    }


def collapse(request: BoardRequest, project: Project) -> HttpResponse:
    """One line a card, for this person and project (BoardAjax.collapse)."""
    return _set_density(request, project, "1", gettext("Show cards in one line"))


def expand(request: BoardRequest, project: Project) -> HttpResponse:
    """Whole cards again (BoardAjax.expand)."""
    return _set_density(request, project, "0", gettext("Show whole cards"))


def _set_density(request: BoardRequest, project: Project, value: str, title: str) -> HttpResponse:
    if request.method != "POST":
        sentence = gettext("Only your own view of this board changes.")
        back = link("BoardView.show", project_id=project.pk)
        return confirm(request, title=title, sentence=sentence, verb=title, back=back, danger=False)
    name = f"board.collapsed.{project.pk}"
    save_user_metadata(actor=request.actor, user_id=request.actor.user_id, values={name: value})
    return go_to(request, "BoardView.show", project_id=project.pk, stay=True)


def set_view(request: BoardRequest, project: Project) -> HttpResponse:
    """Keep how this person looks at the board: one or more of ``VIEW_CHOICES``, what to fold or unfold.

    With ``fields``: the items of cards, of which ``shows`` names those that are shown.
    """
    values = {}
    for name, allowed in VIEW_CHOICES.items():
        if request.POST.get(name) in allowed:
            values[f"board.{name}.{project.pk}"] = request.POST[name]
    state = read_view_state(user_id=request.actor.user_id, project_id=project.pk)
    for name, read in VIEW_LISTS.items():
        if f"toggle_{name}" in request.POST:
            folded = read(state.get(name, "")) ^ read(request.POST[f"toggle_{name}"])
            values[f"board.{name}.{project.pk}"] = ",".join(map(str, sorted(folded)))
    if "fields" in request.POST:
        shown = request.POST.getlist("shows")
        values[f"board.hides.{project.pk}"] = " ".join(name for name in CARD_FIELDS if name not in shown)
    if values:
        save_user_metadata(actor=request.actor, user_id=request.actor.user_id, values=values)
    search = request.POST.get("search")
    return go_to(request, "BoardView.show", project_id=project.pk, search=search, stay=True)


def check(request: BoardRequest, project: Project, timestamp: int) -> HttpResponse:
    """Kanboard's question whether the board is newer than a moment: 304, or the board (web.md 6.7)."""
    if not is_ajax(request):
        raise Denied("for scripts only")
    if project.last_modified <= timestamp <= now():
        return HttpResponse(status=304)
    return render_inside(request, project, PLAIN)


def render_inside(request: BoardRequest, project: Project, search: str, status: int = 200) -> HttpResponse:
    board = load_board(request, get_board_project(project.pk), search)
    return render(
        request,
        "board/_board.html",
        {"project": project, "board": board, "search": search, "clear": PLAIN},
        status=status,
    )


def reload(request: BoardRequest, project: Project) -> HttpResponse:
    """The board with another filter, as JSON ``{"search"}`` names it; none finds everything (BoardAjax.reload)."""
    return render_inside(request, project, read_filter(str(read_json(request).get("search") or "")))


def show_language(request: BoardRequest, project: Project) -> JsonResponse:
    """The attributes of the search language with the values to offer in this project. ≤ 8 statements."""
    return JsonResponse(list_offers(project.pk))
