"""The inbox of a person (web.md 10.3, ux.md 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.operations.inbox import read_inbox
from boards.queries.notifications import get_notification, list_notifications
from boards.services.notifications import mark_read
from boards.web.frame.doing import tell
from boards.web.frame.pages import confirm, go, go_to, show
from boards.web.page_models.activities import describe_notifications

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest

ROWS = 50


def show_inbox(request: BoardRequest, user: User, page: int = 1, unread: str = "") -> HttpResponse:
    """Newest first; what was read stays for 30 days. 2 statements."""
    pages = Paginator(list_notifications(user.pk, only_unread=unread == "1"), ROWS).get_page(page)
    context = {
        "heading": _("Inbox"),
        "area": "inbox",
        "person": user,
        "pages": pages,
        "letters": describe_notifications(pages),
        "only_unread": unread == "1",
    }
    return show(request, "inbox/show.html", context)


def empty(request: BoardRequest, user: User) -> HttpResponse:
    """Mark all as read (WebNotification.flush)."""
    back = link("WebNotification.show", user_id=user.pk)
    if request.method != "POST":
        sentence = _("They stay in the inbox for 30 days.")
        verb = _("Mark all as read")
        return confirm(request, title=verb, sentence=sentence, verb=verb, back=back, danger=False)
    tell(request, read_inbox(actor=request.actor, user_id=user.pk))
    return go(request, back, stay=True)


def read(request: BoardRequest, user: User, notification_id: int) -> HttpResponse:
    """Mark one as read (WebNotification.remove)."""
    back = link("WebNotification.show", user_id=user.pk)
    if request.method != "POST":
        sentence = _("It stays in the inbox for 30 days.")
        verb = _("Mark as read")
        return confirm(request, title=verb, sentence=sentence, verb=verb, back=back, danger=False)
    mark_read(actor=request.actor, notification=get_notification(notification_id, user_id=user.pk))
    return go(request, back, stay=True)


def follow(request: BoardRequest, user: User, notification_id: int) -> HttpResponse:
    """Go to what an entry is about; the button of the inbox (POST) marks it as read, a link only leads there."""
    entry = get_notification(notification_id, user_id=user.pk)
    if request.method == "POST":
        mark_read(actor=request.actor, notification=entry)
    task, comment = entry.data.get("task") or {}, entry.data.get("comment") or {}
    webhook_id = (entry.data.get("webhook") or {}).get("id")
    if webhook_id and entry.data.get("project_id"):
        return go_to(request, "webhook.show", project_id=entry.data["project_id"], webhook_id=webhook_id)
    if webhook_id:
        return go_to(request, "global_webhook.show", webhook_id=webhook_id)
    if not task.get("id"):
        return go_to(request, "WebNotification.show", user_id=user.pk)
    anchor = f"comment-{comment['id']}" if comment.get("id") else ""
    return go_to(request, "TaskView.show", task_id=int(task["id"]), anchor=anchor)
