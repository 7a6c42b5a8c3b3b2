"""Help: the keys, the search language, accessibility (ux.md 3.9, 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from boards.search.attributes import ACTIVITIES, ATTRIBUTES
from boards.web.frame.door import is_ajax
from boards.web.frame.pages import show

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: Headings, and for each the keys and what they do.
KEYS = (
    (
        lazy("Everywhere"),
        (
            (("Ctrl K", "b"), lazy("Search, jump, do: the palette")),
            (("/", "f"), lazy("Go to the filter or search box")),
            (("r",), lazy("Reset the filter")),
            (("v o", "v b", "v l"), lazy("Overview, board, list of the project")),
            (("g d", "g i", "g s"), lazy("My work, inbox, search")),
            (("Ctrl Enter",), lazy("Send the form")),
            (("F8",), lazy("Go to the last message")),
            (("Esc",), lazy("Close what is open")),
            (("?",), lazy("This page")),
        ),
    ),
    (
        lazy("Cards of a board"),
        (
            (("↑", "↓", "k", "j"), lazy("Previous and next card")),
            (("←", "→", "h", "l"), lazy("Card in the column beside it")),
            (("Home", "End"), lazy("First and last card of the cell")),
            (("Ctrl Home", "Ctrl End"), lazy("First and last card of the board")),
            (("Enter",), lazy("Open beside the board")),
            (("Shift Enter",), lazy("Open on a page of its own")),
            (("Space",), lazy("Lift the card; then arrows, Space to drop, Esc to put it back")),
            (("[", "]"), lazy("Move to the column before or after")),
            (("{", "}"), lazy("Move to the swimlane before or after")),
            (("m",), lazy("Move to…")),
            (("e",), lazy("Edit the title")),
            (("a", "i"), lazy("Assign, assign to me")),
            (("d", "p", "t", "C"), lazy("Due date, priority, tags, category")),
            (("x",), lazy("Select")),
            (("Shift ↑", "Shift ↓"), lazy("Select one after the other")),
            (("Ctrl A",), lazy("Select all of the cell, again all of the board")),
            (("y",), lazy("Copy the link")),
            ((".", "Shift F10"), lazy("Menu of the card")),
            (("Tab",), lazy("The controls of the card: menu, assignee, details")),
        ),
    ),
    (
        lazy("Board"),
        (
            (("n",), lazy("Add a task in one line")),
            (("N",), lazy("Add a task with the whole form")),
            (("s",), lazy("Cards in one line, or whole")),
            (("c",), lazy("Columns fit the window, or scroll")),
            (("Ctrl Z", "z"), lazy("Undo")),
            (("Ctrl Shift Z",), lazy("Redo")),
        ),
    ),
    (
        lazy("Task, on its page and in the panel"),
        (
            (("e",), lazy("Edit")),
            (("a", "i"), lazy("Assign, assign to me")),
            (("d", "p", "t", "C"), lazy("Due date, priority, tags, category")),
            (("s",), lazy("Add a sub-task")),
            (("c",), lazy("Write a comment")),
            (("l",), lazy("Link to another task")),
            (("m",), lazy("Move to…")),
            (("y",), lazy("Copy the link")),
            ((".",), lazy("Menu of the task")),
            (("↑", "↓"), lazy("In the head of the panel: task above and below")),
            (("Alt ↑", "Alt ↓"), lazy("Move a sub-task up or down")),
        ),
    ),
)


def show_keys(request: BoardRequest) -> HttpResponse:
    """The keys of every page, in a dialog or as a page."""
    # The title of a dialog is an h2.
    section = "h3" if is_ajax(request) else "h2"
    return show(request, "help/keys.html", {"heading": _("Keyboard shortcuts"), "groups": KEYS, "section": section})


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
