"""Changing one property of one card, or of all selected ones (ux.md 3.5 and 3.6, web.md 6.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.addresses import link
from boards.errors import DomainError, NotFound
from boards.inputs import decode_numbers
from boards.operations.changing import change_cards
from boards.queries.cards import list_tasks_of_project
from boards.queries.columns import list_category_objects
from boards.queries.task_page import find_last_changer
from boards.web.frame.doing import doer_in, tell, tell_refusal
from boards.web.frame.pages import add_errors, go_to, posted, show
from boards.web.page_models.change_form import HEADINGS, ChangeForm, make_field, read_wish, suggest_tags

if TYPE_CHECKING:
    from django import forms

    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


def choose_tasks(project: Project, ids: str) -> list[Task]:
    """The tasks of a comma list, all of this project, in board order. Raises NotFound."""
    wanted = sorted(decode_numbers(ids))[:1000]
    tasks = list_tasks_of_project(project.pk, wanted)
    if not tasks:
        raise NotFound("no task")
    return tasks


def change_property(request: BoardRequest, project: Project, property: str, ids: str) -> HttpResponse:  # noqa: A002
    """Ask for a value (GET), give it to the tasks (POST). Scripts may post the value alone and get JSON."""
    if property not in HEADINGS:
        raise NotFound(property)
    tasks = choose_tasks(project, ids)
    field = make_field(request.actor, [project], property, tasks[0] if len(tasks) == 1 else None)
    form = ChangeForm(posted(request), field=field, name=property)
    if request.method == "POST" and form.is_valid():
        try:
            wish = read_wish(property, form.cleaned_data[property])
            done = change_cards(doer_in(request, project.pk), [task.pk for task in tasks], wish)
            overwrote = _describe_overwritten(request, tasks, field, form.cleaned_data[property])
            if request.POST.get("answer") == "json":
                message = f"{done.label or done.note} {overwrote}".strip()
                answer = {"message": message, "undo": done.operation_id, "changed": done.changed}
                return JsonResponse({**answer, "overwrote": overwrote})
            tell(request, replace(done, label=f"{done.label} {overwrote}".strip() if done.label else ""))
            return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
        except DomainError as error:
            if request.POST.get("answer") == "json":
                return tell_refusal(error)
            add_errors(form, error)
    elif request.method == "POST" and request.POST.get("answer") == "json":
        return JsonResponse({"message": " ".join(map(str, form.errors.get(property, [])))}, status=422)
    note = ngettext("For %(n)s task.", "For %(n)s tasks.", len(tasks)) % {"n": len(tasks)}
    context = {
        "heading": HEADINGS[property],
        "form": form,
        "property": property,
        "submit": _("Save"),
        "note": note if len(tasks) > 1 else "",
        "back": link("BoardView.show", project_id=project.pk),
        "project": project,
        "seen": request.POST.get("initial", _plain(field.prepare_value(field.initial))) if len(tasks) == 1 else None,
        "words": suggest_tags([project.pk], property, [task.pk for task in tasks]),
        "colors": {one.id: one.color_id for one in list_category_objects(project.pk)}
        if property == "category_id"
        else {},
    }
    return show(request, "board/change.html", context)


def _plain(value: Any) -> str:
    """A value as a form posts it back, whatever its blanks are; nothing for nobody and nothing."""
    return " ".join(str(value).split()) if value else ""


def _describe_overwritten(request: BoardRequest, tasks: list[Task], field: forms.Field, value: Any) -> str:
    """Who had set what since the person has read the value that is replaced now (ux.md 3.15); ``initial``: what was
    read. ≤ 1 statement."""
    if "initial" not in request.POST or len(tasks) != 1:
        return ""
    present, given = (_plain(field.prepare_value(one)) for one in (field.initial, value))
    if present in (_plain(request.POST["initial"]), given):
        return ""
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return _("%(name)s had set “%(before)s” meanwhile; it is “%(now)s” now.") % {
        "name": find_last_changer(tasks[0].pk, other_than=request.actor.user_id) or _("Somebody"),
        "before": labels.get(present, present) or "–",
        "now": labels.get(given, given) or "–",
    }
