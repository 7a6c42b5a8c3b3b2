"""What stands around every page: the person, the projects to jump to, what is unread, the running timer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token

from boards import options
from boards.access import is_allowed
from boards.queries.frame import Surroundings, read_surroundings
from boards.queries.settings import get_setting
from boards.web.frame.door import digits

if TYPE_CHECKING:
    from boards.actors import Actor


class Frame:
    """Asked by ``layout/page.html``; each answer costs its statement only where it is shown."""

    def __init__(self, actor: Actor, theme: str, project_id: int) -> None:
        """``project_id``: what the page is about, 0 for none."""
        self.actor = actor
        self.theme = theme
        self.project_id = project_id

    @cached_property
    def around(self) -> Surroundings:
        """What is unread and what runs, whether the person has switched off the shortcuts of a single letter (WCAG
        2.1.4), and has starred the project. 1 statement."""
        user_id = self.actor.user_id
        return read_surroundings(user_id, project_id=self.project_id) if user_id else Surroundings()

    @property
    def may_create_project(self) -> bool:
        return is_allowed(self.actor, "project.create")

    @property
    def may_create_personal(self) -> bool:
        return bool(self.actor.user_id) and not get_setting(options.NO_PERSONAL_PROJECTS)


def frame_of(request: HttpRequest) -> Frame | None:
    """The frame of the page that a request asks for, one for all who ask; None where nobody has signed in."""
    known: dict[str, Any] = vars(request)
    if "frame" not in known:
        actor = known.get("actor")
        known["frame"] = None
        if actor:
            known["frame"] = Frame(actor, getattr(request.user, "theme", "auto"), known.get("project_id", 0))
    frame: Frame | None = known["frame"]
    return frame


def show_messages(request: HttpRequest) -> JsonResponse:
    """The sentences that wait for the next page, for a page that stays: ``[{"text", "kind", "undo"}]``.

    ``undo``: the number of the operation that the sentence tells of, 0 for none.
    """
    waiting = [
        {"text": str(one), "kind": one.level_tag, "undo": digits((one.extra_tags or "").removeprefix("undo-"))}
        for one in messages.get_messages(request)
    ]
    return JsonResponse(waiting, safe=False)


def show_session(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and the token of the forms: for a page that stands while its person signs in again."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})
