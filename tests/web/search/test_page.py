"""Searching tasks over all projects."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import Category, Column, Project, Task, User
from boards.roles import ProjectRole
from boards.services.memberships import add_project_user
from boards.services.projects import create_project, disable_project
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

    def test_closed_tasks_have_a_box_too_and_those_of_readers_none(self, world):
        Task.objects.filter(pk=world.task("Paint").pk).update(is_active=False)
        assert 'name="task_ids"' in self.find(world, search="paint")
        html = self.find(world, "viewer", search="paint")
        assert ('name="task_ids"' in html, "data-bulk" in html, "task-row-no-box" in html) == (False, False, True)

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


class TestNames:
    """What the filter of the search offers: the names of all projects of the person, and of no other."""

    @pytest.fixture
    def there(self, world) -> Project:
        project = create_project(actor=APPLICATION, name="There")
        member = world.people["member"].pk
        add_project_user(actor=APPLICATION, project=project, user_id=member, role=ProjectRole.MEMBER)
        return project

    def fill(self, project: Project, word: str) -> None:
        Category.objects.create(project=project, name=f"{word} hull")
        column = Column.objects.create(project=project, title=f"{word} dock", position=9)
        task = NewTask(title="t", project_id=project.pk, column_id=column.pk, tags=[f"{word} wet"])
        create_task(actor=APPLICATION, task=task)
        person = User.objects.create(username=f"{word}-crew")
        add_project_user(actor=APPLICATION, project=project, user_id=person.pk, role=ProjectRole.MEMBER)

    def offers(self, world, who="member") -> dict[str, list[str]]:
        found = world.client(who).get("/search/language").json()
        return {name: [label for label, _written in one["values"]] for name, one in found.items()}

    def facet(self, world, attribute: str, **query: str) -> list[str]:
        html = text(world.member.get(f"/search/filter/{attribute}", query))
        return re.findall(r'class="choice".*?<span>([^<]*)</span></a>', html)

    def test_they_are_those_of_ones_own_open_projects(self, world, there):
        self.fill(world.project, "here")
        self.fill(there, "there")
        self.fill(create_project(actor=APPLICATION, name="Hidden"), "hidden")
        offers = self.offers(world)
        for attribute, word in (("category", "hull"), ("column", "dock"), ("tag", "wet")):
            own = [label for label in offers[attribute] if label.endswith(word)]
            assert own == [f"here {word}", f"there {word}"]
        assert {"here-crew", "there-crew"} < set(offers["assignee"])
        assert "hidden" not in str(offers)
        assert "hull" not in str(self.offers(world, "outsider"))
        disable_project(actor=APPLICATION, project=there)
        assert "there hull" not in self.offers(world)["category"]

    def test_what_two_projects_have_is_offered_once(self, world, there):
        for project in (world.project, there):
            Category.objects.create(project=project, name="Hull")
            Category.objects.create(project=project, name="2024")
        assert self.offers(world)["column"].count("Backlog") == 1
        values = dict.fromkeys(written for _label, written in self.read(world)["category"]["values"])
        years = Category.objects.filter(name="2024").values_list("pk", flat=True)
        # A name of digits means an id: each has its own.
        assert list(values) == ["none", *(str(pk) for pk in sorted(years)), "Hull"]

    def read(self, world):
        return world.member.get("/search/language").json()

    def test_menus_offer_them(self, world, there):
        self.fill(world.project, "here")
        self.fill(there, "there")
        assert self.facet(world, "tag") == ["None", "here wet", "there wet"]
        assert self.facet(world, "category") == ["None", "here hull", "there hull"]
        assert 'href="/search?search=tag%3A%22there%20wet%22"' in text(world.member.get("/search/filter/tag"))
        there.priority_start, there.priority_end = 2, 5
        there.save()
        assert self.facet(world, "priority") == ["P0", "P1", "P2", "P3", "P4", "P5"]

    def test_they_cost_the_same_for_any_number_of_projects(self, world):
        paths = ("language", "filter/tag", "filter/category", "filter/assignee", "filter/priority")

        def cost() -> list[int]:
            found = []
            for path in paths:
                with CaptureQueriesContext(connection) as queries:
                    assert world.member.get(f"/search/{path}").status_code == 200
                found.append(len(queries))
            return found

        cost()
        small = cost()
        member = world.people["member"].pk
        for number in range(12):
            project = create_project(actor=APPLICATION, name=f"P{number}")
            add_project_user(actor=APPLICATION, project=project, user_id=member, role=ProjectRole.MEMBER)
            self.fill(project, f"p{number}")
        cost()
        assert cost() == small == [9, 5, 5, 6, 5]
