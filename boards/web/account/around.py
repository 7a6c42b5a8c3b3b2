"""The frame of the pages of an account: what they have in common (web.md 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from boards.web.frame.pages import show

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


def show_account(
    request: BoardRequest,
    user: User,
    page_name: str,
    heading: str,
    template: str = "account/form.html",
    **context: Any,
) -> HttpResponse:
    """A page of an account, one's own or, for administrators, another's; ``page_name`` is marked beside it."""
    is_own = user.pk == request.actor.user_id
    common = {
        "heading": heading,
        "person": user,
        "page_name": page_name,
        "is_own": is_own,
        "has_password": not user.is_ldap_user,
    }
    return show(request, template, {**common, **context})
