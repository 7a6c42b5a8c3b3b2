"""What a card offers: details behind its badges, its check-box, pickers, quick add (ux.md 3.3 to 3.7)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import Task
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
