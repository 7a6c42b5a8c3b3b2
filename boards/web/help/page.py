"""Help: what one can read about the product, made from the product's own tables (ux.md 3.9, 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access.legend import list_legend
from boards.automations.catalogue import get_params, list_families, list_sentences
from boards.search.attributes import ACTIVITIES, ATTRIBUTES
from boards.web.frame.door import is_ajax
from boards.web.frame.pages import go_to, show
from boards.wording.keys import list_help

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: Kind of a parameter of an automatic action to its name.
SLOTS = {
    "column": gettext_lazy("column"),
    "swimlane": gettext_lazy("swimlane"),
    "category": gettext_lazy("category"),
    "color": gettext_lazy("colour"),
    "user": gettext_lazy("person"),
    "link": gettext_lazy("kind of link"),
    "project": gettext_lazy("project"),
    "priority": gettext_lazy("priority"),
    "duration": gettext_lazy("days"),
    "text": gettext_lazy("text"),
}
#: Part of ``/documentation/<file>``, as old links have it, to the address of ours.
FILES = {
    "keyboard-shortcuts": "Documentation.shortcuts",
    "search": "help.search",
    "automatic-actions": "help.actions",
    "roles": "help.roles",
    "api": "help.api",
    "accessibility": "accessibility",
}


def show_help(request: BoardRequest, file: str = "") -> HttpResponse:
    """What there is to read. Links of earlier versions lead to what has become of their page."""
    name = file.lower().replace("_", "-")
    if name in FILES:
        return go_to(request, FILES[name])
    return show(request, "help/index.html", {"heading": _("Help")})


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


def show_actions(request: BoardRequest) -> HttpResponse:
    """Which automatic actions there are, each as the sentences that it can be."""
    families = [
        (label, [(description, _tell_all(name)) for name, description in actions.items()])
        for label, actions in list_families()
    ]
    return show(request, "help/actions.html", {"heading": _("Automatic actions"), "families": families})


def _tell_all(action_name: str) -> list[SafeString]:
    return [_tell(action_name, sentence) for sentence in list_sentences(action_name)]


def _tell(action_name: str, sentence: str) -> SafeString:
    """A sentence with the kinds of its parameters in their places."""
    slots = {
        param.name: format_html('<em class="slot">{}</em>', SLOTS[param.kind]) for param in get_params(action_name)
    }
    return SafeString(escape(sentence).format(**slots))


def show_roles(request: BoardRequest) -> HttpResponse:
    """Who may what, from the table that decides it."""
    return show(request, "help/roles.html", {"heading": _("Roles"), "tables": list_legend()})


def show_api(request: BoardRequest) -> HttpResponse:
    return show(request, "help/api.html", {"heading": _("API")})


def show_accessibility(request: BoardRequest) -> HttpResponse:
    return show(request, "help/accessibility.html", {"heading": _("Accessibility")})
