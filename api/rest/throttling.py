"""Too many requests, as REST says it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from api.credentials import Caller
from api.rest.problems import TOO_MANY, Problem
from api.throttling import RATES


def check_rate(caller: Caller) -> None:
    """Count a request. Raises Problem when there were too many."""
    wait = RATES.take(caller)
    if wait:
        sentence = _("At most {most} requests a minute are answered here.").format(most=settings.ENV["API_RATE_LIMIT"])
        raise Problem(TOO_MANY, sentence, headers={"Retry-After": str(wait)})
