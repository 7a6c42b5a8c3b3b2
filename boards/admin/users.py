"""Accounts."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from boards.actors import Actor
from boards.addresses import link
from boards.admin.base import ServiceAdmin, ServiceForm, get_actor
from boards.authentication.lockout import read_caller, unlock_for
from boards.authentication.passwords import find_objection, has_local_password
from boards.authentication.tokens import end_all_tokens, make_token
from boards.errors import Invalid
from boards.models import User
from boards.services.users import change_password, create_user, disable_user, enable_user, remove_user, update_user


def _password_field(label: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, widget=widget)


def _proof_field(**more: Any) -> forms.CharField:
    """The password of the operator at the browser: a session that was left open gives no account away."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return forms.CharField(label=gettext_lazy("your present password"), strip=False, widget=widget, **more)


def judge_operator(request: HttpRequest, password: str) -> str:
    """What to say beside the operator's own password; empty when it is right, or when the account has none here."""
    operator = cast(User, request.user)
    if not has_local_password(operator):
        return ""
    if not password:
        return _("Your present password is needed for this.")
    address, agent = read_caller(request)
    return find_objection(operator, password, address=address, agent=agent)


class UserForm(ServiceForm):
    password = _password_field(gettext_lazy("password"))
    own_password = _proof_field(required=False, help_text=gettext_lazy("Only needed for another mail address."))

    #: Set by the admin's ``get_form``.
    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Another mail address is where a forgotten password would be sent: it needs the operator's password."""
        values = super().clean() or self.cleaned_data
        if not self.adds and "email" in self.changed_data and "email" in values:
            objection = judge_operator(self.request, values.get("own_password", ""))
            if objection:
                self.add_error("own_password", objection)
        return values


class TokenActionForm(ActionForm):
    """The list's actions, and the operator's password for the one that shows a token."""

    own_password = _proof_field(required=False)


class PasswordAdminForm(forms.Form):
    """A new password, twice, and that of who gives it. ``user``: whose it is to be."""

    current_password = _proof_field(required=False)
    password = _password_field(gettext_lazy("new password"))
    again = _password_field(gettext_lazy("once more"))

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean(self) -> None:
        values = super().clean() or self.cleaned_data
        if self.errors:
            return
        if values["password"] != values["again"]:
            self.add_error("again", _("The two are not the same."))
            return
        objection = judge_operator(self.request, values["current_password"])
        if objection:
            self.add_error("current_password", objection)
            return
        try:
            change_password(actor=get_actor(self.request), user=self.user, password=values["password"])
        except Invalid as error:
            for sentence in error.fields.values():
                self.add_error("password", sentence)


@admin.register(User)
class UserAdmin(ServiceAdmin):
    """Password hashes, tokens and second factors are never shown."""

    form = UserForm
    list_display = ("id", "username", "name", "email", "role", "is_active", "is_ldap_user", "twofactor_activated")
    list_filter = ("role", "is_active", "is_ldap_user", "twofactor_activated")
    search_fields = ("username", "name", "email")
    action_form = TokenActionForm
    fields = ("username", "name", "email", "role", "own_password")
    add_fields = ("username", "name", "email", "role", "password")
    shown = (
        "password_link",
        "is_active",
        "is_ldap_user",
        "disable_login_form",
        "twofactor_activated",
        "notifications_enabled",
        "notifications_filter",
        "timezone",
        "language",
        "theme",
        "filter",
    )
    actions = (*ServiceAdmin.actions, "enable", "disable", "unlock", "new_token", "drop_tokens")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.request = request
        return form

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "page_of_users": link("UserList.show")})

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view(self.password_view)
        return [path("<int:user_id>/password/", view, name="boards_user_password"), *super().get_urls()]

    @method_decorator(sensitive_post_parameters())
    def changeform_view(self, *args: Any, **kwargs: Any) -> Any:
        return super().changeform_view(*args, **kwargs)

    @method_decorator(sensitive_post_parameters())
    def password_view(self, request: HttpRequest, user_id: int) -> HttpResponse:
        """Give an account a new password; its other sessions end."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        user = User.objects.filter(pk=user_id).first()
        if user is None:
            raise Http404
        form = PasswordAdminForm(request.POST or None, request=request, user=user)
        if form.is_valid():
            self.log_change(request, user, _("Changed password."))
            if user.pk == request.user.pk:
                update_session_auth_hash(request, user)
            self.message_user(request, _("The password was changed."), messages.SUCCESS)
            return HttpResponseRedirect(self.get_change_url(user.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change password"),
            "opts": self.opts,
            "account": user,
            "page": self.get_change_url(user.pk),
            "form": form,
        }
        return TemplateResponse(request, "admin/boards/user/password.html", context)

    @admin.display(description=gettext_lazy("password"))
    def password_link(self, obj: User) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:boards_user_password", args=(obj.pk,)), _("Change"))

    def create(self, actor: Actor, data: dict[str, Any]) -> User:
        return create_user(actor=actor, **data)

    def update(self, actor: Actor, obj: User, changes: dict[str, Any]) -> None:
        update_user(actor=actor, user=obj, changes={k: v for k, v in changes.items() if k != "own_password"})

    def remove(self, actor: Actor, obj: User) -> None:
        remove_user(actor=actor, user=obj)

    @admin.action(description=gettext_lazy("Enable"))
    def enable(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: enable_user(actor=a, user=obj), _("Enabled"))

    @admin.action(description=gettext_lazy("Disable"))
    def disable(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: disable_user(actor=a, user=obj), _("Disabled"))

    @admin.action(description=gettext_lazy("Unlock after failed sign-ins"))
    def unlock(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: unlock_for(a, obj.username), _("Unlocked"))

    @admin.action(description=gettext_lazy("Give a new personal token"))
    def new_token(self, request: HttpRequest, queryset: Any) -> None:
        """The token is told here and now: only its digest is kept."""
        objection = judge_operator(request, request.POST.get("own_password", ""))
        if objection:
            self.message_user(request, objection, messages.ERROR)
            return

        def give(actor: Actor, user: User) -> None:
            token = make_token(actor=actor, user=user, name=_("Made by an administrator"))
            sentence = _("The personal token of %(user)s is %(token)s (shown this once).")
            self.message_user(request, sentence % {"user": user.username, "token": token})

        self.run_each(request, queryset, give, _("New personal token"))

    @admin.action(description=gettext_lazy("Take the personal tokens away"))
    def drop_tokens(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: end_all_tokens(actor=a, user=obj), _("Tokens taken away"))
