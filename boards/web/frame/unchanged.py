"""Pages that the browser has already: 304 while nothing that they show has changed.

The tag of such a page is made of all that it depends on: the editions of its project, the options, who reads it and
what they may, what they have set and what their session holds, the pictures of people, what stands around the page, the
language, and the templates. Time passes on a page as well ("3 d here", "overdue"), so a tag holds for ``LIFE`` seconds
at most. The page may lie in the person's own browser only, which must ask each time; who signs out has it emptied
(``CLEAR``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from boards.dates import now
from boards.queries.settings import list_setting_values
from boards.queries.users import find_avatars_mark
from boards.web.frame.around import frame_of
from boards.web.frame.door import is_ajax, is_part, rights_on

if TYPE_CHECKING:
    from boards.queries.homes import Home
    from boards.web.frame.door import BoardRequest

LIFE = 300
#: ``Clear-Site-Data`` for the answer to who signs out: nothing of theirs stays behind.
CLEAR = '"cache"'
SOURCES = {".py", ".html", ".js", ".css", ".svg", ".mo"}


def show_unless_held(request: BoardRequest, home: Home, show: Callable[[], HttpResponse]) -> HttpResponse:
    """The page of a project, or 304 to who holds it as it is; ``show`` draws it, and changes nothing.

    ``home`` was read before what is drawn, and what was read before it is a part of the tag itself: at worst a page is
    newer than its tag. No statement but one that the frame of the page needs as well.
    """
    # What waits to be told is told once, so a page with it is no page to keep; and a part of one is none at all.
    if len(get_messages(request)) or is_ajax(request) or is_part(request):
        return show()
    state = _read_state(request, home)
    held: HttpResponse | None = get_conditional_response(request, etag=_make_tag(request, state))
    response = held or show()
    if response.status_code == 200:
        # The session may have noted what the page was asked for.
        response["ETag"] = _make_tag(request, state)
    if response.status_code in (200, 304):
        response["Cache-Control"] = "private, no-cache"
    return response


def _read_state(request: BoardRequest, home: Home) -> tuple[Any, ...]:
    frame = frame_of(request)
    return (
        (home.project.pk, home.project.edition, home.common_edition),
        sorted(home.kept.items()),
        _read_reader(request, home.project.pk),
        frame and frame.around,
        list_setting_values(),
        find_avatars_mark(),
        get_language(),
        now() // LIFE,
        find_release(),
    )


def _read_reader(request: BoardRequest, project_id: int) -> tuple[Any, ...]:
    """Who reads, and what they may: the door has asked for it before the editions were read."""
    rights = rights_on(request, project_id)
    restrictions = sorted(rights.rules), sorted(rights.column_rules), rights.pairs
    return request.actor, request.user.theme, request.user.filter, rights.rank, restrictions


def _make_tag(request: BoardRequest, state: tuple[Any, ...]) -> str:
    session = request.session
    person = session.session_key, sorted(session.items()), request.META.get("CSRF_COOKIE")
    return f'W/"{blake2b(repr((state, person)).encode(), digest_size=16).hexdigest()}"'


@cache
def find_release() -> int:
    """A number that is another one when the product is: when the newest of its sources was written."""
    folders = (settings.BASE_DIR / name for name in ("boards", "templates", "static", "locale"))
    files = (file for folder in folders for file in folder.rglob("*.*") if file.suffix in SOURCES)
    return max(file.stat().st_mtime_ns for file in files)
