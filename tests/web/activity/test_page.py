"""What happened, as pages tell it."""

from __future__ import annotations

import pytest

from boards.models import Activity, Task
from tests.web.asking import text


class TestActivity:
    @pytest.fixture
    def happened(self, world) -> Task:
        task = world.task("Paint the boat")
        for number, name in enumerate(("task.create", "task.close")):
            Activity.objects.create(
                date_creation=1_700_000_000 + number * 864_000,
                event_name=name,
                creator=world.people["manager"],
                project=world.project,
                task=task,
                data={"task": {"id": task.pk, "title": task.title}},
            )
        secret = {"task": {"title": task.title}, "comment": {"comment": "top secret", "visibility": "app-admin"}}
        Activity.objects.create(
            date_creation=1_700_000_001,
            event_name="comment.create",
            creator=world.people["admin"],
            project=world.project,
            task=task,
            data=secret,
        )
        return task

    @pytest.mark.parametrize("url", ["/my-activity", "/project/{0}/activity", "/search/activity?search=paint"])
    def test_it_is_told_but_not_what_one_may_not_read(self, world, happened, url):
        html = text(world.member.get(url.format(world.project.pk)))
        assert "closed task" in html
        assert "top secret" not in html

    def test_administrators_read_all_comments(self, world, happened):
        assert "top secret" in text(world.admin.get(f"/project/{world.project.pk}/activity"))

    @pytest.mark.parametrize(
        ("search", "n"),
        [
            ("creator:me", 0),
            ("creator:manager", 2),
            ("status:closed", 0),
            ("status:open", 2),
            ("project:harb", 2),
            ("project:sea", 0),
            ("created:2023-11-14", 1),
            ("boat", 2),
            ("creator:3", 0),
        ],
    )
    def test_the_search_has_its_own_attributes(self, world, happened, search, n):
        own = Activity.objects.filter(event_name__startswith="task").count()
        assert own >= 2
        Activity.objects.exclude(date_creation__in=[1_700_000_000, 1_700_864_000]).delete()
        html = text(world.member.get("/search/activity", {"search": search}))
        assert html.count(f'<a href="/task/{happened.pk}">') == n

    def test_others_see_nothing(self, world, happened):
        assert "Nothing found" in text(world.outsider.get("/search/activity?search=paint"))
        assert world.outsider.get(f"/project/{world.project.pk}/activity").status_code == 403
