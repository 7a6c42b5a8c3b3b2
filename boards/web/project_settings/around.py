"""The frame of the settings of a project, and what their parts have in common (web.md 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from boards.addresses import link
from boards.errors import Denied
from boards.web.frame.door import rights_on
from boards.web.frame.json_body import read_json, read_json_number, result_of
from boards.web.frame.pages import confirm, errors_to, go_to, say, show, show_form

if TYPE_CHECKING:
    from django.forms import Form

    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def show_settings_form(
    request: BoardRequest, project: Project, form: Form, heading: str, page: str, submit: str
) -> HttpResponse:
    return show_form(request, form, heading, submit, back=link(page, project_id=project.pk), project=project)


def save_settings_form(
    request: BoardRequest,
    project: Project,
    form: Form,
    heading: str,
    page: str,
    submit: str,
    save: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """A form; once it is right, ``save`` does what its values ask for, and says what was done."""
    if form.is_bound and form.is_valid():
        with errors_to(form):
            return finish(request, project, page, save(form.cleaned_data))
    return show_settings_form(request, project, form, heading, page, submit)


def finish(request: BoardRequest, project: Project, page: str, sentence: str) -> HttpResponse:
    say(request, sentence)
    return go_to(request, page, project_id=project.pk, stay=True)


def ask_about_project(request: BoardRequest, project: Project, page: str, title: str, sentence: str) -> HttpResponse:
    back = link(page, project_id=project.pk)
    return confirm(request, title=title, sentence=sentence, verb=title, back=back)


def answer_placing(
    request: BoardRequest, project: Project, page: str, place: Callable[..., None], **given: int
) -> HttpResponse:
    """``given``: what ``place`` takes, as a form sent it; JSON names the same. Raises Denied for JSON without them."""
    if request.content_type != "application/json":
        place(**given)
        return go_to(request, page, project_id=project.pk, stay=True)
    data = read_json(request)
    if not given.keys() <= data.keys():
        raise Denied(" and ".join(given))
    return result_of(lambda: place(**{name: read_json_number(data[name]) for name in given}))


def check_team(project: Project) -> None:
    """Raises Denied: a personal project has one person (web.md 9.3)."""
    if project.is_private:
        raise Denied("a personal project")


def show_settings(request: BoardRequest, template: str, project: Project, page: str, **context: Any) -> HttpResponse:
    """A page of the settings, in their frame. ``page``: the entry of the list beside it."""
    shared = {
        "project": project,
        "view": "settings",
        "area": "board",
        "page_name": page,
        "rights": rights_on(request, project.pk),
    }
    return show(request, template, {**shared, **context})
