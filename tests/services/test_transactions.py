"""One order of locks, and a second try (docs/architecture.md, Locks)."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from itertools import pairwise

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from boards.actors import APPLICATION
from boards.models import Project
from boards.services.projects import create_project
from boards.transactions import OutOfOrder, again, atomic, block, is_held, lock_found, lock_project, lock_projects

pytestmark = pytest.mark.django_db(transaction=True)


class Given(Exception):
    """What the driver says; Django's error has it as its cause."""

    def __init__(self, sqlstate: str = "", sqlite_errorcode: int = 0) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate
        self.sqlite_errorcode = sqlite_errorcode


def given_up(cause: Exception) -> OperationalError:
    error = OperationalError("given up")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause",
    [Given("40P01"), Given("40001"), Given("55P03"), Given(sqlite_errorcode=5), Given(sqlite_errorcode=517)],
    ids=["deadlock", "serialization", "lock", "busy", "snapshot"],
)
def test_what_the_database_gave_up_is_done_as_if_it_had_not(cause):
    told: list[str] = []
    errors = [given_up(cause)]

    @atomic
    def change() -> int:
        project = Project.objects.create(name="P")
        transaction.on_commit(lambda: told.append(project.name))
        if errors:
            raise errors.pop()
        return project.pk

    made = change()
    assert list(Project.objects.values_list("pk", flat=True)) == [made]
    assert told == ["P"]


def test_what_is_given_up_each_time_is_told():
    calls: list[int] = []

    @atomic
    def change() -> None:
        calls.append(1)
        raise given_up(Given("40P01"))

    with pytest.raises(OperationalError):
        change()
    assert len(calls) == 3


def test_a_mistake_is_not_tried_again():
    calls: list[int] = []

    @atomic
    def change() -> None:
        calls.append(1)
        raise DatabaseError("no such table")

    with pytest.raises(DatabaseError):
        change()
    assert len(calls) == 1


def test_a_violated_constraint_is_met_by_the_checks_of_the_second_try():
    calls: list[int] = []

    @atomic
    def change() -> str:
        calls.append(1)
        if len(calls) > 1:
            return "seen"
        raise IntegrityError("came between")

    assert change() == "seen"


def test_a_part_of_a_change_is_not_tried_again_by_itself():
    calls: list[str] = []
    errors = [given_up(Given("40P01"))]

    @atomic
    def part() -> None:
        calls.append("part")
        if errors:
            raise errors.pop()

    @atomic
    def whole() -> None:
        calls.append("whole")
        part()

    whole()
    assert calls == ["whole", "part"] * 2


def test_a_door_begins_again_only_when_nothing_has_been_kept():
    made: list[str] = []

    @atomic
    def make(name: str) -> None:
        Project.objects.create(name=name)

    def view(*, keeps_first: bool) -> None:
        made.append("")
        if keeps_first:
            make("kept")
        with block():
            Project.objects.create(name="lost")
            if len(made) < 2:
                raise given_up(Given("40P01"))

    again(lambda: view(keeps_first=False))
    assert len(made) == 2
    made.clear()
    with pytest.raises(OperationalError):
        again(lambda: view(keeps_first=True))
    assert list(Project.objects.order_by("pk").values_list("name", flat=True)) == ["lost", "kept"]


def test_a_project_is_held_until_the_savepoint_in_which_it_was_locked_is_taken_back():
    one, two = (create_project(actor=APPLICATION, name=name).pk for name in "ab")
    with block():
        lock_project(one)
        with suppress(ValueError), block():
            lock_project(two)
            assert (is_held(one), is_held(two)) == (True, True)
            raise ValueError
        assert (is_held(one), is_held(two)) == (True, False)
    assert not is_held(one)


def test_projects_that_a_task_has_moved_to_meanwhile_are_locked_too():
    one, two = (create_project(actor=APPLICATION, name=name).pk for name in "ab")
    answers = [[one], [two], [two]]
    with block():
        lock_found(lambda: answers.pop(0))
        # SQLite has the whole file, so its first answer can't be old.
        assert is_held(two) is connection.features.has_select_for_update
        assert is_held(one)


def test_locks_against_the_order_are_taken_in_order_by_a_second_run(caplog):
    ids = sorted(create_project(actor=APPLICATION, name=name).pk for name in "abc")
    done: list[int] = []
    errors: list[BaseException] = []

    @atomic
    def visit(first: int, second: int) -> None:
        lock_project(first)
        Project.objects.filter(pk=first).update(description="1")
        lock_project(second)
        Project.objects.filter(pk=second).update(description="2")
        done.append(first)

    def work(order: list[int]) -> None:
        try:
            for _ in range(20):
                for first, second in pairwise(order):
                    visit(first, second)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(order,)) for order in (ids, ids[::-1]) for _ in range(3)]
    with caplog.at_level(logging.INFO, "boards.transactions"):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert len(done) >= 6 * 20 * 2
    assert [record.getMessage() for record in caplog.records] == []


def test_a_second_run_begins_with_all_the_locks():
    ids = sorted(create_project(actor=APPLICATION, name=name).pk for name in "ab")
    seen: list[bool] = []

    @atomic
    def change() -> None:
        seen.append(is_held(ids[0]))
        lock_projects(ids[1:])
        with suppress(Exception):  # only the runner may catch it
            if len(seen) == 1:
                raise OutOfOrder(ids)

    change()
    assert seen == [False, True]
