"""How an answer looks: a page in its frame, the inside of a dialog, or the way to another page (web.md 1.3)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import DomainError, Invalid, describe
from boards.web.frame.door import is_ajax, is_own_page

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

FRAME = "layout/page.html"
DIALOG = "layout/dialog.html"
#: What a page need not say: what it is part of, its heading, a sentence above its form, and where
#: that and its files go to.
UNSAID: dict[str, Any] = {
    "project": None,
    "task": None,
    "board": None,
    "area": "",
    "view": "",
    "search": "",
    "heading": "",
    "note": "",
    "action": "",
    "drop": "",
    "swapped": False,
}
#: What a script should load; ``self`` stands for the page that the person is on.
AJAX_REDIRECT = "X-Ajax-Redirect"


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int | None = None
) -> HttpResponse:
    """Render a page; 422 when its ``form`` was rejected, else ``status`` or 200.

    Templates that ``{% extends layout %}`` become the inside of a dialog for scripts.
    """
    shown = {**UNSAID, "layout": DIALOG if is_ajax(request) else FRAME, **(context or {})}
    if status is None:
        form = shown.get("form")
        status = 422 if isinstance(form, BaseForm) and form.errors else 200
    return render(request, template, shown, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only asked for."""
    return request.POST if request.method == "POST" else None


def show_form(
    request: HttpRequest, form: BaseForm, heading: str, submit: str, *, back: str, **more: Any
) -> HttpResponse:
    """A page or dialog that is one form. ``submit``: the verb of its button; ``back``: the way out."""
    context = {"heading": heading, "form": form, "submit": submit, "back": back, **more}
    return show(request, "layout/form.html", context)


def go(request: HttpRequest, url: str, *, stay: bool = False) -> HttpResponse:
    """Send the browser on. ``stay``: a dialog leaves the page below it where it is, read anew (web.md 1.3)."""
    if is_ajax(request):
        return HttpResponse(headers={AJAX_REDIRECT: "self" if stay else url})
    return HttpResponseRedirect(url)


def go_to(request: HttpRequest, name: str, /, *, stay: bool = False, anchor: str = "", **params: Any) -> HttpResponse:
    """Send the browser to an address by its name."""
    return go(request, link(name, **params) + (f"#{anchor}" if anchor else ""), stay=stay)


def go_back(request: HttpRequest) -> HttpResponse:
    """To the page that a form of ours came from (its field ``next``), else to my work."""
    wanted = request.POST.get("next", "")
    return go(request, wanted if is_own_page(request, wanted) else link("Dashboard.show"), stay=True)


def say(
    request: HttpRequest, sentence: str, *, undo: int = 0, task_id: int = 0, joined: str = "", count: int = 0
) -> None:
    """Tell the person what was done; shown once, on the next page, with what ``around.WaitingMessage`` explains."""
    more = {"undo": undo, "task_id": task_id, "joined": joined, "count": count}
    messages.success(request, sentence, extra_tags=json.dumps({key: value for key, value in more.items() if value}))


def warn(request: HttpRequest, sentence: str) -> None:
    """Tell the person what was not done."""
    messages.error(request, sentence)


@contextmanager
def errors_to(form: Form) -> Iterator[None]:
    """Put what the domain refuses beside the fields of the form; ``form.is_valid()`` is False afterwards."""
    try:
        yield
    except DomainError as error:
        add_errors(form, error)


def add_errors(form: Form, error: DomainError) -> None:
    """The sentences of a refusal, beside their fields where the form has them."""
    if isinstance(error, Invalid):
        for name, sentence in error.fields.items():
            field = name if name in form.fields else None
            form.add_error(field, sentence)
    else:
        form.add_error(None, describe(error))


def confirm(
    request: BoardRequest,
    *,
    title: str,
    sentence: str,
    verb: str,
    back: str,
    keep: str = "",
    danger: bool = True,
    fields: Mapping[str, Any] | None = None,
    action: str = "",
) -> HttpResponse:
    """Ask before something is done; the button posts to the same address, or to ``action``.

    ``keep``: the label of the way back.
    """
    context = {
        "title": title,
        "heading": title,
        "sentence": sentence,
        "verb": verb,
        "back": back,
        "keep": keep or _("Cancel"),
        "danger": danger,
        "fields": fields or {},
        "action": action or request.get_full_path(),
    }
    return show(request, "layout/confirm.html", context)
