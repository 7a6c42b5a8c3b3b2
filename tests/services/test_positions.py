"""Places on the board: whatever happens, the open tasks of every cell count 1..n (domain.md 12)."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from boards.actors import APPLICATION
from boards.errors import Conflict, Invalid, NotFound
from boards.models import Column, Project, Swimlane, Task
from boards.services.projects import create_project
from boards.services.swimlanes import create_swimlane
from boards.services.tasks.copying import copy_task_to_project, duplicate_task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task, move_task_silently
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.transfer import move_task_open_to_project


def cells() -> dict[tuple[int, int], list[int]]:
    """Cell to the positions of its open tasks, in ascending order."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for task in Task.objects.filter(is_active=True):
        found[task.column_id, task.swimlane_id].append(task.position)
    return {cell: sorted(positions) for cell, positions in found.items()}


def assert_dense() -> None:
    for cell, positions in cells().items():
        assert positions == list(range(1, len(positions) + 1)), cell


STEP = st.tuples(
    st.sampled_from(["create", "move", "silent", "close", "open", "remove", "duplicate", "copy", "transfer"]),
    st.integers(0, 9),
    st.integers(0, 1),
    st.integers(0, 1),
    st.integers(1, 12),
)


class AnySequenceOfChanges(TestCase):
    def setUp(self) -> None:
        self.projects = [create_project(actor=APPLICATION, name=name) for name in ("One", "Two")]
        for project in self.projects:
            create_swimlane(actor=APPLICATION, project=project, name="Second")
        self.columns = {project.pk: list(Column.objects.filter(project=project)[:2]) for project in self.projects}
        self.lanes = {project.pk: list(Swimlane.objects.filter(project=project)) for project in self.projects}

    def play(self, kind: str, which: int, column: int, lane: int, position: int) -> None:
        tasks = list(Task.objects.order_by("pk"))
        if kind == "create" or not tasks:
            project = self.projects[which % 2]
            new = NewTask(
                title="t",
                project_id=project.pk,
                column_id=self.columns[project.pk][column].pk,
                swimlane_id=self.lanes[project.pk][lane].pk,
            )
            create_task(actor=APPLICATION, task=new)
            return
        task = tasks[which % len(tasks)]
        cell = {
            "column_id": self.columns[task.project_id][column].pk,
            "swimlane_id": self.lanes[task.project_id][lane].pk,
        }
        if kind == "move":
            with contextlib.suppress(Conflict):
                move_task(actor=APPLICATION, task_id=task.pk, position=position, **cell)
        elif kind == "silent":
            move_task_silently(actor=APPLICATION, task_id=task.pk, position=position, **cell)
        elif kind == "close":
            close_task(actor=APPLICATION, task_id=task.pk)
        elif kind == "open":
            open_task(actor=APPLICATION, task_id=task.pk)
        elif kind == "remove":
            remove_task(actor=APPLICATION, task_id=task.pk)
        elif kind == "duplicate":
            duplicate_task(actor=APPLICATION, task_id=task.pk)
        elif kind == "copy":
            copy_task_to_project(actor=APPLICATION, task_id=task.pk, project=self.projects[column])
        else:
            move_task_open_to_project(actor=APPLICATION, task_id=task.pk, project=self.projects[column])

    @settings(max_examples=60)
    @given(st.lists(STEP, max_size=25))
    def test_keeps_the_places_of_every_cell_dense(self, steps: list[tuple[str, int, int, int, int]]) -> None:
        for step in steps:
            self.play(*step)
            assert_dense()


@pytest.fixture
def project(db) -> Project:
    return create_project(actor=APPLICATION, name="Board")


@pytest.fixture
def column(project: Project) -> Column:
    return Column.objects.filter(project=project).order_by("position")[0]


@pytest.fixture
def lane(project: Project) -> Swimlane:
    return Swimlane.objects.get(project=project)


def add(project: Project, *titles: str, **fields: Any) -> list[int]:
    return [
        create_task(actor=APPLICATION, task=NewTask(title=title, project_id=project.pk, **fields)) for title in titles
    ]


def order(column: Column) -> list[str]:
    return [task.title for task in Task.objects.filter(column=column, is_active=True).order_by("position")]


def test_a_new_task_goes_to_the_bottom_of_the_first_cell(project, column, lane):
    (task_id,) = add(project, "a")
    add(project, "b")
    task = Task.objects.get(pk=task_id)
    assert (task.column_id, task.swimlane_id, order(column)) == (column.pk, lane.pk, ["a", "b"])


@pytest.mark.parametrize(
    ("which", "position", "expected"),
    [(0, 3, ["b", "c", "a", "d"]), (3, 1, ["d", "a", "b", "c"]), (1, 99, ["a", "c", "d", "b"])],
)
def test_a_task_moves_inside_its_cell(project, column, lane, which, position, expected):
    tasks = add(project, "a", "b", "c", "d")
    move_task(actor=APPLICATION, task_id=tasks[which], column_id=column.pk, swimlane_id=lane.pk, position=position)
    assert order(column) == expected


def test_a_move_closes_the_gap_that_it_leaves(project, column, lane):
    tasks = add(project, "a", "b", "c")
    target = Column.objects.filter(project=project).order_by("position")[1]
    move_task(actor=APPLICATION, task_id=tasks[1], column_id=target.pk, swimlane_id=0, position=9)
    assert cells() == {(column.pk, lane.pk): [1, 2], (target.pk, lane.pk): [1]}


def test_a_closed_task_leaves_its_place_and_gets_it_back(project, column):
    tasks = add(project, "a", "b", "c")
    close_task(actor=APPLICATION, task_id=tasks[0])
    assert order(column) == ["b", "c"]
    open_task(actor=APPLICATION, task_id=tasks[0])
    assert order(column) == ["a", "b", "c"]


def test_a_closed_task_moves_without_a_place_among_the_open_ones(project, column, lane):
    tasks = add(project, "a", "b")
    close_task(actor=APPLICATION, task_id=tasks[0])
    target = Column.objects.filter(project=project).order_by("position")[1]
    move_task(actor=APPLICATION, task_id=tasks[0], column_id=target.pk, swimlane_id=0, position=4)
    task = Task.objects.get(pk=tasks[0])
    assert (task.column_id, task.position, task.is_active) == (target.pk, 1, False)
    assert cells() == {(column.pk, lane.pk): [1]}


def test_refused_moves_write_nothing(project, column, lane):
    other = create_project(actor=APPLICATION, name="Other")
    foreign_column = Column.objects.filter(project=other)[0]
    foreign_lane = Swimlane.objects.get(project=other)
    (task_id, _) = add(project, "a", "b")
    before = Task.objects.filter(pk=task_id).values().get()
    refused = [
        (Invalid, {"column_id": column.pk, "position": 0}),
        (Conflict, {"column_id": column.pk, "position": 1}),
        (NotFound, {"column_id": 99999999, "position": 1}),
        (NotFound, {"column_id": foreign_column.pk, "position": 1}),
        (NotFound, {"column_id": column.pk, "position": 1, "swimlane_id": foreign_lane.pk}),
        (NotFound, {"column_id": column.pk, "position": 1, "swimlane_id": 99999999}),
        (Invalid, {"column_id": column.pk, "position": 2, "project_id": other.pk}),
    ]
    for error, where in refused:
        with pytest.raises(error):
            move_task(actor=APPLICATION, task_id=task_id, **{"swimlane_id": lane.pk, **where})
    with pytest.raises(NotFound):
        move_task(actor=APPLICATION, task_id=99999999, column_id=column.pk, swimlane_id=0, position=1)
    assert Task.objects.filter(pk=task_id).values().get() == before
