"""Automatic actions of projects."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.admin.base import AddOnlyAdmin, ServiceForm
from boards.automations.catalogue import create_action, list_events, list_families
from boards.automations.registry import AUTOMATIONS
from boards.errors import Invalid
from boards.models import Action, Project
from boards.services.actions import remove_action


def clean_params(action_name: str, params: Any) -> dict[str, str]:
    """The parameters as texts, when they are those of the action. Raises Invalid, which names them."""
    if not isinstance(params, dict):
        raise Invalid(params=_("This is no JSON object."))
    wanted = [param.name for param in AUTOMATIONS[action_name].params] if action_name in AUTOMATIONS else list(params)
    if set(params) != set(wanted):
        raise Invalid(
            params=format_lazy(_("This action has the parameters {names}."), names=", ".join(wanted) or "(none)")
        )
    values = {name: str(value) if isinstance(value, int) else value for name, value in params.items()}
    for value in values.values():
        if not isinstance(value, str) or "\0" in value or not value.isprintable():
            raise Invalid(params=_("Each parameter is one line of text."))
    return values


class StrictDecoder(json.JSONDecoder):
    """Says of all that Python does not read that it is no JSON: thousands of digits or of brackets, too."""

    def decode(self, text: str, *args: Any) -> Any:
        try:
            return super().decode(text, *args)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("not read", text, 0) from error


class ParamsField(forms.JSONField):
    """JSON that can always be shown again, also when it escapes half a character."""

    def prepare_value(self, value: Any) -> Any:
        return str(super().prepare_value(value)).encode("utf-8", "replace").decode()


class ActionForm(ServiceForm):
    action_name = forms.ChoiceField(
        label=_("action"), choices=lambda: [(label, list(members.items())) for label, members in list_families()]
    )
    event_name = forms.ChoiceField(label=_("event"), choices=lambda: list(list_events().items()))
    params = ParamsField(
        label=_("parameters"),
        required=False,
        initial=dict,
        decoder=StrictDecoder,
        help_text=_('A JSON object of texts: {"column_id": "3"}.'),
    )


@admin.register(Action)
class ActionAdmin(AddOnlyAdmin):
    form = ActionForm
    list_display = ("id", "project", "action", "event", "params", "author", "last_failure")
    list_filter = ("event_name",)
    search_fields = ("project__name", "action_name", "event_name")
    autocomplete_fields = ("project",)
    fields = ("project", "action_name", "event_name", "params", "author", "by_program", "last_failure")
    add_fields = ("project", "action_name", "event_name", "params")

    @admin.display(description=_("action"), ordering="action_name")
    def action(self, obj: Action) -> str:
        automation = AUTOMATIONS.get(obj.action_name)
        return str(automation.label) if automation else obj.action_name

    @admin.display(description=_("event"), ordering="event_name")
    def event(self, obj: Action) -> str:
        return list_events().get(obj.event_name, obj.event_name)

    @admin.display(description=_("last failure"))
    def last_failure(self, obj: Action) -> str:
        return obj.last_error

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [] if obj is None else list(self.fields)

    def create(self, actor: Actor, data: dict[str, Any]) -> Action:
        project: Project = data["project"]
        params = clean_params(data["action_name"], {} if data["params"] is None else data["params"])
        return create_action(
            actor=actor,
            project=project,
            event_name=data["event_name"],
            action_name=data["action_name"],
            params=params,
        )

    def remove(self, actor: Actor, obj: Action) -> None:
        remove_action(actor=actor, action=obj)
