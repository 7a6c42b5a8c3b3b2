"""Several writers at once, each with a connection of their own: nobody fails, nothing is lost (domain.md 12)."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from boards.actors import APPLICATION
from boards.errors import Conflict
from boards.models import Project, Subtask, Tag, Task, TaskTag, User
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.status import close_task, open_task
from tests.conftest import Rpc

WRITERS = 8


@pytest.fixture
def door(transactional_db: None) -> Rpc:
    return Rpc()


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each work answers, all begun at the same moment in a thread of their own. Raises what one of them raises."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait(20)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


class Services:
    """The services under the names of the procedures."""

    def create(self, project: int, column: int) -> int:
        return create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project, column_id=column))

    def move(self, project: int, task: int, column: int, position: int) -> None:
        with suppress(Conflict):
            move_task(actor=APPLICATION, task_id=task, column_id=column, swimlane_id=None, position=position)

    def close(self, task: int) -> None:
        close_task(actor=APPLICATION, task_id=task)

    def open(self, task: int) -> None:
        open_task(actor=APPLICATION, task_id=task)


class Door:
    """The same over the API."""

    def __init__(self) -> None:
        self.rpc = Rpc()

    def create(self, project: int, column: int) -> int:
        task = self.rpc.createTask(title="t", project_id=project, column_id=column)
        assert type(task) is int
        return task

    def move(self, project: int, task: int, column: int, position: int) -> None:
        assert self.rpc.moveTaskPosition(project, task, column, position, 0) in (True, False)

    def close(self, task: int) -> None:
        assert self.rpc.closeTask(task) is True

    def open(self, task: int) -> None:
        assert self.rpc.openTask(task) is True


def work_on(project: int, columns: list[int], seed: int, rounds: int) -> Callable[[], list[int]]:
    """A writer who creates, moves, closes and reopens own tasks in the cells of all; answers what they created."""

    def work() -> list[int]:
        means: Any = Services() if seed % 2 else Door()
        dice, own = random.Random(seed), []
        for _ in range(rounds):
            own.append(means.create(project, dice.choice(columns)))
            means.move(project, dice.choice(own), dice.choice(columns), dice.randint(1, 6))
            task = dice.choice(own)
            means.close(task)
            means.move(project, dice.choice(own), dice.choice(columns), dice.randint(1, 6))
            if dice.random() < 0.7:
                means.open(task)
        return own

    return work


def test_eight_writers_lose_no_task_and_keep_all_places_dense(door):
    project = door.createProject("P")
    columns = [column["id"] for column in door.getColumns(project)][:3]
    created = together(*(work_on(project, columns, seed, rounds=8) for seed in range(WRITERS)))
    assert sorted(task for own in created for task in own) == sorted(Task.objects.values_list("pk", flat=True))
    assert sum(map(len, created)) == WRITERS * 8
    places = defaultdict(list)
    for column, position in Task.objects.filter(is_active=True).values_list("column_id", "position"):
        places[column].append(position)
    assert {column: sorted(found) for column, found in places.items()} == {
        column: list(range(1, len(found) + 1)) for column, found in places.items()
    }


@pytest.mark.parametrize(
    ("method", "arguments", "model"),
    [
        ("createUser", {"username": "anna", "password": "secret-pw"}, User),
        ("createTag", {"tag": "same"}, Tag),
        ("createProject", {"name": "Q", "identifier": "SAME"}, Project),
    ],
)
def test_only_one_of_equals_is_made(door, method, arguments, model):
    if method == "createTag":
        arguments = {**arguments, "project_id": door.createProject("P")}
    before = model.objects.count()
    answers = together(*[lambda: getattr(Rpc(), method)(**arguments)] * 4)
    assert sorted(type(answer).__name__ for answer in answers) == ["bool", "bool", "bool", "int"]
    assert [answer for answer in answers if type(answer) is bool] == [False] * 3
    assert model.objects.count() == before + 1


def test_the_same_new_tags_on_two_tasks_are_made_once(door):
    project = door.createProject("P")
    tasks = [door.createTask("t", project) for _ in range(4)]
    names = ["a", "b", "c"]
    assert together(*(lambda task=task: Rpc().setTaskTags(project, task, names) for task in tasks)) == [True] * 4
    assert sorted(Tag.objects.values_list("name", flat=True)) == names
    assert TaskTag.objects.count() == 12


def test_sub_tasks_written_at_once_count_their_places(door):
    task = door.createTask("t", door.createProject("P"))
    created = together(*[lambda: Rpc().createSubtask(task_id=task, title="s", time_spent=1)] * 4)
    assert sorted(created) == sorted(Subtask.objects.values_list("pk", flat=True))
    assert sorted(Subtask.objects.values_list("position", flat=True)) == [1, 2, 3, 4]
    assert door.getTask(task)["time_spent"] == 4


@pytest.mark.parametrize("method", ["saveTaskMetadata", "saveProjectMetadata"])
def test_writers_of_the_same_names_in_any_order_never_block_each_other(door, method):
    project = door.createProject("P")
    owner = door.createTask("t", project) if method == "saveTaskMetadata" else project
    names = [f"name {number}" for number in range(60)]

    def save(seed: int) -> bool:
        dice, rpc = random.Random(seed), Rpc()
        return all(
            getattr(rpc, method)(owner, dict.fromkeys(dice.sample(names, 60), f"{seed} {turn}")) for turn in range(12)
        )

    assert together(*(lambda seed=seed: save(seed) for seed in range(4))) == [True] * 4
    stored = getattr(door, method.replace("save", "get"))(owner)
    assert (len(stored), len(set(stored.values()))) == (60, 1)
