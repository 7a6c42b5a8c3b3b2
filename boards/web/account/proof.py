"""The present password beside a change of what guards an account: an open session is not enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boards.authentication.lockout import read_caller
from boards.authentication.passwords import find_objection
from boards.web.account.forms import PROOF

if TYPE_CHECKING:
    from django.forms import Form

    from boards.web.frame.door import BoardRequest


def has_proved(request: BoardRequest, form: Form) -> bool:
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
