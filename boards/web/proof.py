"""The present password beside a change of what guards an account: an open session is not enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from boards.authentication.passwords import prove_password
from boards.web.forms.account import PROOF
from boards.web.sign_in import describe_wait

if TYPE_CHECKING:
    from django.forms import Form

    from boards.web.door import BoardRequest


def has_proved(request: BoardRequest, form: Form) -> bool:
    """Whether the person at the browser knows the own password; else the sentence stands beside its field.

    An account without a local password is not asked: its form has no such field.
    """
    if PROOF not in form.fields:
        return True
    address, agent = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_USER_AGENT", "")
    wait = prove_password(request.user, form.cleaned_data[PROOF], address=address, agent=agent)
    if wait is None:
        return True
    sentence = _("This is not your password.")
    form.add_error(PROOF, f"{sentence} {describe_wait(wait)}" if wait else sentence)
    return False
