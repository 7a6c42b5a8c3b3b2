"""The options of the application: all known ones, stored or not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.admin.base import ServiceAdmin, ServiceForm
from boards.admin.dates import format_epoch
from boards.errors import Invalid
from boards.models import Setting
from boards.options import OPTIONS
from boards.services.settings import TOKENS, reset_token, save_settings

HIDDEN = "••••••••"


class SettingForm(ServiceForm):
    value = forms.CharField(
        label=_("value"), required=False, widget=forms.TextInput(attrs={"size": 80}), help_text=_("Empty: the default.")
    )
    new_token = forms.BooleanField(
        label=_("make a new token"), required=False, help_text=_("Programs that use the old one are shut out at once.")
    )


@admin.register(Setting)
class SettingAdmin(ServiceAdmin):
    """The list shows what counts; a page edits one option, and makes new tokens."""

    form = SettingForm
    change_list_template = "admin/boards/setting/list.html"
    ordering = ("option",)
    search_fields = ("option",)
    fields = ("option", "value")
    fixed = ("option",)
    shown = ("changed_by", "changed_on")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        return super().get_object(request, object_id, from_field) or (
            Setting(option=object_id) if object_id in OPTIONS else None
        )

    def reload(self, obj: Any) -> Setting:
        return self.get_queryset_plain().filter(pk=obj.pk).first() or Setting(option=obj.pk)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = super().get_fields(request, obj)
        if obj is None or obj.pk not in TOKENS:
            return names
        return [*("kept_token" if name == "value" else name for name in names), "new_token"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = super().get_readonly_fields(request, obj)
        return [*names, "kept_token"] if obj is not None and obj.pk in TOKENS else names

    @admin.display(description=_("value"))
    def kept_token(self, setting: Setting) -> str:
        return HIDDEN if setting.value else ""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """A new token is told here and now: its page hides it."""
        if obj.pk in TOKENS and request.POST.get("new_token"):
            token = self.get_queryset_plain().get(pk=obj.pk).value
            self.message_user(request, _("The new token is %(token)s (shown this once).") % {"token": token})
        return super().response_change(request, obj)

    def update(self, actor: Actor, obj: Setting, changes: dict[str, Any]) -> None:
        if changes.get("new_token"):
            reset_token(actor=actor, name=obj.pk)
        if "value" in changes:
            try:
                save_settings(actor=actor, values={obj.pk: changes["value"]})
            except Invalid as error:
                raise Invalid(value=error.sentence) from error

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Every known option and whatever else is stored, with the value that counts. 1 statement."""
        stored = {row.pk: row for row in Setting.objects.select_related("changed_by")}
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "rows": [self._row(name, stored.get(name)) for name in [*OPTIONS, *sorted(stored.keys() - OPTIONS.keys())]],
        }
        return TemplateResponse(request, self.change_list_template, context)

    def _row(self, name: str, setting: Setting | None) -> dict[str, Any]:
        value = setting.value if setting else ""
        option = OPTIONS.get(name)
        from_environment = name == "api_token" and bool(settings.ENV["API_AUTHENTICATION_TOKEN"])
        return {
            "name": name,
            "label": option.label if option else "",
            "purpose": option.purpose if option else "",
            "url": self.get_change_url(name),
            "value": HIDDEN if value and name in TOKENS else value or (option.write(option.default) if option else ""),
            "is_default": not value,
            "from_environment": from_environment,
            "changed_by": setting.changed_by if setting else None,
            "changed_on": format_epoch(setting.changed_on) if setting else "",
        }
