"""What programs ask for, the daily round by its token, and plug-ins, which there are none of."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from boards import options
from boards.errors import Denied
from boards.queries.settings import get_setting
from boards.web.settings.around import show_settings_page
from boards.workers.daily import run_daily_round

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


def run_cronjob(request: HttpRequest, token: str = "") -> HttpResponse:
    """The daily round, for who knows the token of the webhook (operations.md 2). 500 where a part of it failed.

    What was done today is not done again. Raises Denied.
    """
    given, expected = request.POST.get("token", token), get_setting(options.WEBHOOK_TOKEN)
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Denied("the token of the daily round")
    failures = run_daily_round()
    if failures:
        return HttpResponse(f"Failed: {', '.join(failures)}\n", status=500, content_type="text/plain")
    return HttpResponse("Cronjob executed", content_type="text/plain")


def show_extensions(request: BoardRequest) -> HttpResponse:
    return show_settings_page(request, "extensions.html", "extensions", _("Plug-ins"))
