"""Boards and tasks that anybody may read who has the token (web.md 6.10, ux.md 5). No scripts, no people, no files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from boards.markdown import Budget, find_task_numbers, render_markdown
from boards.queries.due import due_state
from boards.queries.public import find_public_project, find_public_task, find_public_tokens, read_public_board
from boards.queries.settings import get_setting
from boards.web.links import link


def _refuse(request: HttpRequest, status: int) -> HttpResponse:
    """A page without the frame, which says the same for every wrong token."""
    sentence = _("This address is not public.") if status == 403 else _("This is not there any more.")
    return render(request, "public/refusal.html", {"sentence": sentence}, status=status)


def show_board(request: HttpRequest, token: str) -> HttpResponse:
    """All open tasks of a public project; the browser reads it anew by itself. ≤ 7 statements."""
    project = find_public_project(token)
    if project is None:
        return _refuse(request, 403)
    board = read_public_board(project.pk)
    zone = get_setting("application_timezone")
    lanes = [
        (
            lane,
            [
                (column, [(card, due_state(card.task, zone)) for card in board.cells.get((column.pk, lane.pk), [])])
                for column in board.columns
            ],
        )
        for lane in board.lanes
    ]
    context = {
        "project": project,
        "token": token,
        "columns": board.columns,
        "lanes": lanes,
        "interval": get_setting("board_public_refresh_interval"),
    }
    return render(request, "public/board.html", context)


def show_task(request: HttpRequest, token: str, task_id: int) -> HttpResponse:
    """A task of a public project, with the comments that everybody may read. ≤ 9 statements."""
    project = find_public_project(token)
    if project is None:
        return _refuse(request, 403)
    found = find_public_task(task_id)
    if found is None:
        return _refuse(request, 404)
    if found.task.project_id != project.pk:
        return _refuse(request, 403)
    texts = [found.task.description, *(comment.comment for comment in found.comments)]
    tokens = find_public_tokens(find_task_numbers(texts))

    def address(number: int) -> str:
        return link("TaskView.readonly", task_id=number, token=tokens[number]) if number in tokens else ""

    budget = Budget()
    context = {
        "project": project,
        "token": token,
        "found": found,
        "task": found.task,
        "due": due_state(found.task, get_setting("application_timezone")),
        "description": render_markdown(found.task.description, task_url=address, budget=budget),
        "comments": [
            (comment, render_markdown(comment.comment, task_url=address, budget=budget)) for comment in found.comments
        ],
        "links": found.links,
    }
    return render(request, "public/task.html", context)
