"""Feeds and calendars for programs that have the token of a project or a person (feeds.md 2 and 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from boards.addresses import absolute
from boards.dates import now
from boards.product import NAME
from boards.queries.due import due_day, has_no_time, home_zone
from boards.queries.feeds import (
    find_feed_owner,
    list_dates_of_project,
    list_dates_of_user,
    list_events_of_project,
    list_events_of_user,
)
from boards.queries.public import find_public_project
from boards.queries.settings import get_base_url
from boards.shapes.activity import show_event
from boards.texts.markdown import Budget, render_markdown
from boards.web.public.page import refuse
from boards.wording.events import tell_program

if TYPE_CHECKING:
    from boards.models import Activity, Task, User

    Component = Any


class EventFeed(Atom1Feed):
    """Django's, with the event itself in ``content``, as Kanboard's readers know it."""

    content_type = "text/xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        """Of nothing it is always the same, so that the feed is."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        content = item.pop("description")
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", content, {"type": "html"})


def show_project_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The newest events of a project with public access. ≤ 2 statements."""
    project = find_public_project(token)
    if project is None:
        return refuse(request, 403)
    title = _("What happened in %(name)s") % {"name": project.name}
    url = absolute(get_base_url(), "Feed.project", token=token)
    return _answer_feed(request, title, url, list_events_of_project(project))


def show_user_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The newest events of a person's open projects. ≤ 2 statements."""
    user = find_feed_owner(token)
    if user is None:
        return refuse(request, 403)
    title = _("What happened in the projects of %(name)s") % {"name": user.display_name}
    url = absolute(get_base_url(), "Feed.user", token=token)
    return _answer_feed(request, title, url, list_events_of_user(user))


def _answer_feed(request: HttpRequest, title: str, url: str, activities: list[Activity]) -> HttpResponse:
    base = get_base_url()
    feed = EventFeed(title=title, link=base, feed_url=url, feed_guid=url, description=None)
    for one in activities:
        author = one.creator.display_name
        sentence = tell_program(one.event_name, author, one.data)
        task = absolute(base, "TaskView.show", task_id=one.task_id) if one.task_id else base
        moment = datetime.fromtimestamp(one.date_creation, UTC)
        feed.add_item(
            title=sentence,
            link=task,
            description=show_event(one.event_name, sentence, one.data),
            author_name=author,
            unique_id=f"{task}#event-{one.pk}",
            pubdate=moment,
            updateddate=moment,
        )
    return _answer(request, feed.writeString("utf-8").encode(), EventFeed.content_type)


def show_project_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The open tasks with dates of a project with public access. ≤ 3 statements."""
    project = find_public_project(token)
    if project is None:
        return refuse(request, 403)
    return _answer_calendar(request, project.name, *list_dates_of_project(project))


def show_user_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The open tasks with dates that a person has. ≤ 3 statements."""
    user = find_feed_owner(token)
    if user is None:
        return refuse(request, 403)
    return _answer_calendar(request, user.display_name, *list_dates_of_user(user))


def _answer_calendar(request: HttpRequest, name: str, due: Iterable[Task], begun: Iterable[Task]) -> HttpResponse:
    # Programs ask for calendars seldom, and its library is large.
    from icalendar import Calendar

    calendar = Calendar()
    for field, value in (
        ("VERSION", "2.0"),
        ("PRODID", NAME),
        ("X-WR-CALNAME", name),
        ("X-WR-CALDESC", name),
        ("X-PUBLISHED-TTL", "PT1H"),
    ):
        calendar.add(field, value)
    budget = Budget()
    for task in due:
        calendar.add_component(_make_event(task, f"task-#{task.pk}-date_due", task.date_due or 0, budget))
    for task in begun:
        uid = f"task-#{task.pk}-date_started-date_due"
        calendar.add_component(_make_event(task, uid, task.date_started or 0, budget))
    return _answer(request, calendar.to_ical(sorted=False), "text/calendar; charset=utf-8")


def _make_event(task: Task, uid: str, start: int, budget: Budget) -> Component:
    """A task from ``start`` to its due date, or till now; a day without a time is a whole one, unless work has begun.

    Times are UTC, which every program understands.
    """
    from icalendar import Event, vText

    base = get_base_url()
    event = Event()
    event.add("UID", uid)
    is_day = start == task.date_due and has_no_time(start)
    if is_day:
        day = due_day(start, home_zone())
        event.add("DTSTART", day)
        event.add("DTEND", day + timedelta(days=1))
    else:
        event.add("DTSTART", datetime.fromtimestamp(start, UTC))
        event.add("DTEND", datetime.fromtimestamp(max(task.date_due or now(), start), UTC))
    event.add("SEQUENCE", 0)
    event.add("TRANSP", "OPAQUE")
    event.add("URL", absolute(base, "TaskView.show", task_id=task.pk))
    event.add("SUMMARY", f"#{task.pk} {task.title}")
    event.add("CLASS", "PUBLIC")
    if task.description:
        event.add("DESCRIPTION", task.description)
        html = render_markdown(task.description, task_url=None, budget=budget)
        event.add("X-ALT-DESC", vText(str(html), params={"FMTTYPE": "text/html"}))
    if task.owner is not None:
        event.add("ATTENDEE", _address_of(task.owner))
    if task.creator is not None:
        event.add("ORGANIZER", _address_of(task.creator))
    if is_day:
        event.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")
    for field, seconds in (
        ("DTSTAMP", task.date_modification or task.date_creation),
        ("CREATED", task.date_creation),
        ("LAST-MODIFIED", task.date_modification or task.date_creation),
    ):
        event.add(field, datetime.fromtimestamp(seconds or 0, UTC))
    return event


def _address_of(user: User) -> Any:
    """Who it is; nobody's mail address is told to who has a token only."""
    from icalendar import vCalAddress

    address = vCalAddress(f"MAILTO:{user.username}@kanboard.local")
    address.params["CN"] = user.display_name
    return address


def _answer(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """The content, or 304 for who has it already."""
    response = HttpResponse(content, content_type=kind)
    etag = f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response
