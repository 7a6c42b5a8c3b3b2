"""Who sends a large body, before it is read: the credentials of programs, the session of browsers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections

from api.credentials import authenticate, has_credentials
from boards.authentication.remember_me import COOKIE, is_remembered
from boards.authentication.sessions import find_browser_actor
from kanboard_site.middleware import is_for_programs


def is_known(environ: dict[str, Any]) -> bool:
    """Whether the request, of which the head has come, is one of a user or a program."""
    close_old_connections()
    try:
        request = WSGIRequest(environ)
        if is_for_programs(request.path_info) or has_credentials(request):
            return authenticate(request) is not None
        if find_browser_actor(request.COOKIES.get(settings.SESSION_COOKIE_NAME)) is not None:
            return True
        return is_remembered(request.COOKIES.get(COOKIE, ""))
    finally:
        close_old_connections()
