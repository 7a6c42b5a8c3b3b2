"""The present password beside a change of what guards something: an open session is not enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.authentication.lockout import read_caller
from boards.authentication.passwords import find_objection, has_local_password

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest

#: The field of ``ProofForm``.
PROOF = "current_password"


class ProofForm(forms.Form):
    """The present password of who sends the form; a ``prover`` without one here is not asked."""

    current_password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, prover: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_local_password(prover):
            del self.fields[PROOF]


def has_proved(request: BoardRequest, form: forms.Form) -> bool:
    """Whether the person at the browser knows the own password; else the sentence stands beside its field.

    An account without a local password is not asked: its form has no such field.
    """
    if PROOF not in form.fields:
        return True
    address, agent = read_caller(request)
    objection = find_objection(request.user, form.cleaned_data[PROOF], address=address, agent=agent)
    if objection:
        form.add_error(PROOF, objection)
    return not objection
