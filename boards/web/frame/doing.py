"""From a request to who does a deed, and from what it came to back to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from boards.errors import Conflict, Denied, DomainError, Invalid, NotFound, describe
from boards.operations.deed import Doer
from boards.web.frame.door import rights_on
from boards.web.frame.pages import say, warn

if TYPE_CHECKING:
    from boards.operations.deed import Done
    from boards.web.frame.door import BoardRequest


def doer_in(request: BoardRequest, project_id: int, *, op: UUID | None = None) -> Doer:
    """The person in a project. ``op``: the number of the request, by default that of its form. Raises Invalid."""
    sent = request.POST.get("op")
    return Doer(rights_on(request, project_id), op or (read_op(sent) if sent else None))


def read_op(value: Any) -> UUID:
    """The number of a request, under which it is done once. Raises Invalid."""
    try:
        return UUID(str(value))
    except ValueError as error:
        raise Invalid(op=_("Each request needs a number of its own.")) from error


def tell(request: BoardRequest, done: Done, *, task_id: int = 0) -> None:
    """Say what was done, with the buttons that take it back and that lead to a task, and what was not."""
    if done.label:
        count = len(done.changed)
        say(request, done.label, undo=done.operation_id, task_id=task_id, joined=done.joined, count=count)
    if done.note:
        warn(request, done.note)


def tell_refusal(error: DomainError) -> JsonResponse:
    """The sentence, with the status that fits."""
    status = 403 if isinstance(error, Denied) else 409 if isinstance(error, Conflict | NotFound) else 422
    return JsonResponse({"message": describe(error)}, status=status)
