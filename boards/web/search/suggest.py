"""What fields ask while one types (web.md 2.2). Only what the person may see is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.utils.html import escape

from boards.inputs import decode_numbers
from boards.queries.lookups import (
    find_tasks_by_text,
    list_mentioned_tasks,
    list_open_tasks_by_prefix,
    list_people,
    list_project_people,
)
from boards.queries.task_page import find_people
from boards.texts.markdown import find_names, render_markdown
from boards.web.frame.people import avatar

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

MOST = 25


def complete_task(request: BoardRequest, term: str, exclude_task_ids: str, on_board: int) -> JsonResponse:
    """Tasks by number or words: ``[{id, title, project_name, value, label}]``; ``on_board``: of that project only."""
    tasks = find_tasks_by_text(
        user_id=request.actor.user_id,
        text=term,
        without=decode_numbers(exclude_task_ids),
        limit=MOST,
        project_id=on_board,
    )
    found = [
        {
            "id": task.pk,
            "title": task.title,
            "project_name": task.project.name,
            "value": task.title,
            "label": f"{task.project.name} > #{task.pk} {task.title}",
        }
        for task in tasks
    ]
    return JsonResponse(found, safe=False)


def suggest_task(request: BoardRequest, search: str) -> JsonResponse:
    """Open tasks whose number begins like this: ``[{value, html}]``."""
    tasks = list_open_tasks_by_prefix(user_id=request.actor.user_id, digits=search, limit=MOST)
    found = [{"value": str(task.pk), "html": f"#{task.pk} {escape(task.title)}"} for task in tasks]
    return JsonResponse(found, safe=False)


def preview(request: BoardRequest) -> JsonResponse:
    """Markdown as it will look: ``["<html>"]``, ``[]`` for an empty text.

    wire: ``[ ]`` stays text, as programs have always got it.
    """
    text = request.POST.get("text", "")
    html = render_markdown(text, names=find_people(find_names([text])), box=None)
    return JsonResponse([str(html)] if html else [], safe=False)


def complete_mention(request: BoardRequest, project: Project, search: str) -> JsonResponse:
    """People of a project by the beginning of their user name, or of a word of their name: ``[{value, html}]``."""
    people = list_project_people(project_id=project.pk, text=search.lstrip("@"), limit=MOST)
    found = [{"value": name, "html": f"{escape(name)} {escape(full)}".strip()} for _pk, name, full in people]
    return JsonResponse(found, safe=False)


def offer_people(request: BoardRequest, project: Project, term: str) -> JsonResponse:
    """People to name in a text: ``[{value, label, hint, picture}]``. ≤ 1 statement more a second, for pictures."""
    people = list_project_people(project_id=project.pk, text=term.lstrip("@"), limit=MOST)
    found = [
        {"value": username, "label": name or username, "hint": f"@{username}", "picture": avatar(pk, name or username)}
        for pk, username, name in people
    ]
    return JsonResponse(found, safe=False)


def offer_tasks(request: BoardRequest, term: str, on_board: int) -> JsonResponse:
    """Tasks to name in a text: ``[{value, label, hint, isClosed}]``; those of the project ``on_board`` come first."""
    tasks = list_mentioned_tasks(user_id=request.actor.user_id, text=term, project_id=on_board, limit=MOST)
    found = [
        {
            "value": str(task.pk),
            "label": f"#{task.pk} {task.title}",
            "hint": task.project.name,
            "isClosed": not task.is_active,
        }
        for task in tasks
    ]
    return JsonResponse(found, safe=False)


def complete_person(request: BoardRequest, term: str) -> JsonResponse:
    """Active users by a part of their name."""
    found = [
        {
            "id": pk,
            "username": username,
            "external_id": "",
            "external_id_column": "",
            "value": name or username,
            "label": f"{name} ({username})" if name else username,
        }
        for pk, username, name in list_people(term, limit=MOST)
    ]
    return JsonResponse(found, safe=False)


def say_ok(request: BoardRequest) -> HttpResponse:
    return HttpResponse("OK", content_type="text/plain")
