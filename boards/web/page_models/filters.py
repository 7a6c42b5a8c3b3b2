"""The filter of a project: which one counts, and which one a person keeps (web.md 6.1 and 6.9, ux.md 3.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from boards.addresses import link
from boards.errors import Invalid
from boards.preferences import FILTER
from boards.queries.cards import PLAIN
from boards.web.page_models.chips import Chip, Chips, make_chips
from boards.web.page_models.facets import FACETS

if TYPE_CHECKING:
    from boards.models import Project
    from boards.queries.homes import Home
    from boards.web.frame.door import BoardRequest


#: Where a session keeps the last filter of each project, and of how many projects.
SESSION_KEY, MOST = "filters", 50
#: One click each; the words are the chips, the rest their filters.
QUICK_FILTERS = (
    (gettext_lazy("Mine"), "status:open assignee:me"),
    (gettext_lazy("Due this week"), 'status:open due:>=today due:<="+7 days"'),
    (gettext_lazy("Overdue"), "status:open due:<today"),
    (gettext_lazy("Unassigned"), "status:open assignee:nobody"),
    (gettext_lazy("Changed today"), "modified:today"),
)
#: What the usual filter is understood as.
PLAIN_CHIPS = Chips([Chip("status", "open", reason="", written=PLAIN, without="")])
#: Letters of a filter; each link and form of a board carries it.
LONGEST = 4000


def choose_search(request: BoardRequest, search: str | None) -> str:
    """The filter of the address; without one that of the profile, else the open tasks. Raises Invalid."""
    return read_filter(search) if search is not None else usual_filter(request)


def usual_filter(request: BoardRequest, pinned: str = "") -> str:
    """What a page opens with: the filter kept for its project, that of the profile, or the open tasks."""
    return next(text for text in (pinned, request.user.filter, PLAIN) if text and len(text) <= LONGEST)


def read_filter(search: str) -> str:
    """A filter as it was sent. Raises Invalid (it is too long)."""
    text = search.strip()
    if len(text) > LONGEST:
        raise Invalid(search=format_lazy(gettext_lazy("A filter may have at most {most} letters."), most=LONGEST))
    return text


def open_filter(request: BoardRequest, home: Home, page: str, search: str | None) -> dict[str, Any]:
    """What a page with the filter box shows, from the filter of the address on.

    Without one the last of this session counts, else the one that the person keeps for the project, else that of the
    profile, else the open tasks. ``page``: the name of its address.

    Answers ``search``, the filter; ``here``, the page without one, as a filter in its path would win over one in the
    query; ``reset``, where a reset leads; ``clear``, the next wider filter; ``is_pinned``, whether this one is kept.
    2 statements to remember a new filter, and those of ``make_chips``. Raises Invalid.
    """
    project, pinned = home.project, home.prefers(FILTER)
    usual = usual_filter(request, pinned)
    text = _remember(request, project, search, usual)
    return {
        "search": text,
        "here": link(page, project_id=project.pk),
        "reset": usual,
        "clear": usual if text != usual else PLAIN if text != PLAIN else "",
        "is_pinned": pinned != "" and text == pinned,
        "chips": make_chips(request.actor, text, project.pk) if text != PLAIN else PLAIN_CHIPS,
        "filters": home.filters,
        "facets": FACETS.items(),
        "facet_page": "list" if page == "TaskList.show" else "board",
        "quick_filters": QUICK_FILTERS,
    }


def _remember(request: BoardRequest, project: Project, search: str | None, usual: str) -> str:
    kept: dict[str, str] = request.session.get(SESSION_KEY, {})
    key = str(project.pk)
    if search is None:
        return kept.get(key, usual)
    text = read_filter(search)
    if kept.get(key, usual) != text:
        others = [pair for pair in kept.items() if pair[0] != key]
        request.session[SESSION_KEY] = dict([*others[1 - MOST :], *([(key, text)] if text != usual else [])])
    return text
