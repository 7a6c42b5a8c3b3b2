"""Moving cards, and undoing what was done (web.md 6.6, ux.md 3.11 and 3.16)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import read_facts, require
from boards.access.undo import check_turn_back
from boards.errors import Conflict, Denied, DomainError, Invalid, NotFound, describe
from boards.queries.cards import PLAIN
from boards.queries.columns import get_column, get_project_column, get_project_swimlane
from boards.queries.lanes import OWNER, list_strangers, name_group, read_group
from boards.queries.live import find_revision
from boards.queries.settings import zone_of
from boards.queries.tasks import get_place
from boards.services.moves import do_once
from boards.services.tasks.move import move_task
from boards.services.tasks.place import place_in_group, place_tasks
from boards.services.undo import (
    PLACE,
    Later,
    find_redoable,
    find_undoable,
    forget_operation,
    redo_operation,
    undo_operation,
    undoable,
)
from boards.web.board.model import describe_group
from boards.web.board.parts import render_inside
from boards.web.frame.door import is_ajax, rights_on
from boards.web.frame.json_body import read_json, read_number
from boards.web.frame.pages import go_back, say, warn
from boards.wording.deeds import describe_move

if TYPE_CHECKING:
    from boards.models import Operation, Project
    from boards.web.frame.door import BoardRequest

#: Cards that one move may carry.
MOST = 500


def refuse(error: DomainError) -> JsonResponse:
    """The sentence, with the status that fits."""
    status = 403 if isinstance(error, Denied) else 409 if isinstance(error, Conflict | NotFound) else 422
    return JsonResponse({"message": describe(error)}, status=status)


def move_cards(request: BoardRequest, project: Project) -> HttpResponse:
    """``{op, ids, column_id, swimlane_id, before_id | after_id | at}`` to ``{revision, moved, placed, message, undo}``.

    ``group`` instead of the swimlane, on a board that is grouped: the tasks get what the group stands for.
    The stored place decides what is allowed, never what the browser believes. The same ``op`` is done once.
    """
    try:
        data = read_json(request)
        op = _read_op(data.get("op"))
        ids = list(dict.fromkeys(map(read_number, data["ids"]))) if isinstance(data.get("ids"), list) else []
        if not ids or len(ids) > MOST:
            raise Invalid(ids=gettext_lazy("Name between 1 and 500 tasks."))
        work = partial(_move, request, project, ids, data)
        return JsonResponse(do_once(actor=request.actor, project_id=project.pk, op=op, work=work))
    except DomainError as error:
        return refuse(error)


def _read_op(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise Invalid(op=gettext_lazy("Each move needs a number of its own.")) from error


def _move(request: BoardRequest, project: Project, ids: list[int], data: dict[str, Any]) -> Any:
    column_id = read_number(data.get("column_id"))
    group = read_group(str(data["group"])) if data.get("group") else None
    zone = zone_of(request.actor)
    rights = rights_on(request, project.pk)
    facts = read_facts(ids, target_id=column_id)
    for task in facts.values():
        require(rights, "task.move", task)
    if group is not None:
        for task_id in list_strangers(ids, group, zone):
            require(rights, "task.edit", replace(facts[task_id], assigns=group.field == OWNER))
    column = get_project_column(project_id=project.pk, column_id=column_id)
    where: dict[str, Any] = {
        "actor": request.actor,
        "project_id": project.pk,
        "task_ids": ids,
        "column_id": column_id,
        "before_id": read_number(data.get("before_id")),
        "after_id": read_number(data.get("after_id")),
        "at": "top" if data.get("at") == "top" else "bottom",
    }
    lane_id = read_number(data.get("swimlane_id"))
    target = column.title
    with undoable(actor=request.actor, project_id=project.pk, task_ids=ids) as record:
        if group is not None:
            moved = place_in_group(**where, group=group, zone=zone)
            target = f"{column.title}, {describe_group(name_group(group))}"
        else:
            moved = place_tasks(**where, swimlane_id=lane_id)
            columns, lanes = ({one[name] for one in record.before.values()} for name in ("column_id", "swimlane_id"))
            # Without a swimlane each task stays in its own.
            if lane_id and columns == {column_id} and lanes != {lane_id}:
                target = get_project_swimlane(project_id=project.pk, swimlane_id=lane_id).name
        record.label = describe_move(ids, target)
    there = {task_id: record.after[task_id] for task_id in ids if task_id in record.after}
    placed = [{"id": task_id, **{name: state[name] for name in PLACE}} for task_id, state in there.items()]
    return {
        "revision": find_revision(project.pk),
        "moved": moved,
        "placed": placed,
        "message": record.label,
        "undo": record.operation_id,
    }


def save_move(request: BoardRequest, project: Project) -> HttpResponse:
    """Kanboard's own drag and drop (BoardAjax.save): 201 with the board, 400 for no move, 403 (web.md 6.6)."""
    if not is_ajax(request):
        raise Denied("for scripts only")
    data = read_json(request)
    task_id, column_id = read_number(data.get("task_id")), read_number(data.get("dst_column_id"))
    try:
        if get_place(task_id).project_id != project.pk:
            raise Denied("the task is in another project")
        facts = read_facts([task_id], target_id=column_id)
        require(rights_on(request, project.pk), "task.move", facts[task_id])
    except (Denied, NotFound):
        return JsonResponse({"message": _("You may not move this task.")}, status=403)
    try:
        with undoable(actor=request.actor, project_id=project.pk, task_ids=[task_id]) as record:
            move_task(
                actor=request.actor,
                task_id=task_id,
                column_id=column_id,
                swimlane_id=read_number(data.get("swimlane_id")),
                position=read_number(data.get("position")),
                project_id=project.pk,
            )
            record.label = _("#%(id)s moved.") % {"id": task_id}
    except DomainError:
        return HttpResponse(status=400)
    return render_inside(request, project, PLAIN, status=201)


def undo(request: BoardRequest, operation: int, project_id: int) -> HttpResponse:
    """Take back a certain operation, or what the person did last in the project on the screen (docs/undo.md)."""
    return _turn_back(request, "undo", operation, project_id)


def redo(request: BoardRequest, project_id: int) -> HttpResponse:
    return _turn_back(request, "redo", 0, project_id)


def _describe_return(tasks: list[dict[str, Any]]) -> str:
    """ "#12 is back in Backlog." of one task that has left another column (ux.md 3.10), else nothing. 1 statement."""
    if len(tasks) != 1:
        return ""
    column_id = tasks[0]["before"].get("column_id")
    if column_id is None or column_id == tasks[0]["after"].get("column_id"):
        return ""
    return _("#%(id)s is back in %(column)s.") % {"id": tasks[0]["id"], "column": get_column(column_id).title}


def _turn_back(request: BoardRequest, direction: str, operation_id: int, project_id: int) -> HttpResponse:
    """A step that is refused is told once; it is not in the way of those before it."""
    actor = request.actor
    try:
        if direction == "undo":
            done = find_undoable(actor=actor, operation_id=operation_id, project_id=project_id)
        else:
            done = find_redoable(actor=actor, project_id=project_id)
        number = done.pk
        _check_and_turn(request, done, direction)
    except NotFound:
        nothing = _("There is nothing to undo.") if direction == "undo" else _("There is nothing to redo.")
        return _answer(request, nothing, 409)
    except Later as error:
        return _answer(request, describe(error), 409)
    except DomainError as error:
        sentence = f"{describe(error)} {_('This step is left out.')}"
        return _answer(request, sentence, 403 if isinstance(error, Denied) else 409)
    if direction == "undo":
        sentence = _("Undone: %(what)s") % {"what": _describe_return(done.tasks) or done.label}
    else:
        sentence = _("Redone: %(label)s") % {"label": done.label}
    tasks = [item["id"] for item in (*done.tasks, *done.created)]
    return _answer(request, sentence, 200, tasks=tasks, project_id=done.project_id, operation_id=number)


def _check_and_turn(request: BoardRequest, done: Operation, direction: str) -> None:
    """Raises NotFound, Denied, Conflict; the operation is forgotten then, unless it only has to wait."""
    try:
        check_turn_back(request.actor, operation=done, side="before" if direction == "undo" else "after")
    except Denied:
        forget_operation(actor=request.actor, operation=done)
        raise
    (undo_operation if direction == "undo" else redo_operation)(actor=request.actor, operation=done)


def _answer(request: BoardRequest, sentence: str, status: int, **more: Any) -> HttpResponse:
    if is_ajax(request):
        return JsonResponse({"message": sentence, **more}, status=status)
    (say if status == 200 else warn)(request, sentence)
    return go_back(request)
