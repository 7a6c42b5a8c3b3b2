"""Sending a task or a comment by mail (web.md 7.7)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.mail.sending import SUBJECT_LENGTH
from boards.queries.memberships import list_mail_addresses
from boards.roles import APPLICATION_RANK, ApplicationRole
from boards.services.mail import read_addresses
from boards.web.frame.fields import MarkdownArea

VISIBILITIES = (
    (ApplicationRole.USER.value, _("Everybody in the project")),
    (ApplicationRole.MANAGER.value, _("Application managers and administrators")),
    (ApplicationRole.ADMIN.value, _("Administrators")),
)


class TaskMailForm(forms.Form):
    """``people`` and ``subjects`` are offered beside the fields: addresses of members, subjects of the project."""

    emails = forms.CharField(
        label=_("Recipient"),
        help_text=_("Addresses, separated by commas."),
        widget=forms.TextInput(attrs={"list": "mail-people", "autocomplete": "off", "autofocus": True}),
    )
    subject = forms.CharField(
        label=_("Subject"), max_length=SUBJECT_LENGTH, widget=forms.TextInput(attrs={"list": "mail-subjects"})
    )

    def __init__(self, *args: Any, project: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list_mail_addresses(project_id=project.pk)
        lines = (project.predefined_email_subjects or "").splitlines()
        self.subjects = [line.strip() for line in lines if line.strip()]

    def addresses(self) -> list[str]:
        """Raises Invalid."""
        return read_addresses(self.cleaned_data["emails"])


class CommentMailForm(TaskMailForm):
    comment = forms.CharField(label=_("Comment"), strip=False, widget=MarkdownArea(attrs={"rows": 6}))
    visibility = forms.ChoiceField(label=_("Who may read the comment"), choices=VISIBILITIES)

    def __init__(self, *args: Any, rank: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for choice in VISIBILITIES if APPLICATION_RANK[choice[0]] <= rank]
        if len(offered) > 1:
            self.fields["visibility"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["visibility"]
