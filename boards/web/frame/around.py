"""What stands around every page: the person, the projects to jump to, what is unread, the running timer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token

from boards import options
from boards.access import is_allowed
from boards.addresses import link
from boards.queries.frame import Surroundings, read_surroundings
from boards.queries.settings import get_setting

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


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """A sentence for the person.

    ``kind``: success or error. ``undo``: the number of the operation that a button takes back, 0 for none. ``task_id``:
    the task that another button leads to, 0 for none; ``view``: where it is. ``joined``: the sentence for this and more
    of the same, with {n} for how many tasks, of which this one tells ``count``; "" for one that is told alone.
    """

    text: str
    kind: str
    undo: int = 0
    task_id: int = 0
    joined: str = ""
    count: int = 0

    @property
    def view(self) -> str:
        return link("TaskView.show", task_id=self.task_id) if self.task_id else ""


def list_waiting(request: HttpRequest) -> list[WaitingMessage]:
    """What waits to be told; it is told once."""
    return [
        WaitingMessage(str(one), one.level_tag, **json.loads(one.extra_tags or "{}"))
        for one in messages.get_messages(request)
    ]


def show_messages(request: HttpRequest) -> JsonResponse:
    """The sentences that wait for the next page, for a page that stays: ``WaitingMessage`` each, with its ``view``."""
    return JsonResponse([{**asdict(one), "view": one.view} for one in list_waiting(request)], safe=False)


def show_session(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and the token of the forms: for a page that stands while its person signs in again."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})
