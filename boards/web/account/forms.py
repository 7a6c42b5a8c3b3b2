"""Forms of one's own account, with the field names of web.md 9.4 and 10.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.preferences import KEYS_OFF, SEARCHES_ALL_FIELDS
from boards.roles import ApplicationRole
from boards.web.frame.choices import list_languages, list_timezones
from boards.web.frame.credentials import CodeForm, NewPasswordForm
from boards.web.frame.fields import LongSelect
from boards.web.frame.proof import PROOF, ProofForm
from boards.wording.choices import THEME_NAMES

if TYPE_CHECKING:
    from boards.models import User

ABOUT = (
    (1, _("All tasks")),
    (2, _("Tasks assigned to me")),
    (3, _("Tasks created by me")),
    (4, _("Tasks created by me or assigned to me")),
)
KINDS = (("email", _("Email")), ("web", _("In the browser")))
#: The box of the profile, and the dotted name under which it is stored; both are understood.
ALL_FIELDS, ALL_FIELDS_STORED = "task_search_all_fields", SEARCHES_ALL_FIELDS.name


class ProfileForm(ProofForm):
    """``with_role``: administrators may give another role. The name of a remote account comes from elsewhere.

    Another mail address is where a forgotten password would be sent: it needs the present one.
    """

    username = forms.CharField(
        label=_("User name"), max_length=191, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    name = forms.CharField(
        label=_("Full name"), required=False, max_length=255, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        label=_("Email"), required=False, max_length=255, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=list(THEME_NAMES.items()))
    timezone = forms.ChoiceField(label=_("Time zone"), required=False, widget=LongSelect)
    language = forms.ChoiceField(label=_("Language"), required=False, widget=LongSelect)
    filter = forms.CharField(
        label=_("Filter of boards and lists at first"),
        required=False,
        help_text=_("Empty: status:open."),
    )
    task_search_all_fields = forms.BooleanField(label=SEARCHES_ALL_FIELDS.label, required=False)
    keys_off = forms.BooleanField(label=KEYS_OFF.label, required=False, help_text=KEYS_OFF.purpose)
    role = forms.ChoiceField(label=_("Role"), choices=ApplicationRole.choices)
    current_password = forms.CharField(
        label=_("Your present password"),
        required=False,
        strip=False,
        help_text=_("Only needed for another mail address."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("username", "name", "email", PROOF)

    def __init__(self, *args: Any, user: User, with_role: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        as_application = ("", _("As the application"))
        zones, languages = [as_application, *list_timezones()], [as_application, *list_languages()]
        for name, choices in (("timezone", zones), ("language", languages)):
            field: Any = self.fields[name]
            present = getattr(user, name) or ""
            field.choices = choices if present in dict(choices) else [*choices, (present, present)]
        if user.is_ldap_user:
            self.fields["username"].disabled = True
        if not with_role:
            del self.fields["role"]

    def needs_proof(self) -> bool:
        """Whether the mail address becomes another one."""
        return bool(self.cleaned_data["email"] != (self.user.email or ""))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if PROOF in self.fields and "email" in values and self.needs_proof() and not values.get(PROOF):
            self.add_error(PROOF, _("For another mail address your present password is needed."))
        return values

    def add_prefix(self, field_name: str) -> str:
        """The box may come under its stored name."""
        if field_name == ALL_FIELDS and self.is_bound and ALL_FIELDS_STORED in self.data:
            return ALL_FIELDS_STORED
        return super().add_prefix(field_name)


class PasswordForm(ProofForm, NewPasswordForm):
    """A new password; that of who changes it proves who it is."""

    field_order = (PROOF, "password", "confirmation")


class EnrolmentForm(ProofForm, CodeForm):
    field_order = (PROOF, "code")


class AvatarForm(forms.Form):
    avatar = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or GIF; the middle of it is shown."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/gif"}),
    )


class NotificationsForm(forms.Form):
    """The boxes come as ``notification_types[email]`` and ``notification_projects[3]``."""

    notifications_filter = forms.TypedChoiceField(label=_("About which tasks"), choices=ABOUT, coerce=int)

    def __init__(self, *args: Any, projects: dict[int, str], kinds: set[str], chosen: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {f"notification_types[{kind}]": kind for kind, _label in KINDS}
        self.projects = {f"notification_projects[{pk}]": pk for pk in projects}
        for name, (kind, label) in zip(self.kinds, KINDS, strict=True):
            self.fields[name] = forms.BooleanField(label=label, required=False, initial=kind in kinds)
        for name, pk in self.projects.items():
            self.fields[name] = forms.BooleanField(label=projects[pk], required=False, initial=pk in chosen)

    def kind_fields(self) -> list[Any]:
        return [self[name] for name in self.kinds]

    def project_fields(self) -> list[Any]:
        return [self[name] for name in self.projects]

    def chosen_kinds(self) -> list[str]:
        return [kind for name, kind in self.kinds.items() if self.cleaned_data[name]]

    def chosen_projects(self) -> list[int]:
        return [pk for name, pk in self.projects.items() if self.cleaned_data[name]]


class AuthenticationForm(forms.Form):
    is_ldap_user = forms.BooleanField(
        label=_("Remote account"), required=False, help_text=_("Its password is kept elsewhere.")
    )
    disable_login_form = forms.BooleanField(
        label=_("No sign-in with a password"), required=False, help_text=_("A personal token goes on working.")
    )
