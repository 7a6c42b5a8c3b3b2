"""Personal tokens for programs (web.md 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from boards.addresses import link
from boards.authentication.proofs import has_ended
from boards.authentication.tokens import NAME_LENGTH, end_all_tokens, end_token, list_tokens, make_token
from boards.web.account.around import show_account
from boards.web.frame.fields import DateTimeText, DayInput
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say
from boards.web.frame.proof import PROOF, ProofForm, has_proved

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest

SCOPES = (("write", gettext_lazy("Read and change")), ("read", gettext_lazy("Only read")))


class TokenForm(ProofForm):
    """It opens the API, so it needs the own password."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Such as that of the program that will use it."),
    )
    scope = forms.ChoiceField(label=gettext_lazy("The program may"), choices=SCOPES)
    field_order = ("name", "scope", "expiration", PROOF)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expiration"] = DateTimeText(
            zone=zone, label=_("Ends"), widget=DayInput, help_text=_("For example in 3 months. Empty: never.")
        )
        self.order_fields(self.field_order)


def show_tokens(request: BoardRequest, user: User) -> HttpResponse:
    return _show_tokens(request, user, "")


def _show_tokens(request: BoardRequest, user: User, token: str) -> HttpResponse:
    tokens = [(one, has_ended(one.date_expiration)) for one in list_tokens(user)]
    return show_account(request, user, "api", _("API access"), "account/api.html", token=token, tokens=tokens)


@sensitive_post_parameters("current_password")
def add_token(request: BoardRequest, user: User) -> HttpResponse:
    """A new token, told this once."""
    form = TokenForm(posted(request), prover=request.user, zone=request.actor.timezone)
    if form.is_bound and form.is_valid() and has_proved(request, form):
        values = {name: value for name, value in form.cleaned_data.items() if name != PROOF}
        with errors_to(form):
            return _show_tokens(request, user, make_token(actor=request.actor, user=user, **values))
    return show_account(
        request,
        user,
        "api",
        _("New personal token"),
        form=form,
        submit=_("Make token"),
        action=link("UserApiAccess.generate", user_id=user.pk),
    )


def remove_token(request: BoardRequest, user: User, token_id: int = 0) -> HttpResponse:
    """End a token; all of them, when none is named."""
    if request.method != "POST":
        sentence = _("Programs that use it are shut out at once.")
        back = link("UserApiAccess.show", user_id=user.pk)
        return confirm(request, title=_("Remove personal token"), sentence=sentence, verb=_("Remove token"), back=back)
    if token_id:
        end_token(actor=request.actor, user=user, token_id=token_id)
    else:
        end_all_tokens(actor=request.actor, user=user)
    say(request, _("Personal token removed."))
    return go_to(request, "UserApiAccess.show", user_id=user.pk)
