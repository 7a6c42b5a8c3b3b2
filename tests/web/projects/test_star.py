"""Starring projects: a button in the header, and first place in lists."""

from __future__ import annotations

import re

import pytest

from boards.models import Project, UserMetadata
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.timers import start_timer


@pytest.fixture
def fleet(world):
    """The projects of a manager, by name: Anchor, Boat, Harbour."""
    others = [create_project(actor=world.actor(), name=name) for name in ("Anchor", "Boat")]
    return {project.name: project for project in (*others, world.project)}


def star(world, project, who="manager", *, starred="1", **more):
    return world.client(who).post(f"/project/{project.pk}/star", {"starred": starred, **more})


def pressed(html):
    found = re.search(r'name="starred" value="(\d)"[^>]*aria-pressed="(\w+)"', html)
    return found and found.groups()


def names(html):
    return re.findall(r">\s*(Anchor|Boat|Harbour)\s*</a>", html)


class TestTheButton:
    @pytest.mark.parametrize("path", ["/board/{0}", "/list/{0}", "/project/{0}", "/project/{0}/overview", "/task/{1}"])
    def test_stands_on_the_pages_of_a_project(self, world, path):
        task = world.task()
        url = path.format(world.project.pk, task.pk)
        assert pressed(world.manager.get(url).content.decode()) == ("1", "false")
        star(world, world.project)
        assert pressed(world.manager.get(url).content.decode()) == ("0", "true")
        star(world, world.project, starred="0")
        assert pressed(world.manager.get(url).content.decode()) == ("1", "false")

    def test_is_not_on_pages_of_no_project(self, world):
        for url in ("/dashboard", "/projects", "/search"):
            assert pressed(world.manager.get(url).content.decode()) is None

    def test_leads_back_to_where_it_was_pressed(self, world):
        url = f"/list/{world.project.pk}"
        assert star(world, world.project, next=url)["Location"] == url

    def test_says_the_same_when_it_is_pressed_twice(self, world):
        star(world, world.project)
        star(world, world.project)
        (kept,) = UserMetadata.objects.filter(name__startswith="board.starred")
        assert (kept.user_id, kept.value) == (world.people["manager"].pk, "1")

    def test_is_for_who_may_open_the_project(self, world, fleet):
        assert star(world, fleet["Boat"], "viewer").status_code == 403
        assert star(world, world.project, "viewer").status_code == 302

    def test_is_ones_own(self, world):
        star(world, world.project)
        assert pressed(world.member.get(f"/board/{world.project.pk}").content.decode()) == ("1", "false")

    def test_counts_beside_running_timers(self, world):
        """Timers make more rows of what stands around a page."""
        star(world, world.project)
        manager = world.people["manager"].pk
        for title in ("One", "Two"):
            step = create_subtask(actor=world.actor(), task_id=world.task(title).pk, title=title, user_id=manager)
            start_timer(actor=world.actor(), subtask_id=step, user_id=manager)
        assert pressed(world.manager.get(f"/board/{world.project.pk}").content.decode()) == ("0", "true")


class TestLists:
    def test_starred_projects_come_first_and_then_all_by_name(self, world, fleet):
        mine = f"/dashboard/{world.people['manager'].pk}/projects"
        for url in ("/dashboard", mine, "/projects"):
            assert names(world.manager.get(url).content.decode()) == ["Anchor", "Boat", "Harbour"]
        star(world, fleet["Harbour"])
        star(world, fleet["Boat"])
        for url in ("/dashboard", mine, "/projects", "/projects?search=o", "/projects?order=unknown"):
            html = world.manager.get(url).content.decode()
            assert names(html)[:2] == ["Boat", "Harbour"]
            assert html.count('class="starred"') == 2

    def test_another_order_is_that_order(self, world, fleet):
        star(world, fleet["Boat"])
        html = world.manager.get("/projects?order=id").content.decode()
        assert names(html) == ["Harbour", "Anchor", "Boat"]

    def test_administrators_see_their_own_stars_among_all_projects(self, world, fleet):
        star(world, fleet["Boat"])
        star(world, fleet["Harbour"], "admin")
        assert names(world.admin.get("/projects").content.decode()) == ["Harbour", "Anchor", "Boat"]

    def test_a_number_is_not_part_of_another(self, world):
        longer = Project.objects.create(pk=world.project.pk * 10 + 1, name="Longer", last_modified=0)
        star(world, longer, "admin")
        html = world.admin.get("/projects").content.decode()
        assert re.findall(r"Starred </span></span>.*?<a[^>]*>(\w+)", html) == ["Longer"]

    def test_the_palette_says_and_begins_with_them(self, world, fleet):
        star(world, fleet["Boat"])
        offered = [one for one in world.manager.get("/palette").json() if one["url"].startswith("/board/")]
        assert [(one["label"], one["hint"]) for one in offered] == [
            ("Boat", "Starred"), ("Anchor", ""), ("Harbour", ""),
        ]  # fmt: skip
