"""Automatic actions of a project (web.md 5.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.addresses import link
from boards.automations.catalogue import (
    create_action,
    get_params,
    list_automations,
    list_compatible_events,
    list_families,
    update_action,
)
from boards.errors import NotFound
from boards.queries.actions import get_action
from boards.queries.projects import get_project, list_managed_projects
from boards.services.actions import copy_actions, remove_action
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say, show, show_form, warn
from boards.web.project_settings.action_forms import Choices, ParamsForm, denied_destination, param_choices
from boards.web.project_settings.action_list import list_told_actions
from boards.web.project_settings.around import show_settings
from boards.web.project_settings.forms import ChoiceForm

if TYPE_CHECKING:
    from boards.models import Action, Project
    from boards.web.frame.door import BoardRequest


def show_actions(request: BoardRequest, project: Project) -> HttpResponse:
    groups = list_told_actions(request, project)
    heading = _("Automatic actions")
    return show_settings(request, "project_settings/actions.html", project, "actions", heading=heading, groups=groups)


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
        with errors_to(answer), denied_destination():
            create_action(
                actor=request.actor, project=project, event_name=event, action_name=name, params=answer.values()
            )
            say(request, _("Automatic action added."))
            return go_to(request, "Action.index", project_id=project.pk)
    hidden = {"action_name": name, "event_name": event}
    return _step(request, project, answer, hidden, labels[name], _("Add action"))


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
        with errors_to(form), denied_destination():
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
