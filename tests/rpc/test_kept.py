"""Lists are answered from memory while nothing has changed, to the same caller, who must still be allowed to read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api import kept
from api.kept import OVERHEAD, KeptAnswers
from api.rpc import procedure
from boards.actors import APPLICATION
from boards.services.memberships import change_project_user_role, remove_project_user
from boards.services.settings import save_settings
from boards.services.users import update_user
from boards.transactions import block
from tests.conftest import Rpc
from tests.web.conftest import World

#: What a kept answer costs beside the credentials: the statement of the editions.
KEPT = 1


@pytest.fixture
def world(transactional_db: None) -> World:
    world = World()
    world.task("One", tags=["urgent"], owner_id=world.people["member"].pk)
    return world


@pytest.fixture
def rpc(world: World) -> Rpc:
    return Rpc()


def cost(call: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def asks(rpc: Rpc, world: World) -> list[Any]:
    project = world.project.pk
    return [
        lambda: rpc.getAllTasks(project),
        lambda: rpc.getAllTasks(project, 0),
        lambda: rpc.getBoard(project),
        lambda: rpc.searchTasks(project, "status:open tag:urgent"),
        lambda: rpc.searchTasks(project_id=project, query="One"),
    ]


def test_the_second_answer_is_the_same_and_costs_one_statement(rpc, world):
    for ask in asks(rpc, world):
        first = ask()
        again = []
        assert cost(lambda ask=ask, again=again: again.append(ask())) == KEPT
        assert again == [first]


def test_what_changes_in_the_project_is_in_the_next_answer(rpc, world):
    task = rpc.getAllTasks(world.project.pk)[0]["id"]
    for ask in asks(rpc, world):
        ask()
    rpc.updateTask(id=task, title="One and Two")
    for ask in asks(rpc, world):
        assert cost(ask) > KEPT
    assert rpc.getAllTasks(world.project.pk)[0]["title"] == "One and Two"


def test_what_changes_outside_of_the_project_is_in_the_next_answer(rpc, world):
    def name() -> str:
        return str(rpc.searchTasks(world.project.pk, "status:open")[0]["assignee_name"])

    assert name() == "Member"
    update_user(actor=APPLICATION, user=world.people["member"], changes={"name": "Renamed"})
    assert name() == "Renamed"


def test_options_are_a_part_of_the_answer(rpc, world):
    assert rpc.getAllTasks(world.project.pk)[0]["url"].startswith("http://localhost/")
    save_settings(actor=APPLICATION, values={"application_url": "https://boards.example/"})
    assert rpc.getAllTasks(world.project.pk)[0]["url"].startswith("https://boards.example/")


def test_rights_are_asked_on_each_call(rpc, world):
    member, outsider = Rpc("member", "secret-pw"), Rpc("outsider", "secret-pw")
    project = world.project
    assert len(member.getAllTasks(project.pk)) == len(member.getAllTasks(project.pk)) == 1
    assert outsider.answer("getAllTasks", project.pk)[1]["error"]["code"] == 403
    remove_project_user(actor=APPLICATION, project_id=project.pk, user_id=world.people["member"].pk)
    assert member.answer("getAllTasks", project.pk)[1]["error"]["code"] == 403


def test_each_caller_has_answers_of_their_own(rpc, world):
    def draggable(caller: Rpc) -> bool:
        return bool(caller.getBoard(world.project.pk)[0]["columns"][0]["tasks"][0]["is_draggable"])

    member = Rpc("member", "secret-pw")
    assert [draggable(member), draggable(rpc), draggable(member)] == [True, False, True]
    change_project_user_role(
        actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="project-viewer"
    )
    assert not draggable(member)
    mine = "status:open assignee:me"
    assert [len(one.searchTasks(world.project.pk, mine)) for one in (member, rpc)] == [1, 0]


@pytest.mark.parametrize("query", ["due:today", "created:>yesterday", "status:open modified:today", "a" * 501])
def test_searches_that_depend_on_the_day_and_long_ones_are_made_anew(rpc, world, query):
    rpc.searchTasks(world.project.pk, query)
    assert not kept.ANSWERS.size


def test_free_words_of_people_are_made_anew_as_an_option_of_theirs_decides(world):
    member = Rpc("member", "secret-pw")
    assert len(member.searchTasks(world.project.pk, "One")) == 1
    assert not kept.ANSWERS.size


def test_nothing_is_kept_inside_a_transaction_nor_of_unknown_projects_nor_when_switched_off(rpc, world, monkeypatch):
    answers = KeptAnswers(1_000_000)
    assert answers.find("a", 0, lambda: [1]) == [1]
    with block():
        assert answers.find("a", world.project.pk, lambda: [1]) == [1]
    assert not answers.size
    monkeypatch.setattr(procedure, "ANSWERS", KeptAnswers(0))
    assert cost(lambda: rpc.getBoard(world.project.pk)) == cost(lambda: rpc.getBoard(world.project.pk)) > KEPT


def test_memory_is_bounded_and_the_longest_unasked_goes_first(world):
    project = world.project.pk
    answers = KeptAnswers(4 * (OVERHEAD + 12))
    for key in "abcd":
        answers.find(key, project, lambda: "x" * 10)
    assert answers.size == answers.most
    answers.find("a", project, lambda: pytest.fail("it is kept"))
    answers.find("e", project, lambda: "y" * 10)
    assert answers.size == answers.most
    answers.find("a", project, lambda: pytest.fail("it is kept"))
    made: list[str] = []
    answers.find("b", project, lambda: made.append("b"))
    assert made == ["b"]
    answers.find("large", project, lambda: "x" * 2000)
    assert answers.size <= answers.most
    answers.clear()
    assert not answers.size
