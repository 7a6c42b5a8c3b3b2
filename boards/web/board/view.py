"""How a person looks at a board (ux.md 3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext

from boards.addresses import link
from boards.queries.cards import (
    PLAIN,
    read_view_state,
)
from boards.search.compiler import read_search
from boards.search.explain import write
from boards.services.metadata import save_user_metadata
from boards.web.board.model import GROUPINGS, View, lane_keys
from boards.web.frame.pages import confirm, go_to
from boards.web.page_models.cards import CARD_FIELDS, numbers

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


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


def read_view(request: BoardRequest, project_id: int) -> View:
    """How this person looks at the board of a project. 1 statement."""
    return View(read_view_state(user_id=request.actor.user_id, project_id=project_id))


def switch_closed(search: str) -> tuple[str, bool]:
    """The filter that shows the closed tasks too, or leaves them out again; and whether they are shown now."""
    parsed = read_search(search)
    asked = parsed.terms.get("status", ())
    text = search
    for value in asked:
        text = write(read_search(text), "status", value)
    is_shown = any(value != "open" for value in asked) or not asked
    return (f"{PLAIN} {text}".strip() if is_shown else text), is_shown


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
