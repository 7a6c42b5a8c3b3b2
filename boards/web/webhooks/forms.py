from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.services.webhooks import URL_LENGTH
from boards.web.frame.fields import name_field
from boards.wording.webhooks import HEARD_EVENTS


class WebhookForm(forms.Form):
    """Where to, and of what; no event that is ticked means all of them."""

    name = name_field(gettext_lazy("Name"))
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=URL_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "placeholder": "https://"}),
        help_text=gettext_lazy("Each event is sent there by POST, as JSON with a signature."),
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all of them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["events"].choices = [  # type: ignore[attr-defined]
            (str(heading), [(name, str(label)) for name, label in events.items()]) for heading, events in HEARD_EVENTS
        ]
        self.fields["name"].help_text = _("Such as that of the program that listens.")
