"""My work: what waits for a person (web.md 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.web.pages import show

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.door import BoardRequest


def show_dashboard(request: BoardRequest, user: User) -> HttpResponse:
    return show(request, "dashboard/show.html", {"heading": _("My work"), "area": "work", "person": user})
