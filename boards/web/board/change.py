"""Changing one property of one card, or of all selected ones (ux.md 3.5 and 3.6, web.md 6.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.addresses import link
from boards.colors import COLORS
from boards.errors import DomainError, NotFound
from boards.inputs import decode_numbers, join_tags, split_tags
from boards.limits import LARGEST
from boards.operations.bulk import Wish
from boards.operations.changing import change_cards
from boards.queries.cards import list_tasks_of_project
from boards.queries.columns import (
    list_category_names,
    list_category_objects,
)
from boards.queries.due import due_day
from boards.queries.memberships import list_assignable_users
from boards.queries.settings import zone_of
from boards.queries.tags import list_tags_of_projects, list_tags_of_tasks, list_task_tags
from boards.queries.task_page import find_last_changer
from boards.web.frame.doing import doer_in, tell, tell_refusal
from boards.web.frame.fields import DateTimeText, DayInput, Hours, priorities
from boards.web.frame.pages import add_errors, go_to, posted, show

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


class ChangeForm(forms.Form):
    """One field, by the name of the property. ``ids``: a comma list of tasks."""

    def __init__(self, *args: Any, field: forms.Field, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = field


def make_field(request: BoardRequest, project: Project, name: str, tasks: list[Task]) -> forms.Field:
    """The input for a property, with the value that all tasks share."""
    single = tasks[0] if len(tasks) == 1 else None
    if name == "title":
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(label=_("Title"), initial=single.title if single else "", widget=area)
    if name == "owner_id":
        choices = [(0, _("Unassigned")), *list_assignable_users(project_id=project.pk).items()]
        return _choice(_("Assignee"), choices, single.owner_id or 0 if single else None)
    if name == "category_id":
        choices = [(0, _("No category")), *list_category_names(project.pk).items()]
        return _choice(_("Category"), choices, single.category_id or 0 if single else None)
    if name == "priority":
        span = priorities(project)
        return _choice(_("Priority"), [(n, str(n)) for n in span], single.priority if single else None)
    if name == "color_id":
        return forms.ChoiceField(
            label=_("Colour"),
            choices=[(color.id, color.label) for color in COLORS.values()],
            initial=single.color_id if single else None,
            widget=forms.RadioSelect,
        )
    if name in NUMBERS:
        return NUMBERS[name](label=HEADINGS[name], required=False, initial=getattr(single, name, None) or "")
    if name == "reference":
        return forms.CharField(
            label=_("Reference"), required=False, max_length=191, initial=single and single.reference
        )
    if name == "date_started":
        return DateTimeText(
            label=_("Start date"), zone=zone_of(request.actor), initial=single.date_started if single else None
        )
    if name == "date_due":
        zone, due = zone_of(request.actor), single.date_due if single else 0
        attrs = {"autofocus": True} | ({"data-day": due_day(due, zone).isoformat()} if due else {})
        return DateTimeText(label=_("Due date"), zone=zone, initial=due, widget=DayInput(attrs))
    if name in ("tags", "add_tags", "remove_tags"):
        labels = {"tags": _("Tags"), "add_tags": _("Add tags"), "remove_tags": _("Remove tags")}
        present = list_task_tags(single.pk).values() if single and name == "tags" else []
        widget = forms.TextInput(attrs={"list": "known-tags", "data-tags": True, "autocomplete": "off"})
        return forms.CharField(
            label=labels[name],
            required=False,
            help_text=_("Separated by commas."),
            initial=join_tags(present),
            widget=widget,
        )
    raise NotFound(name)


def _choice(label: str, choices: list[tuple[int, str]], initial: int | None) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=choices, initial=initial, coerce=int, widget=forms.RadioSelect, empty_value=None
    )


HEADINGS = {
    "title": gettext_lazy("Edit title"),
    "owner_id": gettext_lazy("Assign"),
    "category_id": gettext_lazy("Set category"),
    "priority": gettext_lazy("Set priority"),
    "color_id": gettext_lazy("Set colour"),
    "date_due": gettext_lazy("Set due date"),
    "date_started": gettext_lazy("Set start date"),
    "score": gettext_lazy("Complexity"),
    "time_estimated": gettext_lazy("Hours estimated"),
    "time_spent": gettext_lazy("Hours spent"),
    "reference": gettext_lazy("Reference"),
    "tags": gettext_lazy("Set tags"),
    "add_tags": gettext_lazy("Add tags"),
    "remove_tags": gettext_lazy("Remove tags"),
}
#: Properties that are numbers, 0 for none.
NUMBERS: dict[str, Callable[..., forms.Field]] = {
    "score": partial(forms.IntegerField, min_value=-LARGEST, max_value=LARGEST),
    "time_estimated": Hours,
    "time_spent": Hours,
}


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
    field = make_field(request, project, property, tasks)
    form = ChangeForm(posted(request), field=field, name=property)
    if request.method == "POST" and form.is_valid():
        try:
            wish = _wish(property, form.cleaned_data[property])
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
        "words": _suggest_tags(project, property, tasks),
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


def _suggest_tags(project: Project, property_name: str, tasks: list[Task]) -> list[str]:
    """What a field of tags offers: to remove those that the tasks have, else all of the project."""
    if property_name == "remove_tags":
        return list_tags_of_tasks([task.pk for task in tasks])
    return sorted(tag.name for tag in list_tags_of_projects([project.pk])) if "tags" in property_name else []


def _wish(name: str, value: Any) -> Wish:
    if name == "tags":
        return Wish(tags=split_tags(value))
    if name == "add_tags":
        return Wish(add_tags=split_tags(value))
    if name == "remove_tags":
        return Wish(remove_tags=split_tags(value))
    return Wish(fields={name: value or 0 if name in NUMBERS else value})
