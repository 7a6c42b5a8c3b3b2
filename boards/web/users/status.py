"""Enabling, disabling and removing an account, and what becomes of its work (web.md 9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.queries.user_pages import count_work, find_person, is_last_administrator, list_heirs
from boards.services.departures import let_go
from boards.services.users import enable_user
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say, show
from boards.web.users.forms import HAND_OVER, LEAVE, DepartureForm

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


def enable(request: BoardRequest, user: User) -> HttpResponse:
    if request.method != "POST":
        sentence = _("%(name)s can sign in again. Personal projects that were closed stay closed.")
        return confirm(
            request,
            title=_("Enable account"),
            sentence=sentence % {"name": user.display_name},
            verb=_("Enable"),
            back=link("UserList.show"),
            danger=False,
        )
    enable_user(actor=request.actor, user=user)
    say(request, _("Account of %(name)s enabled.") % {"name": user.display_name})
    return go_to(request, "UserList.show", stay=True)


def disable(request: BoardRequest, user: User) -> HttpResponse:
    said = _("Account of %(name)s disabled.")
    return _let_go(request, user, said, stays=True, heading=_("Disable account"), submit=_("Disable"))


def remove(request: BoardRequest, user: User) -> HttpResponse:
    said = _("Account of %(name)s removed.")
    return _let_go(request, user, said, stays=False, heading=_("Remove account"), submit=_("Remove"))


def _let_go(request: BoardRequest, user: User, said: str, *, stays: bool, **words: Any) -> HttpResponse:
    """Say in numbers what there is, and ask what becomes of it."""
    form = DepartureForm(posted(request), stays=stays, initial={"work": LEAVE})
    if form.is_bound and form.is_valid():
        hands_over = form.cleaned_data["work"] == HAND_OVER
        heir_id = find_person(form.cleaned_data["heir"]) if hands_over else 0
        if hands_over and not heir_id:
            form.add_error("heir", _("This is nobody, or several, who could take the work over."))
        else:
            with errors_to(form):
                with_personal = form.cleaned_data["with_personal"]
                let_go(actor=request.actor, user=user, stays=stays, heir_id=heir_id, with_personal=with_personal)
                say(request, said % {"name": user.display_name})
                return go_to(request, "UserList.show", stay=stays)
    obstacle = ""
    if user.pk == request.actor.user_id:
        obstacle = _("This is your own account. Another administrator can do this.")
        if is_last_administrator(user.pk):
            obstacle = _("You are the last administrator. Make somebody else one first, who can then do this.")
    context = {
        **words,
        "area": "users",
        "person": user,
        "stays": stays,
        "work": count_work(user.pk),
        "form": form,
        "heirs": list_heirs(user.pk),
        "obstacle": obstacle,
        "back": link("UserList.show"),
        "action": link("UserStatus.disable" if stays else "UserStatus.remove", user_id=user.pk),
    }
    return show(request, "users/departure.html", context)
