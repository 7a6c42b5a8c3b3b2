"""Feeds and calendars for who has a token, as readers and calendar programs read them."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from boards import options
from boards.actors import APPLICATION, Actor, ActorKind
from boards.dates import DAY, midnight, now
from boards.models import Activity, AuditEntry, Comment, Project, Task, User
from boards.queries import recent
from boards.services.comments import create_comment
from boards.services.settings import save_settings
from boards.services.users import disable_user
from tests.web.asking import text

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def tokens(world) -> dict[str, str]:
    Project.objects.filter(pk=world.project.pk).update(is_public=True, token="p" * 60)
    User.objects.filter(username="member").update(token="u" * 60)
    return {"project": "p" * 60, "user": "u" * 60}


def entries(content: bytes) -> list[dict[str, str]]:
    feed = ElementTree.fromstring(content)
    return [
        {
            "id": entry.findtext("a:id", "", ATOM),
            "title": entry.findtext("a:title", "", ATOM),
            "author": entry.findtext("a:author/a:name", "", ATOM),
            "content": entry.findtext("a:content[@type='html']", "", ATOM),
            "link": entry.find("a:link", ATOM).attrib["href"],
        }
        for entry in feed.findall("a:entry", ATOM)
    ]


def events(content: bytes) -> dict[str, object]:
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def acting(world) -> Actor:
    """The member, who may restrict comments here."""
    return Actor(ActorKind.USER, world.people["member"].pk, "member", "Member", "app-admin")


class TestFeed:
    @pytest.mark.parametrize("whose", ["project", "user"])
    def test_it_tells_what_happened_the_newest_first(self, world, tokens, whose):
        task = world.task("Paint & sand")
        Activity.objects.all().delete()
        for words in ("first <b>", "second"):
            create_comment(actor=acting(world), task_id=task.pk, user_id=world.people["member"].pk, content=words)
        answer = world.anonymous.get(f"/feed/{whose}/{tokens[whose]}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
        newest, oldest = entries(answer.content)
        pk = Activity.objects.latest("pk").pk
        assert newest["id"] == f"http://localhost/task/{task.pk}#event-{pk}"
        assert newest["link"] == f"http://localhost/task/{task.pk}"
        assert (newest["author"], newest["title"]) == ("Member", f"Member commented on the task #{task.pk}")
        assert "second" in newest["content"]
        assert "first &lt;b&gt;" in oldest["content"]
        assert f"http://localhost/feed/{whose}/{tokens[whose]}".encode() in answer.content

    def test_comments_that_not_everybody_may_read_are_not_told(self, world, tokens):
        task = world.task()
        Activity.objects.all().delete()
        who = world.people["member"].pk
        for visibility in ("app-user", "app-manager", "app-admin"):
            create_comment(
                actor=acting(world), task_id=task.pk, user_id=who, content=f"for {visibility}", visibility=visibility
            )
        for whose, token in tokens.items():
            content = world.anonymous.get(f"/feed/{whose}/{token}").content
            assert [entry["content"].count("for app-user") for entry in entries(content)] == [1]
        assert Comment.objects.count() == 3

    def test_a_feed_of_nothing_is_one_and_always_the_same(self, world, tokens):
        Activity.objects.all().delete()
        first = world.anonymous.get(f"/feed/project/{tokens['project']}")
        again = world.anonymous.get(f"/feed/project/{tokens['project']}", headers={"If-None-Match": first["ETag"]})
        assert (entries(first.content), again.status_code, again.content) == ([], 304, b"")


class TestCalendar:
    def dated(self, world, **days: float) -> Task:
        task = world.task(" ".join(days) or "none")
        Task.objects.filter(pk=task.pk).update(
            **{field: now() + int(day * DAY) for field, day in days.items()}, owner=world.people["member"]
        )
        return task

    @pytest.mark.parametrize(
        ("days", "kind"),
        [
            ({"date_due": 3}, "date_due"),
            ({"date_due": 200}, ""),
            ({"date_due": -70}, ""),
            ({"date_due": -50}, "date_due"),
            ({"date_started": -2}, "date_started-date_due"),
            ({"date_started": 200}, ""),
            ({"date_started": -100, "date_due": 1}, "date_started-date_due"),
            ({"date_started": -100}, "date_started-date_due"),
            ({"date_started": -100, "date_due": -80}, ""),
            ({}, ""),
        ],
    )
    def test_tasks_of_these_months_are_in_it(self, world, tokens, days, kind):
        """The fifteen tasks of feeds.md 2."""
        task = self.dated(world, **days)
        for whose, token in tokens.items():
            found = events(world.anonymous.get(f"/ical/{whose}/{token}").content)
            assert list(found) == ([f"task-#{task.pk}-{kind}"] if kind else [])

    def test_closed_tasks_and_those_of_others_are_not(self, world, tokens):
        mine, others, closed = (self.dated(world, date_due=number) for number in (1, 2, 3))
        Task.objects.filter(pk=others.pk).update(owner=None)
        Task.objects.filter(pk=closed.pk).update(is_active=False)
        own = events(world.anonymous.get(f"/ical/user/{tokens['user']}").content)
        assert list(own) == [f"task-#{mine.pk}-date_due"]
        assert len(events(world.anonymous.get(f"/ical/project/{tokens['project']}").content)) == 2

    def test_what_a_calendar_shows(self, world, tokens):
        save_settings(actor=APPLICATION, values={options.TIMEZONE.name: "Europe/Paris"})
        recent.forget_all()
        day = midnight(date.fromtimestamp(now() + 3 * DAY), "Europe/Paris")
        task = world.task("Paint, sand; varnish", description='Line *one*\nline, two; semi\\back "q"')
        Task.objects.filter(pk=task.pk).update(date_due=day, owner=world.people["member"])
        User.objects.filter(username="member").update(email="secret@example.org")
        answer = world.anonymous.get(f"/ical/project/{tokens['project']}")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        event = events(answer.content)[f"task-#{task.pk}-date_due"]
        assert str(event["SUMMARY"]) == f"#{task.pk} Paint, sand; varnish"
        assert str(event["DESCRIPTION"]) == 'Line *one*\nline, two; semi\\back "q"'
        assert "<em>one</em>" in str(event["X-ALT-DESC"])
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1
        assert event["DTSTART"].dt == date.fromtimestamp(now() + 3 * DAY)
        assert str(event["URL"]) == f"http://localhost/task/{task.pk}"
        assert (str(event["ATTENDEE"]), event["ATTENDEE"].params["CN"]) == ("MAILTO:member@kanboard.local", "Member")
        assert b"secret@example.org" not in answer.content
        assert re.search(rb"X-WR-CALNAME:" + world.project.name.encode(), answer.content)
        assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))

    def test_work_in_hand_lasts_till_now(self, world, tokens):
        task = self.dated(world, date_started=-2)
        (event,) = events(world.anonymous.get(f"/ical/user/{tokens['user']}").content).values()
        assert abs(event["DTEND"].dt.timestamp() - now()) < 60
        assert abs(event["DTSTART"].dt.timestamp() - now() + 2 * DAY) < 60
        assert str(event["UID"]) == f"task-#{task.pk}-date_started-date_due"


@pytest.mark.parametrize("path", ["/feed/project/{}", "/feed/user/{}", "/ical/project/{}", "/ical/user/{}"])
class TestBoth:
    @pytest.mark.parametrize("token", ["x", "x" * 60])
    def test_a_wrong_token_opens_nothing(self, world, path, token):
        assert world.anonymous.get(path.format(token)).status_code == 403

    def test_the_token_of_what_is_closed_opens_nothing(self, world, tokens, path):
        url = path.format(tokens["user" if "user" in path else "project"])
        assert world.anonymous.get(url).status_code == 200
        Project.objects.filter(pk=world.project.pk).update(is_active=False)
        disable_user(actor=APPLICATION, user=world.people["member"])
        assert world.anonymous.get(url).status_code == 403

    def test_statements_are_few_however_many_there_are(self, world, tokens, path):
        url = path.format(tokens["user" if "user" in path else "project"])
        counts = []
        for many in (2, 30):
            for _time in range(many):
                task = world.task()
                Task.objects.filter(pk=task.pk).update(date_due=now() + DAY, owner=world.people["member"])
                create_comment(actor=acting(world), task_id=task.pk, user_id=world.people["member"].pk, content="x")
            with CaptureQueriesContext(connection) as captured:
                assert world.anonymous.get(url).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 5


class TestShare:
    def test_the_owner_makes_and_closes_the_addresses(self, world):
        member = world.people["member"]
        page = f"/user/{member.pk}/share"
        assert "Make addresses" in text(world.member.get(page))
        world.member.post(page, {"switch": "enable"})
        html = text(world.member.get(page))
        calendar, feed = re.findall(r'href="http://testserver(/(?:ical|feed)/user/[0-9a-f]{60})"', html)
        assert [world.anonymous.get(url).status_code for url in (feed, calendar)] == [200, 200]
        world.member.post(page, {"switch": "enable"})
        assert [world.anonymous.get(url).status_code for url in (feed, calendar)] == [403, 403]
        world.member.post(page, {"switch": "disable"})
        assert User.objects.get(pk=member.pk).token == ""
        kinds = AuditEntry.objects.filter(subject="member", kind__startswith="user.feed").values_list("kind", flat=True)
        assert list(kinds.order_by("pk")) == ["user.feed_opened", "user.feed_opened", "user.feed_closed"]

    def test_a_public_project_names_its_addresses(self, world, tokens):
        html = text(world.manager.get(f"/project/{world.project.pk}/share"))
        for path in ("public/board", "ical/project", "feed/project"):
            assert f"http://testserver/{path}/{tokens['project']}" in html
        overview = text(world.viewer.get(f"/project/{world.project.pk}/overview"))
        assert f"/ical/project/{tokens['project']}" in overview
