"""Boards and lists that a browser has already: 304 while nothing that they show has changed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from boards import options
from boards.actors import APPLICATION
from boards.addresses import link
from boards.dates import now
from boards.models import Link
from boards.preferences import LIST_COLUMNS, STARRED
from boards.queries.homes import read_home
from boards.queries.settings import forget_settings
from boards.queries.users import forget_avatars
from boards.services import avatars
from boards.services.columns import update_column
from boards.services.memberships import change_project_user_role, remove_project_user
from boards.services.metadata import save_preferences
from boards.services.projects import create_project
from boards.services.settings import save_settings
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.status import close_task
from boards.services.users import update_user
from boards.web.frame import unchanged

PAGES = ("board", "list")


def visit(world: Any, page: str = "board", who: str = "member", tag: str = "", **headers: str) -> Any:
    if tag:
        headers["If-None-Match"] = tag
    return world.client(who).get(f"/{page}/{world.project.pk}", headers=headers)


@pytest.fixture
def held(world):
    """Asks for a page with the tag that it had: 304, or what is new."""
    world.task()
    tags = {}
    for page in PAGES:
        visit(world, page)
        tags[page] = visit(world, page)["ETag"]

    def ask_again(page: str = "board", **headers: str) -> int:
        return visit(world, page, tag=tags[page], **headers).status_code

    return ask_again


@pytest.mark.parametrize("page", PAGES)
class TestNothingHasChanged:
    def test_the_browser_shows_what_it_has(self, world, held, page, django_assert_max_num_queries):
        with django_assert_max_num_queries(6):
            assert held(page) == 304

    def test_it_asks_each_time_and_nobody_else_keeps_it(self, world, held, page):
        answer = visit(world, page)
        again = visit(world, page, tag=answer["ETag"])
        for one in (answer, again):
            assert one["Cache-Control"] == "private, no-cache"
            assert {"Cookie", "X-Requested-With", "HX-Request"} <= set(one["Vary"].split(", "))
        assert again.content == b""

    def test_another_project_does_not_matter(self, world, held, page):
        other = create_project(actor=APPLICATION, name="Elsewhere", owner_id=None)
        assert held(page) == 304
        world.task(project_id=other.pk, column_id=None)
        assert held(page) == 304


def change_task(world):
    create_subtask(actor=world.actor(), task_id=world.task("Another").pk, title="Sand it")


def change_column(world):
    update_column(actor=world.actor(), column=world.columns["Done"], title="Finished", task_limit=0, description="")


def change_option(world):
    save_settings(actor=APPLICATION, values={options.HIGHLIGHT_PERIOD.name: "60"})
    forget_settings()


def change_preference(world):
    save_preferences(LIST_COLUMNS.keep(["status"]), actor=world.actor("member"), user_id=world.people["member"].pk)


def star_project(world):
    member = world.people["member"].pk
    save_preferences(STARRED.keep(True, world.project.pk), actor=world.actor("member"), user_id=member)


def change_name(world):
    update_user(actor=APPLICATION, user=world.people["manager"], changes={"name": "Mary"})


def change_theme(world):
    update_user(actor=APPLICATION, user=world.people["member"], changes={"theme": "dark"})


def choose_filter(world):
    world.member.get(f"/board/{world.project.pk}", {"search": "status:closed"})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "change",
    [
        change_task,
        change_column,
        change_option,
        change_preference,
        star_project,
        change_name,
        change_theme,
        choose_filter,
    ],
)
def test_what_a_page_shows_makes_it_new(world, held, page, change):
    change(world)
    assert held(page) == 200


def test_a_linked_task_of_another_project_counts(world, held):
    other = create_project(actor=APPLICATION, name="Elsewhere", owner_id=None)
    there = world.task("Blocks", project_id=other.pk, column_id=None)
    kind = Link.objects.get(label="is blocked by").pk
    create_task_link(actor=APPLICATION, task_id=world.task().pk, opposite_task_id=there.pk, link_id=kind)
    tag = visit(world)["ETag"]
    assert visit(world, tag=tag).status_code == 304
    close_task(actor=APPLICATION, task_id=there.pk)
    assert visit(world, tag=tag).status_code == 200


def demote(world):
    people = world.people["member"].pk
    change_project_user_role(actor=APPLICATION, project_id=world.project.pk, user_id=people, role="project-viewer")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("change", [demote, change_theme])
def test_what_changes_between_the_door_and_the_page_is_seen_the_next_time(world, held, monkeypatch, page, change):
    """The door has read the account and its rights, the page reads the edition that the change has left."""
    read = import_module(f"boards.web.{page}.page")

    def change_and_read(*args, **kwargs):
        change(world)
        return read_home(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(read, "read_home", change_and_read)
        tag = visit(world, page)["ETag"]
    assert visit(world, page, tag=tag).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_picture_that_another_process_has_changed_is_seen_soon(world, held, monkeypatch, page):
    monkeypatch.setattr(avatars, "forget_avatars", lambda: None)
    avatars._set(world.people["member"], "avatars/new")
    tag = visit(world, page)["ETag"]
    forget_avatars()
    assert visit(world, page, tag=tag).status_code == 200


class TestWhoAsks:
    @pytest.mark.parametrize("header", [{"HX-Request": "true"}, {"X-Requested-With": "XMLHttpRequest"}])
    def test_a_part_for_a_script_is_not_the_page(self, world, held, header):
        assert held(**header) == 200
        part = visit(world, **header)
        assert not part.has_header("ETag")
        assert "no-store" in part["Cache-Control"]

    def test_a_new_session_has_new_tokens(self, world, held):
        world._clients.pop("member")
        assert held() == 200

    def test_rights_come_first(self, world, held):
        remove_project_user(actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk)
        assert held() == 403

    def test_who_signs_out_leaves_no_page_behind(self, world, held):
        answer = world.member.post("/logout")
        assert answer["Clear-Site-Data"] == '"cache"'
        assert held() == 302

    def test_what_waits_to_be_told_is_told_and_not_kept(self, world, held):
        task = world.task("Tell me")
        world.member.post(link("board.close", project_id=world.project.pk, ids=task.pk))
        answer = visit(world)
        assert "toast-success" in answer.content.decode()
        assert not answer.has_header("ETag")
        assert "no-store" in answer["Cache-Control"]

    def test_other_pages_are_not_kept_at_all(self, world):
        answer = world.member.get(f"/task/{world.task().pk}")
        assert not answer.has_header("ETag")
        assert "no-store" in answer["Cache-Control"]


def test_time_passes_on_a_page(world, held, monkeypatch):
    later = now() + unchanged.LIFE
    monkeypatch.setattr(unchanged, "now", lambda: later)
    assert held() == 200
