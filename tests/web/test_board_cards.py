"""What a card offers: details behind its badges, its check-box, pickers, quick add (ux.md 3.3 to 3.7)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import Task, TaskTag
from boards.services.categories import create_category
from boards.services.subtasks import create_subtask
from tests.web.test_budget import Counter

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def board(world: Any, who: str = "member", query: str = "") -> str:
    response = world.client(who).get(f"/board/{world.project.pk}{query}")
    assert response.status_code == 200
    return response.content.decode()


def step(world: Any, task: Task, title: str = "Sand it") -> int:
    return create_subtask(actor=world.actor(), task_id=task.pk, title=title)


class TestDetails:
    def test_badges_lead_to_what_they_stand_for(self, world):
        task = world.task(description="Words", recurrence_status=1)
        step(world, task)
        html = board(world, "viewer")
        for name, words in (
            ("subtasks", "0 of 1 sub-tasks done"),
            ("description", "Description"),
            ("recurrence", "Repeats"),
        ):
            link = re.search(rf'<a class="badge f-{name}" href="/board/tooltip/{task.pk}/{name}"[^>]*>', html)
            assert link, name
            assert "data-detail" in link[0]
            assert f'aria-label="{words}"' in link[0]

    @pytest.mark.parametrize(
        "part", ["subtasks", "description", "tasklinks", "externallinks", "attachments", "recurrence"]
    )
    def test_without_scripts_a_badge_opens_a_page(self, world, part):
        task = world.task(description="# Plan")
        page = world.viewer.get(f"/board/tooltip/{task.pk}/{part}").content.decode()
        assert re.search(rf"<h1>\s*#{task.pk} Paint the boat", page)
        assert '<h2 id="details-title"' in page
        inside = world.viewer.get(f"/board/tooltip/{task.pk}/{part}", headers=SCRIPT).content.decode()
        assert "<h1" not in inside
        assert f'<h2 id="details-title" class="tooltip-title">#{task.pk} ' in inside

    def test_a_full_card_has_at_most_45_elements(self, world):
        task = world.task(
            description="Words", recurrence_status=1, owner_id=world.people["member"].pk, priority=3, date_due=1,
            tags=["a", "b", "c", "d"], score=3, time_estimated=2, reference="HULL-1",
        )  # fmt: skip
        step(world, task)
        html = board(world)
        card = html[html.index('<div role="listitem"') : html.index("add-row")]
        assert Counter(card).elements <= 45

    def test_no_comment_of_a_template_is_sent(self, world):
        world.task(description="Words")
        assert "{#" not in board(world)


class TestMarks:
    def read(self, world: Any, text: str, who: str = "member") -> Any:
        return world.client(who).get(f"/board/{world.project.pk}/marks", {"text": text})

    def test_each_mark_says_what_it_stands_for(self, world):
        create_category(actor=APPLICATION, project=world.project, name="Hull")
        found = self.read(world, "Fix !2 @memb #rig ^2030-01-31 ~hu @nobody #12 ^someday a@b.c").json()
        assert [(one["mark"], one["label"]) for one in found] == [
            ("!2", "Priority 2"), ("@memb", "Member"), ("#rig", "#rig"), ("^2030-01-31", "Thu 31 Jan 2030"),
            ("~hu", "Hull"), ("@nobody", ""), ("#12", ""), ("^someday", ""),
        ]  # fmt: skip

    def test_only_who_may_add_is_told(self, world):
        assert self.read(world, "@memb", "viewer").status_code == 403
        assert self.read(world, "@memb", "outsider").status_code == 403


class TestPickers:
    def ask(self, world: Any, name: str, *ids: int) -> str:
        return world.member.get(
            f"/board/{world.project.pk}/change/{name}?ids={','.join(map(str, ids))}"
        ).content.decode()

    def test_tags_to_remove_are_those_that_are_there(self, world):
        one, two = world.task(tags=["a", "b"]), world.task(tags=["b", "c"])
        world.task(tags=["z"])
        offered = re.findall(r'<option value="(\w)">', self.ask(world, "remove_tags", one.pk, two.pk))
        assert offered == ["a", "b", "c"]
        assert 'value="a, b"' in self.ask(world, "tags", one.pk)

    def test_a_tag_with_a_comma_stays_one_tag(self, world):
        task = world.task()
        url = f"/board/{world.project.pk}/change/tags?ids={task.pk}"
        world.member.post(url, {"tags": '"a, b", c'})
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["a, b", "c"]
        world.member.post(url, {"tags": '"a, b"'})
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["a, b"]

    def test_a_filter_comes_with_eight_choices(self, world):
        task = world.task()
        assert "data-picker-filter" not in self.ask(world, "priority", task.pk)
        assert "data-picker-filter" in self.ask(world, "color_id", task.pk)

    @pytest.mark.parametrize(("value", "is_set"), [("today", True), ("mon", True), ("", False)])
    def test_usual_days_are_one_press(self, world, value, is_set):
        task = world.task(date_due=86_400)
        assert f'name="date_due" value="{value}"' in self.ask(world, "date_due", task.pk)
        world.member.post(f"/board/{world.project.pk}/change/date_due?ids={task.pk}", {"date_due": value})
        task.refresh_from_db()
        assert bool(task.date_due) is is_set
        assert task.date_due != 86_400
