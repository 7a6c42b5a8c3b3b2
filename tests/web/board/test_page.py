"""The page of a board."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import Task
from boards.preferences import KEYS_OFF
from boards.services.columns import update_column
from boards.services.custom_roles import create_custom_role, restrict_column
from boards.services.memberships import change_project_user_role
from boards.services.metadata import save_preferences
from tests.web.board.asking import board


class TestThePage:
    def test_a_card_carries_the_hooks_of_programs(self, world):
        task = world.task("Paint <b>it</b>")
        html = board(world)
        assert f'data-task-id="{task.pk}"' in html
        assert f'data-column-id="{task.column_id}"' in html
        assert f'data-swimlane-id="{task.swimlane_id}"' in html
        assert "Paint &lt;b&gt;it&lt;/b&gt;" in html
        assert "<b>it</b>" not in html

    @pytest.mark.parametrize(
        "path", ["/board/{0}", "/b/{0}", "/?controller=BoardViewController&action=show&project_id={0}"]
    )
    def test_all_addresses_show_it(self, world, path):
        response = world.viewer.get(path.format(world.project.pk))
        assert response.status_code == 200
        assert b'id="board"' in response.content

    def test_outsiders_are_refused_and_strangers_sent_to_the_form(self, world):
        url = f"/board/{world.project.pk}"
        assert world.outsider.get(url).status_code == 403
        assert world.chief.get(url).status_code == 403
        assert world.admin.get(url).status_code == 200
        assert world.anonymous.get(url)["Location"] == f"/login?next={url}"
        assert world.member.get("/board/999999").status_code == 404

    def test_a_filter_leaves_other_cards_out_and_says_so(self, world):
        world.task("Anchor")
        world.task("Boat")
        html = board(world, query="?search=anchor")
        assert "Anchor" in html
        assert ">Boat<" not in html
        assert "1 of 2 tasks shown." in html
        assert ">Boat<" in board(world, query="/search/Boat")

    def test_an_empty_filter_shows_closed_tasks_too(self, world):
        task = world.task("Gone")
        world.manager.post(f"/board/{world.project.pk}/close?ids={task.pk}")
        assert ">Gone<" not in board(world)
        assert ">Gone<" in board(world, query="?search=")

    def test_limits_speak_in_words(self, world):
        update_column(actor=APPLICATION, column=world.columns["Ready"], title="Ready", task_limit=2, description="")
        for number in range(2):
            world.task(str(number), column="Ready")
        assert "2 of 2 · at limit" in board(world)
        world.task("3", column="Ready")
        assert "3 of 2 · over limit" in board(world)

    def test_a_viewer_gets_no_control_that_changes_things(self, world):
        world.task()
        html = board(world, "viewer")
        assert "data-add=" not in html
        assert "data-card-menu" not in html
        assert "data-fixed" in html

    @pytest.mark.parametrize(("who", "statements"), [("member", 7), ("admin", 6)])
    def test_it_costs_the_same_at_ten_tasks_and_at_a_thousand(self, world, who, statements):
        def fill(number: int) -> None:
            one = world.task("one")
            Task.objects.bulk_create(
                Task(
                    title=f"Task {n}", project=world.project, column=list(world.columns.values())[n % 4],
                    swimlane=one.swimlane, color_id="blue", date_creation=1, date_modification=1, date_moved=1,
                    position=n + 2,
                )
                for n in range(number)
            )  # fmt: skip

        def count() -> tuple[int, int]:
            world.client(who).get(f"/board/{world.project.pk}")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                html = world.client(who).get(f"/board/{world.project.pk}").content
            return len(queries), len(html)

        fill(10)
        few, _size = count()
        fill(1000)
        many, size = count()
        assert few == many == statements
        assert size < 350_000

    def test_the_elements_of_a_card_stay_few(self, world):
        for number in range(20):
            world.task(f"Task {number}", tags=["ios", "api"], owner_id=world.people["member"].pk, date_due=1_000_000)
        html = board(world)
        cards = html[html.index('<div role="listitem"') : html.rindex("add-row")]
        assert len(re.findall(r"<[a-z]", cards)) / 20 <= 30


def test_where_a_role_closes_no_tasks_cards_have_no_tick(world):
    role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
    restrict_column(actor=APPLICATION, role=role, column=world.columns["Ready"], rule="block.task_open_close")
    member = world.people["member"].pk
    change_project_user_role(actor=APPLICATION, project_id=world.project.pk, user_id=member, role="Mate")
    cells = re.findall(r'data-column-id="(\d+)"[^>]*data-sealed', board(world))
    assert cells == [str(world.columns["Ready"].pk)]
    assert "data-sealed" not in board(world, "manager")


class TestAnEmptyBoard:
    """The style sheet shows the sentence while all cells are empty."""

    def hint(self, html):
        cell = r'<section id="cell-(\d+)-[^>]*>(?:(?!<section).)*?<p class="start-hint">(.*?)</p>'
        found = re.findall(cell, html, re.DOTALL)
        assert html.count("start-hint") == len(found)
        return [(int(column), " ".join(re.sub("<[^>]+>", " ", words).split())) for column, words in found]

    def test_says_what_to_do_where_new_tasks_go(self, world):
        says = "No open tasks. Press n or click + to add one. Add one with +."
        assert self.hint(board(world)) == [(world.columns["Backlog"].pk, says)]

    def test_says_to_viewers_that_it_is_empty(self, world):
        assert self.hint(board(world, "viewer")) == [(world.columns["Backlog"].pk, "No open tasks.")]

    def test_names_no_key_to_who_uses_none(self, world):
        member = world.people["member"].pk
        save_preferences(KEYS_OFF.keep(True), actor=world.actor("member"), user_id=member)
        assert self.hint(board(world)) == [(world.columns["Backlog"].pk, "No open tasks. Add one with +.")]

    def test_says_it_in_the_first_column_that_is_to_be_seen(self, world):
        html = board(world, query=f"?hide={world.columns['Backlog'].pk}")
        assert [column for column, _words in self.hint(html)] == [world.columns["Ready"].pk]

    def test_says_something_else_under_a_filter(self, world):
        html = board(world, query="?search=anchor")
        assert self.hint(html) == []
        assert "No task matches this filter" in html
