"""Forms that make accounts, with the field names of web.md 3.6 and 9.5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.roles import ApplicationRole
from boards.web.frame.choices import list_languages, list_timezones
from boards.web.frame.credentials import NewPasswordForm
from boards.web.frame.fields import IdChoice

if TYPE_CHECKING:
    from django.forms import BoundField

#: What can become of the work of somebody who leaves.
LEAVE, HAND_OVER = "leave", "hand-over"
#: The choice of who takes the installation's time zone or language.
AS_APPLICATION = ("", gettext_lazy("As the application"))


class NewAccountForm(NewPasswordForm):
    """What every new account has, whoever makes it."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=191,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": 1, "autocapitalize": "none"}),
    )
    name = forms.CharField(label=gettext_lazy("Full name"), required=False, max_length=255)
    email = forms.CharField(
        label=gettext_lazy("Email"), required=False, max_length=255, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    timezone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False, choices=lambda: [AS_APPLICATION, *list_timezones()]
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False, choices=lambda: [AS_APPLICATION, *list_languages()]
    )
    notifications_enabled = forms.BooleanField(
        label=gettext_lazy("Notifications by email and in the browser"), required=False
    )

    field_order: tuple[str, ...] = ("username", "name", "email", "password", "confirmation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["confirmation"].label = _("Password, once more")

    def account(self) -> dict[str, Any]:
        """The values as ``create_user`` takes them."""
        named = {"notifications_enabled": "notifies"}
        return {named.get(name, name): value for name, value in self.cleaned_data.items() if name != "confirmation"}


class NewUserForm(NewAccountForm):
    """An account that an administrator makes. A remote one has no password here."""

    is_ldap_user = forms.BooleanField(
        label=gettext_lazy("Remote account"), required=False, help_text=gettext_lazy("Its password is kept elsewhere.")
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=ApplicationRole.choices, initial=ApplicationRole.USER.value
    )
    project_id = IdChoice(
        label=gettext_lazy("Member of the project"), required=False, help_text=gettext_lazy("More can be added later.")
    )
    disable_login_form = forms.BooleanField(
        label=gettext_lazy("No sign-in with a password"),
        required=False,
        help_text=gettext_lazy("A personal token goes on working."),
    )
    filter = forms.CharField(
        label=gettext_lazy("Filter of boards and lists at first"),
        required=False,
        help_text=gettext_lazy("Empty: status:open."),
    )

    field_order = ("username", "name", "email", "is_ldap_user", "password", "confirmation", "role", "project_id")
    #: The fields under "More".
    FOLDED = ("timezone", "language", "filter", "notifications_enabled", "disable_login_form")

    def __init__(self, *args: Any, projects: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project_id"].choices = [(0, _("No project")), *projects.items()]  # type: ignore[attr-defined]
        if self.is_bound and self.data.get("is_ldap_user"):
            for name in ("password", "confirmation"):
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("is_ldap_user"):
            self.cleaned_data |= {"password": "", "confirmation": ""}
        return super().clean()

    def shown(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.FOLDED]

    def folded(self) -> list[BoundField]:
        return [self[name] for name in self.FOLDED]

    def is_unfolded(self) -> bool:
        """Whether "More" holds something to look at: what was given before, or refused."""
        return any(field.name in self.changed_data or field.errors for field in self.folded())


class DepartureForm(forms.Form):
    """What becomes of the open work of somebody who leaves; ``stays``: the account stays, and so may the work."""

    work = forms.ChoiceField(label=gettext_lazy("The open work"), required=False, widget=forms.RadioSelect)
    heir = forms.CharField(
        label=gettext_lazy("Who takes it over"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "heirs", "autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
        help_text=gettext_lazy("A name. They get the role in the projects that the work needs."),
    )
    with_personal = forms.BooleanField(label=gettext_lazy("Personal projects, too"), required=False)

    def __init__(self, *args: Any, stays: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work"].choices = [  # type: ignore[attr-defined]
            (LEAVE, _("stays as it is") if stays else _("stays, without anybody")),
            (HAND_OVER, _("goes to somebody else")),
        ]


class InvitationForm(forms.Form):
    emails = forms.CharField(
        label=gettext_lazy("Mail addresses"),
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": 1, "dir": "ltr", "spellcheck": "false"}),
        help_text=gettext_lazy("One a line, or with commas between them."),
    )
    project_id = IdChoice(label=gettext_lazy("Members of the project"), required=False)

    def __init__(self, *args: Any, projects: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project_id"].choices = [(0, _("No project")), *projects.items()]  # type: ignore[attr-defined]


class SignUpForm(NewAccountForm):
    """What somebody who was invited chooses; nothing else that is posted counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["username"].widget.attrs["autocomplete"] = "username"


class ImportForm(forms.Form):
    """A file for a dry run; or its text again, with what is to be made of it: the good lines, or all or none."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    wish = forms.ChoiceField(required=False, choices=[("good", ""), ("all", "")], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and not (values.get("file") or values.get("text")):
            self.add_error("file", _("Choose a file."))
        return values
