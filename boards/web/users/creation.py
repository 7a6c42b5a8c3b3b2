"""Making an account (web.md 9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards.addresses import link
from boards.queries.user_pages import list_team_projects
from boards.services.users import create_user
from boards.web.frame.pages import errors_to, go_to, posted, say, show
from boards.web.users.forms import NewUserForm

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


@sensitive_post_parameters("password", "confirmation")
def create(request: BoardRequest) -> HttpResponse:
    """A new account, which becomes a member of a project; then its page."""
    form = NewUserForm(posted(request), projects=list_team_projects())
    if form.is_bound and form.is_valid():
        with errors_to(form):
            user = create_user(actor=request.actor, **form.account())
            say(request, _("Account of %(name)s made.") % {"name": user.display_name})
            return go_to(request, "UserView.show", user_id=user.pk)
    context = {
        "heading": _("New user"),
        "area": "users",
        "form": form,
        "submit": _("Make account"),
        "back": link("UserList.show"),
        "action": link("UserCreation.save"),
    }
    return show(request, "users/create.html", context)
