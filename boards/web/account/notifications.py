"""What a person is told of (web.md 10.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.notifications import read_choices
from boards.queries.projects import list_my_project_names
from boards.services.users import choose_notifications
from boards.web.account.around import show_account
from boards.web.account.forms import (
    NotificationsForm,
)
from boards.web.frame.pages import errors_to, go_to, posted, say

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


def set_notifications(request: BoardRequest, user: User) -> HttpResponse:
    """In which ways, about which tasks and in which projects a person hears of changes."""
    choices = read_choices(user.pk)
    form = NotificationsForm(
        posted(request),
        projects=list_my_project_names(user.pk, only_active=True),
        kinds=choices.kinds if user.notifications_enabled else set(),
        chosen=choices.project_ids,
        initial={"notifications_filter": user.notifications_filter},
    )
    if form.is_bound and form.is_valid():
        with errors_to(form):
            choose_notifications(
                actor=request.actor,
                user=user,
                kinds=form.chosen_kinds(),
                about=form.cleaned_data["notifications_filter"],
                project_ids=form.chosen_projects(),
            )
            say(request, _("Notifications saved."))
            return go_to(request, "UserView.notifications", user_id=user.pk, stay=True)
    return show_account(
        request,
        user,
        "notifications",
        _("Notifications"),
        "account/notifications.html",
        form=form,
    )
