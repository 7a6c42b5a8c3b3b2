"""The board: the page (web.md 6, ux.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from boards import options, preferences
from boards.addresses import link
from boards.queries.cards import read_board
from boards.queries.homes import Home, read_home
from boards.queries.settings import get_setting
from boards.web.board.model import Board, BoardView, build_board
from boards.web.board.view import switch_closed
from boards.web.frame.door import is_part, rights_on
from boards.web.frame.pages import show
from boards.web.frame.unchanged import show_unless_held
from boards.web.page_models.filters import open_filter
from boards.web.page_models.offers import list_offers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def load_board(request: BoardRequest, home: Home, search: str, hide: str = "") -> Board:
    """The board of a project as this person sees it. ≤ 5 statements, 9 for groups, whatever the number of tasks.

    ``home`` has been read before: what changes while the cards are read is then told again, never missed.
    """
    view = BoardView(home.kept)
    return build_board(
        actor=request.actor,
        home=home,
        rows=read_board(actor=request.actor, home=home, search=search, by=view.by),
        search=search,
        view=view,
        rights=rights_on(request, home.project.pk),
        hide=hide,
    )


def show_board(request: BoardRequest, project_id: int, search: str | None = None, hide: str = "") -> HttpResponse:
    """The page. For a script only what a new filter changes in it. ≤ 8 statements with those of the frame, 9
    with a filter, 11 for groups (ux.md 3.17). Raises NotFound."""
    home = read_home(project_id, user_id=request.actor.user_id)
    return show_unless_held(request, home, lambda: _show(request, home, search, hide))


def _show(request: BoardRequest, home: Home, search: str | None, hide: str) -> HttpResponse:
    project, opened = home.project, open_filter(request, home, "BoardView.show", search)
    text = opened["search"]
    board = load_board(request, home, text, hide)
    context = {
        **opened,
        "project": project,
        "board": board,
        "view": "board",
        "area": "board",
        "heading": project.name,
        "interval": get_setting(options.BOARD_REFRESH),
        "card_fields": preferences.HIDES.kind.choices,
        "groupings": preferences.GROUP.kind.choices,
        "closed_switch": switch_closed(text),
        "card_actions": card_actions(project),
        "bulk_actions": bulk_actions(project),
    }
    if is_part(request):
        return render(request, "board/_refreshed.html", context)
    return show(request, "board/show.html", context)


#: In place of a dialog: done when it is pressed, as it can be undone.
AT_ONCE = "at-once"


def card_actions(project: Project) -> list[tuple[str, StrOrPromise, str, str]]:
    """The menu of a card: link with 0 for the task, words, the deed whose key it is, and what a link opens: a dialog of
    some width, a page (""), or what it leads to is done at once."""
    change = {"project_id": project.pk, "ids": 0}
    return [
        (link("TaskView.show", task_id=0), _("Open"), "card.open", ""),
        (link("board.place", **change), _("Move to…"), "task.move", "narrow"),
        (link("TaskModification.edit", task_id=0), _("Edit"), "", "wide"),
        (link("board.change", property="owner_id", **change), _("Assign"), "task.assign", "narrow"),
        (link("board.change", property="date_due", **change), _("Due date"), "task.due", "narrow"),
        (link("board.change", property="priority", **change), _("Priority"), "task.priority", "narrow"),
        (link("board.change", property="tags", **change), _("Tags"), "task.tags", "narrow"),
        (link("board.change", property="category_id", **change), _("Category"), "task.category", "narrow"),
        (link("board.change", property="color_id", **change), _("Colour"), "", "narrow"),
        (link("Subtask.create", task_id=0), _("Add sub-task"), "", "wide"),
        (link("TaskInternalLink.create", task_id=0), _("Add internal link"), "", "wide"),
        (link("Comment.create", task_id=0), _("Add comment"), "", "wide"),
        (link("TaskFile.create", task_id=0), _("Attach file"), "", "wide"),
        (link("TaskDuplication.duplicate", task_id=0), _("Duplicate"), "", AT_ONCE),
        (link("board.close", **change), _("Close task"), "task.close", AT_ONCE),
        (link("TaskSuppression.confirm", task_id=0), _("Remove"), "", "narrow"),
    ]


def bulk_actions(project: Project) -> list[tuple[str, StrOrPromise, str]]:
    """What the bar of selected cards offers: link with 0 for the tasks, words, and what it opens, as above."""
    changes = (
        ("owner_id", _("Assign")),
        ("date_due", _("Due")),
        ("priority", _("Priority")),
        ("category_id", _("Category")),
        ("add_tags", _("Add tags")),
        ("remove_tags", _("Remove tags")),
        ("color_id", _("Colour")),
    )
    return [
        (link("board.place", project_id=project.pk, ids=0), _("Move to…"), "narrow"),
        *(
            (link("board.change", project_id=project.pk, property=name, ids=0), label, "narrow")
            for name, label in changes
        ),
        (link("board.close", project_id=project.pk, ids=0), _("Close"), AT_ONCE),
    ]


def show_language(request: BoardRequest, project: Project) -> JsonResponse:
    """The attributes of the search language with the values to offer in this project. ≤ 7 statements."""
    return JsonResponse(list_offers([project.pk]))
