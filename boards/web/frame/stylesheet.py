"""The style sheet that an administrator writes for all pages (domain.md 20)."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from boards import options
from boards.addresses import link
from boards.queries.settings import get_setting


@lru_cache(maxsize=4)
def _mark_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def own_stylesheet() -> str:
    """Its address, another one for each text, so that browsers may keep it; "" where nobody has written one."""
    text = get_setting(options.STYLESHEET)
    return link("stylesheet", v=_mark_of(text)) if text else ""


def show_stylesheet(request: HttpRequest, v: str = "") -> HttpResponse:
    """``v``: the mark of the text that is wanted; only that one is kept."""
    text = get_setting(options.STYLESHEET)
    answer = HttpResponse(text, content_type="text/css")
    if v and v == _mark_of(text):
        answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
