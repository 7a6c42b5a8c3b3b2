"""Searching tasks over all projects."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import User
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task
from tests.web.asking import text


class TestSearch:
    def find(self, world, who="member", **query: str) -> str:
        return re.sub("</?mark>", "", text(world.client(who).get("/search", query)))

    def test_what_was_found_is_marked_in_title_and_description(self, world):
        long = "word " * 40
        world.task("Paint <b>", description=f"{long} and PAINT it <i>red</i> {long}")
        html = text(world.member.get("/search", {"search": "paint"}))
        assert "<mark>Paint</mark> &lt;b&gt;" in html
        assert re.search(r"…(word )+and <mark>PAINT</mark> it &lt;i&gt;red&lt;/i&gt; (word ?)+…", html)
        assert "<mark>" not in text(world.member.get("/search", {"search": "status:open"}))

    def test_it_finds_in_own_projects_only(self, world):
        world.task("Paint the boat")
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        create_task(actor=APPLICATION, task=NewTask(title="Paint the house", project_id=there.pk))
        html = self.find(world, search="paint")
        assert ("Paint the boat" in html, "Paint the house" in html) == (True, False)
        assert "Nothing found" in self.find(world, "admin", search="paint")
        html = self.find(world, "admin", search="paint", everywhere="1")
        assert ("Paint the boat" in html, "Paint the house" in html) == (True, True)
        assert "Nothing found" in self.find(world, "outsider", search="paint", everywhere="1")

    def test_without_words_it_shows_examples(self, world):
        assert "assignee:me due:&lt;=today" in self.find(world)

    @pytest.mark.parametrize(
        ("search", "reason"),
        [
            ("due:<tomorow", "no readable date"),
            ("priority:much", "no number"),
            ("status:opened", "neither open nor closed"),
            ("asignee:me", "no such attribute"),
            ("due:tomorrow priority:>=2 status:open assignee:me", ""),
        ],
    )
    def test_a_doubtful_word_says_why(self, world, search, reason):
        html = self.find(world, search=search)
        assert (reason in html) if reason else ("chip warn" not in html)

    def test_a_name_that_no_project_has_is_doubted_on_its_board(self, world):
        url = f"/board/{world.project.pk}"
        assert "nothing here has this name" in text(world.member.get(url, {"search": "column:Dnoe"}))
        assert "nothing here has this name" not in text(world.member.get(url, {"search": "column:Done"}))

    def test_a_user_name_is_known_beside_the_full_name(self, world):
        User.objects.filter(username="member").update(name="Mira Novak")
        url = f"/board/{world.project.pk}"
        for known in ("member", "novak"):
            assert "nothing here has this name" not in text(world.member.get(url, {"search": f"assignee:{known}"}))
        assert "nothing here has this name" in text(world.member.get(url, {"search": "assignee:membre"}))

    def test_a_chip_is_taken_away_by_its_own_link(self, world):
        html = self.find(world, search='status:open assignee:me "a b"')
        assert "?search=assignee%3Ame%20a%20b" in html
        assert "?search=status%3Aopen%20assignee%3Ame" in html

    def test_it_costs_the_same_at_any_size(self, world):
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.find(world, search="task")
            return len(queries)

        world.task("Task", owner_id=world.people["member"].pk)
        self.find(world, search="task")
        small = cost()
        for number in range(29):
            world.task(f"Task {number}", tags=[f"tag {number}"])
        assert cost() == small == 8
