"""What the pages and dialogs of a task and its parts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from boards.addresses import link
from boards.web.frame.pages import confirm, go_to, show_form

if TYPE_CHECKING:
    from django.forms import Form

    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def show_task_form(
    request: BoardRequest, task: Task, form: Form, heading: str, submit: str, anchor: str, **more: Any
) -> HttpResponse:
    back = f"{link('TaskView.show', task_id=task.pk)}#{anchor}"
    more["drop"] = link("TaskFile.save", task_id=task.pk)
    return show_form(request, form, heading, submit, back=back, **more)


def ask_about_task(
    request: BoardRequest,
    task: Task,
    title: str,
    sentence: str,
    anchor: str = "",
    *,
    verb: str = "",
    danger: bool = False,
) -> HttpResponse:
    """The question before a deed; the button says its ``verb``, by default as the title does. ``anchor``: the part of
    the page that the way back leads to."""
    back = link("TaskView.show", task_id=task.pk) + (f"#{anchor}" if anchor else "")
    return confirm(request, title=title, sentence=sentence, verb=verb or title, back=back, danger=danger)


def go_to_task(request: BoardRequest, task: Task, anchor: str) -> HttpResponse:
    return go_to(request, "TaskView.show", task_id=task.pk, anchor=anchor, stay=True)
