"""Boards and tasks that anybody may read who has the token (web.md 6.10, ux.md 5).

No scripts, no people, no files but pictures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from boards import options
from boards.addresses import link
from boards.downloads import serve_picture
from boards.errors import NotFound
from boards.queries.due import due_state
from boards.queries.files import get_task_file
from boards.queries.ownership import find_project_of_task
from boards.queries.public import find_public_project, find_public_task, find_public_tokens, read_public_board
from boards.queries.settings import get_setting
from boards.texts.markdown import Budget, find_task_numbers, render_markdown

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: The number of a file in the address of its picture.
FILE = re.compile(r"/file/(\d{1,18})/image", re.ASCII)


def refuse(request: HttpRequest, status: int) -> HttpResponse:
    """A page without the frame, which says the same for every wrong token."""
    sentence = _("This address is not public.") if status == 403 else _("This is not there any more.")
    return render(request, "public/refusal.html", {"sentence": sentence}, status=status)


def show_board(request: HttpRequest, token: str) -> HttpResponse:
    """All open tasks of a public project; the browser reads it anew by itself. ≤ 7 statements."""
    project = find_public_project(token)
    if project is None:
        return refuse(request, 403)
    board = read_public_board(project.pk)
    zone = get_setting(options.TIMEZONE)
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
        "interval": get_setting(options.PUBLIC_REFRESH),
    }
    return render(request, "public/board.html", context)


def _open_picture(address: str, task_id: int, token: str) -> str:
    """An address that needs no sign-in for that of a picture of the task; any other stays as it is."""
    found = FILE.search(address)
    if found is None or address != link("FileViewer.image", task_id=task_id, file_id=found[1]):
        return address
    return link("public.picture", task_id=task_id, token=token, file_id=found[1])


def show_picture(request: BoardRequest, token: str, task_id: int, file_id: int) -> HttpResponseBase:
    """A picture of a task of a public project; nothing else that hangs on it. ≤ 3 statements. Raises NotFound."""
    project = find_public_project(token)
    if project is None:
        return refuse(request, 403)
    file = get_task_file(file_id)
    if file.task_id != task_id or find_project_of_task(task_id) != project.pk:
        raise NotFound(f"file {file_id}")
    return serve_picture(request, file)


def show_task(request: HttpRequest, token: str, task_id: int) -> HttpResponse:
    """A task of a public project, with the comments that everybody may read. ≤ 9 statements."""
    project = find_public_project(token)
    if project is None:
        return refuse(request, 403)
    found = find_public_task(task_id)
    if found is None:
        return refuse(request, 404)
    if found.task.project_id != project.pk:
        return refuse(request, 403)
    texts = [found.task.description, *(comment.comment for comment in found.comments)]
    tokens = find_public_tokens(find_task_numbers(texts))

    def task_address(number: int) -> str:
        return link("TaskView.readonly", task_id=number, token=tokens[number]) if number in tokens else ""

    def picture_address(written: str) -> str:
        return _open_picture(written, task_id, token)

    budget = Budget()

    def render_text(text: str | None) -> SafeString:
        return render_markdown(text, task_url=task_address, picture_url=picture_address, budget=budget)

    context = {
        "project": project,
        "token": token,
        "found": found,
        "task": found.task,
        "due": due_state(found.task, get_setting(options.TIMEZONE)),
        "description": render_text(found.task.description),
        "comments": [(comment, render_text(comment.comment)) for comment in found.comments],
        "links": found.links,
    }
    return render(request, "public/task.html", context)
