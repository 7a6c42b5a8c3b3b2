"""Help: the keys, the search language, accessibility (ux.md 3.9, 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.search.attributes import ACTIVITIES, ATTRIBUTES
from boards.web.frame.door import is_ajax
from boards.web.frame.pages import show
from boards.wording.keys import list_help

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


def show_keys(request: BoardRequest) -> HttpResponse:
    """The keys of every page, in a dialog or as a page."""
    # The title of a dialog is an h2.
    section = "h3" if is_ajax(request) else "h2"
    return show(
        request, "help/keys.html", {"heading": _("Keyboard shortcuts"), "groups": list_help(), "section": section}
    )


def show_search(request: BoardRequest) -> HttpResponse:
    """The search language, made from its own table."""
    context = {
        "heading": _("How to search"),
        "attributes": ATTRIBUTES.items(),
        "activities": ACTIVITIES.attributes.items(),
    }
    return show(request, "help/search.html", context)


def show_accessibility(request: BoardRequest) -> HttpResponse:
    return show(request, "help/accessibility.html", {"heading": _("Accessibility")})
