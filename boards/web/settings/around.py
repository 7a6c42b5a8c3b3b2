"""The frame of the settings of the installation, and what their pages have in common (web.md 9.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from boards.addresses import link
from boards.web.frame.pages import confirm, errors_to, go_to, say, show, show_form

if TYPE_CHECKING:
    from django.forms import Form

    from boards.web.frame.door import BoardRequest


def show_settings_page(
    request: BoardRequest, template: str, page_name: str, heading: str, **context: Any
) -> HttpResponse:
    """A page of the settings, in their frame. ``page_name``: the entry of the list beside it."""
    return show(
        request, f"settings/{template}", {"area": "settings", "page_name": page_name, "heading": heading, **context}
    )


def save_form(
    request: BoardRequest, form: Form, heading: str, page: str, submit: str, save: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """A form; once it is right, ``save`` does what its values ask for, and says what was done."""
    if form.is_bound and form.is_valid():
        with errors_to(form):
            return finish_settings(request, page, save(form.cleaned_data))
    return show_form(request, form, heading, submit, back=link(page))


def finish_settings(request: BoardRequest, page: str, sentence: str) -> HttpResponse:
    say(request, sentence)
    return go_to(request, page, stay=True)


def ask_in_settings(request: BoardRequest, page: str, title: str, sentence: str) -> HttpResponse:
    return confirm(request, title=title, sentence=sentence, verb=title, back=link(page))
