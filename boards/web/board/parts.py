"""Parts of a board that scripts ask for: what changed, one cell, the whole inside (ux.md 3.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from boards import options
from boards.dates import now
from boards.errors import Denied, NotFound
from boards.queries.cards import PLAIN, read_board
from boards.queries.homes import read_home
from boards.queries.lanes import read_group
from boards.queries.live import find_oldest_revision, find_revision, list_changes
from boards.queries.settings import get_setting
from boards.web.board.model import CHUNK, BoardView, build_board, counts_of, make_cell
from boards.web.board.news import tell_news
from boards.web.board.page import load_board
from boards.web.frame.door import is_ajax, rights_on
from boards.web.frame.json_body import read_json
from boards.web.page_models.cards import make_cards
from boards.web.page_models.filters import choose_search, read_filter

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


#: Changes that a board takes one by one; after more of them it is read anew.
PATCHED = 200
#: Changed cards that travel with an answer.
SENT = 40
#: Cards that one request brings at most.
MOST = 200


def show_cell(
    request: BoardRequest,
    project_id: int,
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
    home = read_home(project_id, user_id=request.actor.user_id)
    project, rows = home.project, read_board(actor=request.actor, home=home, search=text, by=by)
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
    home = read_home(project.pk, user_id=actor.user_id)
    rows = read_board(actor=actor, home=home, search=search, by=by)
    rights = rights_on(request, project.pk)
    lanes = {lane.key for lane in rows.lanes}
    wanted = set(ids)
    where = {pk: key for key, order in rows.order.items() if key[1] in lanes for pk in order if pk in wanted}
    made = make_cards(actor, project, list(where))
    cards = []
    for pk, card in made.items():
        context = {"card": card, "project": project, "rights": rights, "search": search}
        html = render_to_string("board/changed_card.html", context, request)
        cards.append({"id": pk, "cell": "{}-{}".format(*where[pk]), "html": html})
    board = build_board(
        actor=actor,
        home=home,
        rows=rows,
        search=search,
        view=BoardView(),
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


def check(request: BoardRequest, project: Project, timestamp: int) -> HttpResponse:
    """Kanboard's question whether the board is newer than a moment: 304, or the board (web.md 6.7)."""
    if not is_ajax(request):
        raise Denied("for scripts only")
    if project.last_modified <= timestamp <= now():
        return HttpResponse(status=304)
    return render_inside(request, project, PLAIN)


def render_inside(request: BoardRequest, project: Project, search: str, status: int = 200) -> HttpResponse:
    board = load_board(request, read_home(project.pk, user_id=request.actor.user_id), search)
    return render(
        request,
        "board/_board.html",
        {
            "project": project,
            "board": board,
            "search": search,
            "clear": PLAIN,
            "chips": None,
            "interval": get_setting(options.BOARD_REFRESH),
        },
        status=status,
    )


def reload(request: BoardRequest, project: Project) -> HttpResponse:
    """The board with another filter, as JSON ``{"search"}`` names it; none finds everything (BoardAjax.reload)."""
    return render_inside(request, project, read_filter(str(read_json(request).get("search") or "")))
