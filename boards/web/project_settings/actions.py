"""Automatic actions of a project (web.md 5.9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.addresses import link
from boards.automations.base import Param
from boards.automations.catalogue import (
    create_action,
    get_params,
    list_automations,
    list_compatible_events,
    list_events,
    list_families,
    update_action,
)
from boards.colors import COLORS
from boards.errors import Denied, Invalid, NotFound
from boards.limits import MOST_DAYS
from boards.queries.actions import get_action
from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.links import list_link_objects
from boards.queries.memberships import list_assignable_users
from boards.queries.project_pages import list_actions
from boards.queries.projects import get_project, list_managed_projects, list_target_projects
from boards.services.actions import copy_actions, remove_action
from boards.web.frame.fields import priorities
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say, show, show_form, warn
from boards.web.project_settings.around import show_settings
from boards.web.project_settings.forms import ChoiceForm

if TYPE_CHECKING:
    from boards.models import Action, Project
    from boards.web.frame.door import BoardRequest


Choices = list[tuple[Any, Any]]


def param_choices(request: BoardRequest, project: Project, param: Param) -> Choices | None:
    """What a parameter can be; None for free text and numbers. ≤ 3 statements."""
    kind = param.kind
    if kind == "column":
        return [(str(one.id), one.title) for one in list_column_objects(project.pk)]
    if kind == "swimlane":
        return [(str(one.id), one.name) for one in list_swimlane_objects(project.pk, only_active=True)]
    if kind == "category":
        return [(str(pk), name) for pk, name in list_category_names(project.pk).items()]
    if kind == "color":
        return [(color.id, color.label) for color in COLORS.values()]
    if kind == "user":
        return [("0", _("Unassigned")), *((str(p), n) for p, n in list_assignable_users(project_id=project.pk).items())]
    if kind == "link":
        return [(str(one.id), one.label) for one in list_link_objects()]
    if kind == "project":
        names = list_target_projects(request.actor)
        return [(str(pk), name) for pk, name in names.items() if pk != project.pk]
    if kind == "priority":
        return [(str(n), str(n)) for n in priorities(project)]
    return None


#: The names of parameters in words; those of columns, people and so on say it by their choices.
PARAM_LABELS = {
    "column_id": gettext_lazy("Column"),
    "src_column_id": gettext_lazy("From column"),
    "dst_column_id": gettext_lazy("To column"),
    "dest_column_id": gettext_lazy("To column"),
    "swimlane_id": gettext_lazy("Swimlane"),
    "dest_swimlane_id": gettext_lazy("To swimlane"),
    "category_id": gettext_lazy("Category"),
    "color_id": gettext_lazy("Colour"),
    "user_id": gettext_lazy("Person"),
    "link_id": gettext_lazy("Kind of link"),
    "project_id": gettext_lazy("Project"),
    "priority": gettext_lazy("Priority"),
    "duration": gettext_lazy("Days"),
    "subject": gettext_lazy("Subject"),
    "label": gettext_lazy("Label"),
}


def _label(name: str) -> str:
    return str(PARAM_LABELS[name]) if name in PARAM_LABELS else name.replace("_", " ").capitalize()


class ParamsForm(forms.Form):
    """The parameters of an action, named ``params[name]`` as on the wire of forms.

    ``events``: what may start the action, where that can be chosen, too.
    """

    def __init__(
        self, *args: Any, params: list[tuple[Param, Choices | None]], events: Choices | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = [param.name for param, _choices in params]
        if events:
            self.fields["event_name"] = forms.ChoiceField(choices=events, label=_("When"))
        for param, choices in params:
            field: forms.Field
            if choices is not None:
                field = forms.ChoiceField(choices=choices, label=_label(param.name))
            elif param.kind == "duration":
                field = forms.IntegerField(min_value=0, max_value=MOST_DAYS, label=_label(param.name))
            else:
                field = forms.CharField(max_length=255, label=_label(param.name))
            self.fields[f"params[{param.name}]"] = field

    def values(self) -> dict[str, str]:
        """The parameters as an action keeps them, when the form is valid."""
        return {name: str(self.cleaned_data[f"params[{name}]"]) for name in self.names}


def show_actions(request: BoardRequest, project: Project) -> HttpResponse:
    labels, events = list_automations(), list_events()
    choices: dict[str, dict[Any, Any]] = {}
    rows = []
    for action in list_actions(project.pk):
        shown = []
        for param in get_params(action.action_name):
            value = action.params.get(param.name, "")
            if param.kind not in choices:
                choices[param.kind] = dict(param_choices(request, project, param) or [])
            shown.append((_label(param.name), choices[param.kind].get(str(value), value)))
        rows.append((action, labels.get(action.action_name), events.get(action.event_name, action.event_name), shown))
    return show_settings(
        request, "project_settings/actions.html", project, "actions", heading=_("Automatic actions"), actions=rows
    )


def add_action(request: BoardRequest, project: Project) -> HttpResponse:
    """Three steps in one address: which action, on which event, with what (web.md 5.9).

    ``back`` names the step to go back to, whose choice is kept.
    """
    labels = list_automations()
    name, back = request.POST.get("action_name", ""), request.POST.get("back", "")
    if name not in labels or back == "action":
        families = [(family, [*members.items()]) for family, members in list_families()]
        fields: dict[str, tuple[str, Choices]] = {"action_name": (_("Action"), families)}
        form: forms.Form = ChoiceForm(None, fields=fields, initial={"action_name": name})
        return _step(request, project, form, {}, _("New automatic action"), _("Next"))
    events = list_compatible_events(name)
    event = request.POST.get("event_name", "")
    if event not in events or back == "event":
        form = ChoiceForm(None, fields={"event_name": (_("When"), [*events.items()])}, initial={"event_name": event})
        return _step(request, project, form, {"action_name": name}, labels[name], _("Next"))
    params = [(param, param_choices(request, project, param)) for param in get_params(name)]
    is_answer = any(key.startswith("params[") for key in request.POST) or not params
    answer = ParamsForm(request.POST if is_answer else None, params=params)
    if is_answer and answer.is_valid():
        with errors_to(answer), _denied_destination():
            create_action(
                actor=request.actor, project=project, event_name=event, action_name=name, params=answer.values()
            )
            say(request, _("Automatic action added."))
            return go_to(request, "Action.index", project_id=project.pk)
    hidden = {"action_name": name, "event_name": event}
    return _step(request, project, answer, hidden, labels[name], _("Add action"))


@contextmanager
def _denied_destination() -> Iterator[None]:
    """What a custom role forbids in the chosen project is said beside the choice."""
    try:
        yield
    except Denied as error:
        raise Invalid(**{"params[project_id]": gettext_lazy("You may not create tasks in this project.")}) from error


def _step(
    request: BoardRequest, project: Project, form: forms.Form, hidden: dict[str, str], heading: str, submit: str
) -> HttpResponse:  # fmt: skip
    context = {
        "heading": heading, "form": form, "submit": submit, "hidden": hidden, "project": project,
        "action": link("ActionCreation.create", project_id=project.pk),
        "back": link("Action.index", project_id=project.pk),
    }  # fmt: skip
    return show(request, "project_settings/action_step.html", context)


def _action_of(project: Project, action_id: int) -> Action:
    """Raises NotFound for an action of another project, too."""
    action = get_action(action_id)
    if action.project_id != project.pk:
        raise NotFound(f"action {action_id}")
    return action


def edit_action(request: BoardRequest, project: Project, action_id: int) -> HttpResponse:
    """The event and the parameters of an action, which stays what it does. Raises NotFound for an unknown one."""
    action = _action_of(project, action_id)
    offered: Choices = [*list_compatible_events(action.action_name).items()]
    if not offered:
        raise NotFound(action.action_name)
    events = _with_blank(offered, action.event_name)
    params = [
        (param, _with_blank(param_choices(request, project, param), action.params.get(param.name, "")))
        for param in get_params(action.action_name)
    ]
    initial = {f"params[{name}]": value for name, value in action.params.items()}
    form = ParamsForm(
        posted(request), params=params, events=events, initial={"event_name": action.event_name, **initial}
    )
    if request.method == "POST" and form.is_valid():
        event = form.cleaned_data["event_name"]
        with errors_to(form), _denied_destination():
            update_action(actor=request.actor, action=action, event_name=event, params=form.values())
            say(request, _("Automatic action saved."))
            return go_to(request, "Action.index", project_id=project.pk, stay=True)
    heading = list_automations().get(action.action_name, action.action_name)
    note = _("Who saves an action becomes its author: in other projects it has the rights of its author.")
    back = link("Action.index", project_id=project.pk)
    return show_form(request, form, heading, _("Save action"), back=back, project=project, note=note)


def _with_blank(choices: Choices | None, value: str) -> Choices | None:
    """Nothing is chosen in place of a value that is not offered any more: the person has to say what."""
    if choices is None or str(value) in dict(choices):
        return choices
    return [("", "…"), *choices]


def drop_action(request: BoardRequest, project: Project, action_id: int) -> HttpResponse:
    action = _action_of(project, action_id)
    if request.method != "POST":
        sentence = list_automations().get(action.action_name, action.action_name)
        back = link("Action.index", project_id=project.pk)
        return confirm(request, title=_("Remove action"), sentence=sentence, verb=_("Remove action"), back=back)
    remove_action(actor=request.actor, action=action)
    say(request, _("Automatic action removed."))
    return go_to(request, "Action.index", project_id=project.pk, stay=True)


def take_actions(request: BoardRequest, project: Project) -> HttpResponse:
    """Copy the actions of another project that the person manages; those that do not fit are counted."""
    projects = list_managed_projects(request.actor)
    projects.pop(project.pk, None)
    form = ChoiceForm(posted(request), fields={"src_project_id": (_("Project"), [*projects.items()])})
    if request.method == "POST" and form.is_valid():
        source = get_project(int(form.cleaned_data["src_project_id"]))
        left = copy_actions(actor=request.actor, source=source, target=project)
        say(request, _("Automatic actions taken over."))
        if left:
            text = ngettext("%(n)s did not fit here.", "%(n)s did not fit here.", len(left)) % {"n": len(left)}
            warn(request, text)
        return go_to(request, "Action.index", project_id=project.pk, stay=True)
    back = link("Action.index", project_id=project.pk)
    return show_form(request, form, _("Take over actions"), _("Copy actions"), back=back, project=project)
