"""What is about the caller alone."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.endpoint import Call, endpoint
from api.rest.paging import Listing, Shown, make_page, read_cursor
from api.rest.representations.activities import NotificationRepresentation, represent_notification
from api.rest.representations.tasks import TaskRepresentation
from api.rest.representations.users import OwnPatch, UserRepresentation, read_user_changes, represent_user
from api.rest.resource import Resource
from api.rest.resources.tasks import KINDS, ORDERS
from api.rest.task_expansion import read_tasks
from boards.operations.inbox import read_inbox
from boards.queries.notifications import get_notification, list_notifications_after
from boards.queries.task_pages import list_own_task_ids_after
from boards.queries.users import get_me_object, get_user
from boards.services.notifications import mark_read
from boards.services.users import update_user


class OwnTaskListing(Listing):
    """In which order tasks are listed."""

    sort: Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(ORDERS)})$", examples=["-priority"])] = "id"


class InboxListing(Listing):
    """Which entries are listed."""

    is_read: bool | UnsetType = UNSET


class Me(Resource):
    tag = "me"

    def represent(self, call: Call[Any], **ids: int) -> UserRepresentation:
        return represent_user(get_me_object(call.actor.user_id))

    @endpoint("me.view", name="getMe", returns=UserRepresentation)
    def retrieve(self, call: Call[Shown]) -> UserRepresentation:
        """The caller's own account"""
        return represent_user(get_me_object(call.actor.user_id))

    @endpoint("me.edit", name="updateMe", body=OwnPatch, returns=UserRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown]) -> UserRepresentation:
        """Change what the caller has chosen

        User name, mail address, password and role are changed in the browser, or by an administrator.
        """
        user = get_user(call.actor.user_id)
        update_user(actor=call.actor, user=user, changes=read_user_changes(call.body))
        return represent_user(get_me_object(user.pk))

    @endpoint("me.view", name="listMyTasks", query=OwnTaskListing, returns=Page[TaskRepresentation])
    def list_tasks(self, call: Call[OwnTaskListing]) -> Page[TaskRepresentation]:
        """Open tasks that wait for the caller

        Those that are assigned to the caller, and those with a sub-task of the caller, but for columns that are hidden
        in dashboards.
        """
        query = call.query
        ids, last = list_own_task_ids_after(
            call.actor.user_id,
            order=query.sort,
            after=read_cursor(query.cursor, *KINDS.get(query.sort.removeprefix("-"), (int, int))),
            limit=query.limit,
        )
        return make_page(read_tasks(ids, call.expand, call.actor), last)

    @endpoint("me.view", name="listMyNotifications", query=InboxListing, returns=Page[NotificationRepresentation])
    def list_notifications(self, call: Call[InboxListing]) -> Page[NotificationRepresentation]:
        """The inbox of the caller, the newest entries first

        What was read stays for 30 days.
        """
        query = call.query
        found, last = list_notifications_after(
            call.actor.user_id,
            is_read=None if query.is_read is UNSET else query.is_read,
            after=read_cursor(query.cursor, int),
            limit=query.limit,
        )
        return make_page([represent_notification(one) for one in found], last)

    @endpoint("me.edit", name="readMyNotifications")
    def read_all(self, call: Call[Any]) -> None:
        """Mark all entries of the inbox as read"""
        read_inbox(actor=call.actor, user_id=call.actor.user_id)

    @endpoint("me.edit", name="readMyNotification", returns=NotificationRepresentation)
    def read_one(self, call: Call[Shown], notification_id: int) -> NotificationRepresentation:
        """Mark an entry of the inbox as read"""
        user_id = call.actor.user_id
        mark_read(actor=call.actor, notification=get_notification(notification_id, user_id=user_id))
        return represent_notification(get_notification(notification_id, user_id=user_id))
