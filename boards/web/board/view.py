"""How a person looks at a board (ux.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext

from boards import preferences
from boards.addresses import link
from boards.preferences import Preference
from boards.queries.cards import PLAIN
from boards.queries.preferences import list_board_preferences
from boards.search.compiler import read_search
from boards.search.explain import write
from boards.services.metadata import save_preferences
from boards.web.frame.pages import confirm, go_to

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


#: What a person may choose for a board.
CHOICES: tuple[Preference[Any], ...] = (
    preferences.COLLAPSED,
    preferences.COLORS,
    preferences.WIDTH,
    preferences.SCROLL,
    preferences.EMPTY,
    preferences.GROUP,
)
#: What is folded; a form toggles one of them.
FOLDED: tuple[Preference[Any], ...] = (preferences.FOLDED_COLUMNS, preferences.FOLDED_LANES)


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
    return _set_density(request, project, True, gettext("Show cards in one line"))


def expand(request: BoardRequest, project: Project) -> HttpResponse:
    """Whole cards again (BoardAjax.expand)."""
    return _set_density(request, project, False, gettext("Show whole cards"))


def _set_density(request: BoardRequest, project: Project, is_collapsed: bool, title: str) -> HttpResponse:
    if request.method != "POST":
        sentence = gettext("Only your own view of this board changes.")
        back = link("BoardView.show", project_id=project.pk)
        return confirm(request, title=title, sentence=sentence, verb=title, back=back, danger=False)
    kept = preferences.COLLAPSED.keep(is_collapsed, project.pk)
    save_preferences(kept, actor=request.actor, user_id=request.actor.user_id)
    return go_to(request, "BoardView.show", project_id=project.pk, stay=True)


def _short(preference: Preference[Any]) -> str:
    """The name of a field for a preference of a board."""
    return preference.name.removeprefix("board.")


def set_view(request: BoardRequest, project: Project) -> HttpResponse:
    """Keep how this person looks at the board: one or more of ``CHOICES``, what to fold or unfold.

    With ``fields``: the items of cards, of which ``shows`` names those that are shown.
    """
    kept = []
    for choice in CHOICES:
        text = request.POST.get(_short(choice))
        if text in choice.kind.choices:
            kept.append(choice.keep(choice.read(text), project.pk))
    stored = list_board_preferences(user_id=request.actor.user_id, project_id=project.pk)
    for folded in FOLDED:
        toggled = request.POST.get(f"toggle_{_short(folded)}")
        if toggled is not None:
            kept.append(folded.keep(folded.read(stored.get(folded.name)) ^ folded.read(toggled), project.pk))
    if "fields" in request.POST:
        shown = request.POST.getlist("shows")
        hidden = tuple(name for name in preferences.HIDES.kind.choices if name not in shown)
        kept.append(preferences.HIDES.keep(hidden, project.pk))
    save_preferences(*kept, actor=request.actor, user_id=request.actor.user_id)
    search = request.POST.get("search")
    return go_to(request, "BoardView.show", project_id=project.pk, search=search, stay=True)
