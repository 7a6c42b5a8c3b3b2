from __future__ import annotations

import base64
import json
from typing import Any

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django_altcha import AltchaField, get_challenge_expire_seconds

#: Numbers that the browser has to try at most: a second or two of work, and no riddle to read (WCAG 2.2, 3.3.8).
EFFORT = 20_000


class ChallengeField(AltchaField):
    """Work that the browser does by itself; each piece of work opens the form once, in all processes."""

    def __init__(self) -> None:
        super().__init__(
            maxnumber=EFFORT,
            auto="onload",
            hidelogo=True,
            hidefooter=True,
            error_messages={
                "required": _("Your browser has to finish its check first; it needs JavaScript for that."),
                "invalid": _("The check is too old. Please try again."),
                "error": _("The check is too old. Please try again."),
                "replay": _("The check is too old. Please try again."),
            },
        )

    def replay_attack_protection(self, payload: str) -> None:
        challenge = json.loads(base64.b64decode(payload))["challenge"]
        if not cache.add(f"challenge:{challenge}", True, timeout=get_challenge_expire_seconds()):
            raise forms.ValidationError(self.error_messages["replay"], code="replay")


class SignInForm(forms.Form):
    """User name and password; with ``challenged`` a piece of work for the browser beside them."""

    username = forms.CharField(
        label=_("User name"),
        max_length=191,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, challenged: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if challenged:
            self.fields["altcha"] = ChallengeField()


class ResetForm(forms.Form):
    """Who forgot a password; a piece of work keeps robots from asking for everybody."""

    username = forms.CharField(
        label=_("User name"),
        max_length=191,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["altcha"] = ChallengeField()
