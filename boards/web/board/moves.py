"""Moving cards, and undoing what was done (web.md 6.6, ux.md 3.11 and 3.16)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.errors import Denied, DomainError, NotFound, describe
from boards.operations import undo as operations
from boards.operations.moving import move_cards, put_card
from boards.queries.cards import PLAIN
from boards.queries.ownership import find_project_of_task
from boards.web.board.parts import render_inside
from boards.web.frame.doing import doer_in, read_op, tell_refusal
from boards.web.frame.door import is_ajax
from boards.web.frame.json_body import read_json, read_json_number
from boards.web.frame.pages import go_back, say, warn

if TYPE_CHECKING:
    from boards.models import Project
    from boards.operations.deed import Done
    from boards.web.frame.door import BoardRequest


def move(request: BoardRequest, project: Project) -> HttpResponse:
    """``{op, ids, column_id, swimlane_id, before_id | after_id | at}`` to ``{revision, moved, placed, message, undo}``.

    ``group`` instead of the swimlane, on a board that is grouped: the tasks get what the group stands for.
    The stored place decides what is allowed, never what the browser believes. The same ``op`` is done once.
    """
    try:
        data = read_json(request)
        done = move_cards(
            doer_in(request, project.pk, op=read_op(data.get("op"))),
            [read_json_number(one) for one in data["ids"]] if isinstance(data.get("ids"), list) else [],
            column_id=read_json_number(data.get("column_id")),
            swimlane_id=read_json_number(data.get("swimlane_id")),
            group=str(data.get("group") or ""),
            before_id=read_json_number(data.get("before_id")),
            after_id=read_json_number(data.get("after_id")),
            at="top" if data.get("at") == "top" else "bottom",
        )
    except DomainError as error:
        return tell_refusal(error)
    answer = {"revision": done.revision, "moved": done.changed, "placed": done.placed}
    return JsonResponse({**answer, "message": done.label, "undo": done.operation_id})


def save_move(request: BoardRequest, project: Project) -> HttpResponse:
    """Kanboard's own drag and drop (BoardAjax.save): 201 with the board, 400 for no move, 403 (web.md 6.6)."""
    if not is_ajax(request):
        raise Denied("for scripts only")
    data = read_json(request)
    task_id = read_json_number(data.get("task_id"))
    forbidden = JsonResponse({"message": _("You may not move this task.")}, status=403)
    if find_project_of_task(task_id) != project.pk:
        return forbidden
    try:
        put_card(
            doer_in(request, project.pk),
            task_id,
            column_id=read_json_number(data.get("dst_column_id")),
            swimlane_id=read_json_number(data.get("swimlane_id")),
            position=read_json_number(data.get("position")),
        )
    except Denied:
        return forbidden
    except DomainError:
        return HttpResponse(status=400)
    return render_inside(request, project, PLAIN, status=201)


def undo(request: BoardRequest, operation: int, project_id: int) -> HttpResponse:
    """Take back a certain operation, or what the person did last in the project on the screen (docs/undo.md)."""
    turn = partial(operations.take_back, actor=request.actor, operation_id=operation, project_id=project_id)
    return _turn_back(request, turn, _("There is nothing to undo."))


def redo(request: BoardRequest, project_id: int) -> HttpResponse:
    turn = partial(operations.do_again, actor=request.actor, project_id=project_id)
    return _turn_back(request, turn, _("There is nothing to redo."))


def _turn_back(request: BoardRequest, turn: Callable[[], Done], nothing: str) -> HttpResponse:
    """A step that is refused is told once; it is not in the way of those before it."""
    try:
        done = turn()
    except NotFound:
        return _answer(request, nothing, 409)
    except operations.Later as error:
        return _answer(request, describe(error), 409)
    except DomainError as error:
        sentence = f"{describe(error)} {_('This step is left out.')}"
        return _answer(request, sentence, 403 if isinstance(error, Denied) else 409)
    more = {"tasks": done.changed, "project_id": done.project_id, "operation_id": done.operation_id}
    return _answer(request, done.label, 200, **more)


def _answer(request: BoardRequest, sentence: str, status: int, **more: Any) -> HttpResponse:
    if is_ajax(request):
        return JsonResponse({"message": sentence, **more}, status=status)
    (say if status == 200 else warn)(request, sentence)
    return go_back(request)
