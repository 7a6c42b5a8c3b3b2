"""What stands around every page: the person, the projects to jump to, what is unread, the running timer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from boards.access import is_allowed
from boards.queries.metadata import get_user_metadata
from boards.queries.notifications import count_unread
from boards.queries.projects import list_my_project_names
from boards.queries.settings import get_setting, is_enabled
from boards.queries.timers import RunningTimer, find_running_timer_of_user

if TYPE_CHECKING:
    from boards.actors import Actor

#: The name under which a person keeps that single letters are no shortcuts.
KEYS_OFF = "keys.off"
#: Right-to-left languages get their direction from Django.
DIRECTIONS = {True: "rtl", False: "ltr"}


class Frame:
    """Asked by ``layout/page.html``; each answer costs its statement only where it is shown."""

    def __init__(self, actor: Actor, theme: str) -> None:
        self.actor = actor
        self.theme = theme

    @property
    def language(self) -> str:
        return get_language() or "en"

    @property
    def direction(self) -> str:
        return DIRECTIONS[get_language_bidi()]

    @cached_property
    def projects(self) -> dict[int, str]:
        """The person's open projects, id to name, sorted by name. 1 statement."""
        return list_my_project_names(self.actor.user_id, only_active=True) if self.actor.user_id else {}

    @cached_property
    def unread(self) -> int:
        """Entries of the inbox that have not been read. 1 statement."""
        return count_unread(self.actor.user_id) if self.actor.user_id else 0

    @cached_property
    def timer(self) -> RunningTimer | None:
        """What the person works on by the clock. 1 statement."""
        return find_running_timer_of_user(self.actor.user_id) if self.actor.user_id else None

    @cached_property
    def keys_are_off(self) -> bool:
        """Whether the person has switched off the shortcuts of a single letter (WCAG 2.1.4). 1 statement."""
        return bool(self.actor.user_id) and get_user_metadata(self.actor.user_id, KEYS_OFF) == "1"

    @property
    def may_create_project(self) -> bool:
        return is_allowed(self.actor, "project.create")

    @property
    def may_create_personal(self) -> bool:
        return bool(self.actor.user_id) and not is_enabled("disable_private_project")

    @property
    def refresh_interval(self) -> str:
        return get_setting("board_private_refresh_interval")


def show_messages(request: HttpRequest) -> JsonResponse:
    """The sentences that wait for the next page, for a page that stays: ``[{"text", "kind", "undo"}]``."""
    waiting = [
        {"text": str(one), "kind": one.level_tag, "undo": "undo" in (one.extra_tags or "")}
        for one in messages.get_messages(request)
    ]
    return JsonResponse(waiting, safe=False)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``frame`` in every template of the web."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    theme = getattr(request.user, "theme", "auto") if request.user.is_authenticated else "auto"
    return {"frame": SimpleLazyObject(lambda: Frame(actor, theme)), "actor": actor}
