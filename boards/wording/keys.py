"""The keys of the pages: one table, from which help, templates and scripts take them (ux.md 3.9)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise

#: Where keys count, with the heading that help has for it. A place comes before those that follow it: a letter that
#: means something on a card and something else on the board is the card's as long as a card has the focus.
SCOPES: dict[str, Promise] = {
    "card": _("Cards of a board"),
    "row": _("Rows of a list"),
    "task": _("Tasks, wherever they are shown"),
    "panel": _("Panel beside board and list"),
    "page": _("Task, on its page and in the panel"),
    "board": _("Board"),
    "everywhere": _("Everywhere"),
}
#: In which order help tells of them: what counts in most places first.
IN_HELP = ("everywhere", "task", "card", "row", "page", "panel", "board")
#: How keys are written for people, where not as in ``aria-keyshortcuts``.
WRITTEN = {
    "Control": "Ctrl",
    "Escape": "Esc",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "ArrowLeft": "←",
    "ArrowRight": "→",
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What is done, by which keys, and where.

    ``keys``: as ``aria-keyshortcuts`` writes them, two that follow each other with a blank between; ``label``: for
    help, where neighbours with one label stand together; ``offer``: for the palette, None for what it does not offer.
    """

    deed: str
    keys: tuple[str, ...]
    scopes: tuple[str, ...]
    label: Promise
    offer: Promise | None = None

    @property
    def written(self) -> list[str]:
        """The keys as people read them."""
        return [write_key(key) for key in self.keys]


def write_key(key: str) -> str:
    """A key as people read it: "Ctrl K" for "Control+K"."""
    return " ".join(WRITTEN.get(part, part) for part in key.split("+"))


_CARD, _ROW, _PAGE, _PANEL, _BOARD = ("card",), ("row",), ("page",), ("panel",), ("board",)
_TASK, _EVERYWHERE, _ROWS, _CHOSEN = ("task",), ("everywhere",), ("card", "row"), ("board", "row")
_UP_AND_DOWN = _("The one above and below; the first press enters")
_BESIDE = _("Card in the column beside it")
_SELECT_ALONG = _("Select one after the other")

SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("walk.up", ("ArrowUp", "k"), _ROWS, _UP_AND_DOWN),
    Shortcut("walk.down", ("ArrowDown", "j"), _ROWS, _UP_AND_DOWN),
    Shortcut("walk.left", ("ArrowLeft", "h"), _CARD, _BESIDE),
    Shortcut("walk.right", ("ArrowRight", "l"), _CARD, _BESIDE),
    Shortcut("walk.first", ("Home",), _ROWS, _("First and last of the cell, or of the list")),
    Shortcut("walk.last", ("End",), _ROWS, _("First and last of the cell, or of the list")),
    Shortcut("walk.start", ("Control+Home",), _CARD, _("First and last card of the board")),
    Shortcut("walk.end", ("Control+End",), _CARD, _("First and last card of the board")),
    Shortcut("card.open", ("Enter",), _CARD, _("Open beside the board")),
    Shortcut("card.page", ("Shift+Enter",), _CARD, _("Open on a page of its own")),
    Shortcut("card.lift", ("Space",), _CARD, _("Lift the card; then arrows, Space to drop, Esc to put it back")),
    Shortcut("card.before", ("[",), _CARD, _("Move to the column before or after")),
    Shortcut("card.after", ("]",), _CARD, _("Move to the column before or after")),
    Shortcut("card.above", ("{",), _CARD, _("Move to the swimlane before or after")),
    Shortcut("card.below", ("}",), _CARD, _("Move to the swimlane before or after")),
    Shortcut("select.up", ("Shift+ArrowUp",), _ROWS, _SELECT_ALONG),
    Shortcut("select.down", ("Shift+ArrowDown",), _ROWS, _SELECT_ALONG),
    Shortcut("select.left", ("Shift+ArrowLeft",), _CARD, _SELECT_ALONG),
    Shortcut("select.right", ("Shift+ArrowRight",), _CARD, _SELECT_ALONG),
    Shortcut("select.all", ("Control+A",), _CARD, _("Select all of the cell, again all of the board")),
    Shortcut("task.title", ("e",), _ROWS, _("Edit the title"), _("Edit title")),
    Shortcut("task.assign", ("a",), _TASK, _("Assign"), _("Assign…")),
    Shortcut("task.take", ("i",), _TASK, _("Assign to me"), _("Assign to me")),
    Shortcut("task.due", ("d",), _TASK, _("Due date"), _("Due date…")),
    Shortcut("task.priority", ("p",), _TASK, _("Priority"), _("Priority…")),
    Shortcut("task.category", ("C",), _TASK, _("Category"), _("Category…")),
    Shortcut("task.tags", ("t",), _TASK, _("Tags"), _("Tags…")),
    Shortcut("task.color", (), _TASK, _("Colour"), _("Colour…")),
    Shortcut("task.move", ("m",), _TASK, _("Move to…"), _("Move to…")),
    Shortcut("task.close", ("D",), _TASK, _("Done: close, or open again"), _("Close")),
    Shortcut("task.reopen", (), _TASK, _("Open again"), _("Reopen")),
    Shortcut("task.duplicate", (), _TASK, _("Duplicate"), _("Duplicate")),
    Shortcut("task.link", ("y",), _TASK, _("Copy the link"), _("Copy link")),
    Shortcut("task.select", ("x",), _TASK, _("Select"), _("Select")),
    Shortcut("task.edit", ("e",), _PAGE, _("Edit; from the description the description"), _("Edit…")),
    Shortcut("task.menu", (".", "Shift+F10"), _TASK, _("Menu")),
    Shortcut("panel.previous", ("ArrowUp", "k"), _PANEL, _("Task above and below; arrows in the head of the panel")),
    Shortcut("panel.next", ("ArrowDown", "j"), _PANEL, _("Task above and below; arrows in the head of the panel")),
    Shortcut("page.subtask", ("s",), _PAGE, _("Add a sub-task")),
    Shortcut("page.comment", ("c",), _PAGE, _("Write a comment")),
    Shortcut("page.link", ("l",), _PAGE, _("Link to another task")),
    Shortcut("subtask.up", ("Alt+ArrowUp",), _PAGE, _("Move a sub-task up or down")),
    Shortcut("subtask.down", ("Alt+ArrowDown",), _PAGE, _("Move a sub-task up or down")),
    Shortcut("board.add", ("n",), _BOARD, _("Add a task in one line")),
    Shortcut("board.form", ("N",), _BOARD, _("Add a task with the whole form")),
    Shortcut("board.density", ("s",), _BOARD, _("Cards in one line, or whole")),
    Shortcut("board.width", ("c",), _BOARD, _("Columns fit the window, or scroll")),
    Shortcut("select.none", ("Escape",), _CHOSEN, _("Clear the selection")),
    Shortcut("task.new", ("n",), _EVERYWHERE, _("New task")),
    Shortcut("palette.open", ("Control+K", "b"), _EVERYWHERE, _("Search, jump, do: the palette")),
    Shortcut("filter.go", ("/", "f"), _EVERYWHERE, _("Go to the filter or search box")),
    Shortcut("filter.reset", ("r",), _EVERYWHERE, _("Reset the filter")),
    Shortcut("view.overview", ("v o",), _EVERYWHERE, _("Overview, board, list of the project")),
    Shortcut("view.board", ("v b",), _EVERYWHERE, _("Overview, board, list of the project")),
    Shortcut("view.list", ("v l",), _EVERYWHERE, _("Overview, board, list of the project")),
    Shortcut("go.work", ("g d",), _EVERYWHERE, _("My work, inbox, search")),
    Shortcut("go.inbox", ("g i",), _EVERYWHERE, _("My work, inbox, search")),
    Shortcut("go.search", ("g s",), _EVERYWHERE, _("My work, inbox, search")),
    Shortcut("history.undo", ("Control+Z", "z"), _EVERYWHERE, _("Undo"), _("Undo")),
    Shortcut("history.redo", ("Control+Shift+Z",), _EVERYWHERE, _("Redo"), _("Redo")),
    Shortcut("form.send", ("Control+Enter",), _EVERYWHERE, _("Send the form")),
    Shortcut("messages.go", ("F8",), _EVERYWHERE, _("Go to the last message")),
    Shortcut("nearest.close", ("Escape",), _EVERYWHERE, _("Close what is open, one thing at a time")),
    Shortcut("help.keys", ("?",), _EVERYWHERE, _("This page")),
)
_BY_DEED = {shortcut.deed: shortcut for shortcut in SHORTCUTS}


def name_keys(deed: str) -> str:
    """The keys of a deed as ``aria-keyshortcuts`` takes them, which knows no keys that follow each other."""
    return " ".join(key for key in _BY_DEED[deed].keys if " " not in key)


def write_keys(deed: str) -> str:
    """The first key of a deed, as people read it; "" for a deed without one."""
    return (_BY_DEED[deed].written or [""])[0]


def add_key(words: str, deed: str) -> str:
    """A tooltip: what is done, and the key that does it."""
    key = write_keys(deed)
    return f"{words} ({key})" if key else words


def list_help() -> list[tuple[Promise, list[tuple[list[str], Promise]]]]:
    """For each heading the keys and what they do; neighbours that do much the same stand together."""
    sections = []
    for scope in IN_HELP:
        rows: list[tuple[list[str], Promise]] = []
        for shortcut in SHORTCUTS:
            if scope not in shortcut.scopes or not shortcut.keys:
                continue
            if rows and str(rows[-1][1]) == str(shortcut.label):
                rows[-1][0].extend(shortcut.written)
            else:
                rows.append((shortcut.written, shortcut.label))
        sections.append((SCOPES[scope], rows))
    return sections


@cache
def pack_shortcuts(language: str) -> str:
    """What scripts are told, as JSON: the scopes in their order, rows of ``[deed, scopes, keys, offer, first key]``."""
    with override(language):
        rows = [[one.deed, one.scopes, one.keys, str(one.offer or ""), write_keys(one.deed)] for one in SHORTCUTS]
    return json.dumps([list(SCOPES), rows], ensure_ascii=False, separators=(",", ":"))
