"""The inbox."""

from __future__ import annotations

import re

import pytest

from boards.models import Notification
from tests.web.asking import text


class TestInbox:
    @pytest.fixture
    def letter(self, world) -> Notification:
        task = world.task("Paint the boat")
        data = {"task": {"id": task.pk, "title": task.title, "project_name": "Harbour"}, "comment": {"id": 7}}
        person = world.people["member"]
        return Notification.objects.create(user=person, date_creation=1, event_name="comment.create", data=data)

    def url(self, world, rest="", who="member") -> str:
        return f"/user/{world.people[who].pk}/notifications/web{rest}"

    def test_it_shows_what_came_and_the_bell_counts(self, world, letter):
        html = text(world.member.get(self.url(world)))
        assert f"New comment on task #{letter.data['task']['id']}" in html
        assert "Inbox, 1 unread" in html

    def test_opening_one_reads_it_and_leads_to_the_comment(self, world, letter):
        url = f"/?controller=WebNotificationController&action=redirect&user_id={letter.user_id}"
        url += f"&notification_id={letter.pk}"
        target = f"/task/{letter.data['task']['id']}#comment-7"
        assert world.member.get(url)["Location"] == target
        assert not Notification.objects.get().date_read
        assert world.member.post(url)["Location"] == target
        assert Notification.objects.get().date_read

    def test_read_ones_stay(self, world, letter):
        world.member.post(self.url(world, f"/remove/{letter.pk}"))
        assert "New comment" in text(world.member.get(self.url(world)))
        assert "Everything is read" in text(world.member.get(self.url(world), {"unread": "1"}))

    def test_all_are_read_at_once_after_a_question(self, world, letter):
        world.member.get(self.url(world, "/flush/abc"))
        assert not Notification.objects.get().date_read
        world.member.post(self.url(world, "/flush"))
        assert Notification.objects.get().date_read

    def test_what_was_marked_as_read_can_be_unread_again(self, world, letter):
        world.member.post(self.url(world, "/flush"))
        page = text(world.member.get(self.url(world)))
        assert "1 marked as read." in page
        undo = re.search(r'action="([^"]*undo[^"]*)"', page)[1]
        answer = world.member.post(undo, {"next": self.url(world)})
        assert answer["Location"] == self.url(world)
        page = text(world.member.get(self.url(world)))
        assert "Undone: 1 marked as read." in page
        assert "Inbox, 1 unread" in page

    def test_nobody_reads_the_inbox_of_others(self, world, letter):
        assert world.viewer.get(self.url(world)).status_code == 404
        foreign = self.url(world, f"/remove/{letter.pk}", "viewer")
        assert world.viewer.post(foreign).status_code == 404
        assert not Notification.objects.get().date_read

    @pytest.mark.parametrize("data", [{}, [], {"task": None}, {"tasks": [{"id": 1}, {"id": 2}]}])
    def test_strange_entries_are_shown(self, world, letter, data):
        Notification.objects.update(data=data, event_name="task.overdue")
        assert "Overdue tasks" in text(world.member.get(self.url(world)))
