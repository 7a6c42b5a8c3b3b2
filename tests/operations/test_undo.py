"""What undo promises (docs/undo.md)."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from boards import storage
from boards.actors import APPLICATION, Actor, ActorKind
from boards.automations.base import PREFIX
from boards.errors import Conflict, DomainError, NotFound
from boards.models import (
    Column,
    Comment,
    ExternalLink,
    Link,
    Operation,
    Project,
    Subtask,
    Swimlane,
    Task,
    TaskFile,
    TaskLink,
    TaskMetadata,
    TaskTag,
    User,
)
from boards.operations.record import forget_old_operations, undoable
from boards.operations.undo import Later, find_redoable, find_undoable, redo_operation, undo_operation
from boards.services.actions import store_action
from boards.services.categories import create_category, remove_category
from boards.services.columns import create_column, remove_column
from boards.services.comments import create_comment
from boards.services.external_links import create_external_link
from boards.services.files import create_task_file
from boards.services.metadata import save_task_metadata
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask, toggle_subtask
from boards.services.tags import set_task_tags
from boards.services.task_links import create_task_link
from boards.services.tasks.copying import duplicate_task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.sort import sort_cell
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.transfer import move_task_open_to_project
from boards.services.tasks.update import update_task
from boards.services.timers import start_timer
from tests.services.test_load import assert_at_home, assert_dense, run_together


class Table:
    """A project, two people, and what they do there."""

    def __init__(self) -> None:
        self.project = create_project(actor=APPLICATION, name="P")
        self.columns = list(Column.objects.filter(project=self.project).order_by("position"))
        self.lane = Swimlane.objects.get(project=self.project)
        self.people = [User.objects.create(username=name, name=name.title(), password="!") for name in ("ana", "bob")]
        for person in self.people:
            self.project.project_users.create(user=person, role="project-member")
        self.ana, self.bob = (
            Actor(ActorKind.USER, user_id=person.pk, username=person.username, role="app-user")
            for person in self.people
        )

    def new(self, **more: Any) -> NewTask:
        return NewTask(title="t", project_id=self.project.pk, **more)

    def add(self, actor: Actor, number: int = 1, **more: Any) -> list[int]:
        with undoable(actor=actor, project_id=self.project.pk, task_ids=[], label="added") as record:
            for _ in range(number):
                record.created.append(create_task(actor=actor, task=self.new(**more)))
        return record.created

    def do(self, actor: Actor, work: Callable[..., object], task_id: int, **more: Any) -> int:
        with undoable(actor=actor, project_id=self.project.pk, task_ids=[task_id], label="done") as record:
            work(actor=actor, task_id=task_id, **more)
        return record.operation_id

    def move(self, actor: Actor, task_id: int, column: int, position: int = 1) -> int:
        return self.do(
            actor, move_task, task_id, column_id=self.columns[column].pk, swimlane_id=self.lane.pk, position=position
        )

    def edit(self, actor: Actor, task_id: int, **fields: Any) -> int:
        return self.do(actor, update_task, task_id, fields=fields)

    def undo(self, actor: Actor, operation_id: int = 0) -> None:
        operation = find_undoable(actor=actor, operation_id=operation_id, project_id=self.project.pk)
        undo_operation(actor=actor, operation=operation)

    def redo(self, actor: Actor) -> None:
        redo_operation(actor=actor, operation=find_redoable(actor=actor, project_id=self.project.pk))


#: Moments, and numbers of rows that no person sees, differ after a way there and back.
MOMENTS = {"date_modification", "date_moved", "date_completed"}


def picture() -> dict[str, Any]:
    """All that people see of all tasks."""
    tasks = {
        row["id"]: {name: value for name, value in row.items() if name not in MOMENTS} for row in Task.objects.values()
    }
    # The place of a closed task shows nowhere.
    for row in tasks.values():
        if not row["is_active"]:
            del row["position"]
    return {
        "tasks": tasks,
        "tags": sorted(TaskTag.objects.values_list("task_id", "tag__name")),
        "subtasks": sorted(Subtask.objects.values_list("task_id", "title", "status")),
        "comments": sorted(Comment.objects.values_list("id", "task_id", "comment")),
        "links": sorted(TaskLink.objects.values_list("task_id", "opposite_task_id", "link_id")),
        "files": sorted(TaskFile.objects.values_list("task_id", "name", "path")),
        "external": sorted(ExternalLink.objects.values_list("id", "task_id", "url")),
        "metadata": sorted(TaskMetadata.objects.values_list("task_id", "name", "value")),
    }


@pytest.fixture
def table(db: None) -> Table:
    return Table()


# What came later is never touched


LATER: dict[str, Callable[[Table, Actor, int], object]] = {
    "comment": lambda table, actor, pk: create_comment(
        actor=actor, task_id=pk, content="c", user_id=actor.user_id
    ),
    "subtask": lambda table, actor, pk: create_subtask(actor=actor, task_id=pk, title="s"),
    "file": lambda table, actor, pk: create_task_file(
        actor=actor, project_id=table.project.pk, task_id=pk, name="a.txt", content=b"abc"
    ),
    "external link": lambda table, actor, pk: create_external_link(
        actor=actor, task_id=pk, url="file://a/b", dependency="related", link_type="file", title="l"
    ),
    "link": lambda table, actor, pk: create_task_link(
        actor=actor,
        task_id=create_task(actor=actor, task=table.new()),
        opposite_task_id=pk,
        link_id=Link.objects.get(label="blocks").pk,
    ),
    "tag": lambda table, actor, pk: set_task_tags(
        actor=actor, project_id=table.project.pk, task_id=pk, names=["later"]
    ),
    "edit": lambda table, actor, pk: update_task(actor=actor, task_id=pk, fields={"title": "later"}),
    "move": lambda table, actor, pk: move_task(
        actor=actor, task_id=pk, column_id=table.columns[2].pk, swimlane_id=0, position=1
    ),
    "close": lambda table, actor, pk: close_task(actor=actor, task_id=pk),
    "metadata": lambda table, actor, pk: save_task_metadata(actor=actor, task_id=pk, values={"a": "b"}),
}  # fmt: skip


@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("by", ["ana", "bob"])
def test_an_added_task_that_has_got_anything_stays(table, later, by):
    (task_id,) = table.add(table.ana)
    LATER[later](table, getattr(table, by), task_id)
    before = picture()
    with pytest.raises(Conflict):
        table.undo(table.ana)
    assert picture() == before
    with pytest.raises(NotFound):
        table.undo(table.ana)


def test_an_added_task_that_somebody_works_on_stays(table):
    (task_id,) = table.add(table.ana)
    with undoable(actor=table.ana, project_id=table.project.pk, task_ids=[], label="copied") as record:
        create_subtask(actor=table.ana, task_id=task_id, title="s")
        record.created.append(duplicate_task(actor=table.ana, task_id=task_id))
    start_timer(
        actor=table.bob, subtask_id=Subtask.objects.get(task_id=record.created[0]).pk, user_id=table.bob.user_id
    )
    with pytest.raises(Conflict):
        table.undo(table.ana)
    assert Task.objects.count() == 2


def test_one_task_of_several_that_was_worked_on_keeps_them_all(table):
    ids = table.add(table.ana, 3)
    create_comment(actor=table.bob, task_id=ids[1], content="c", user_id=table.bob.user_id)
    with pytest.raises(Conflict) as refused:
        table.undo(table.ana)
    assert str(refused.value) == f"Bob has changed #{ids[1]} meanwhile."
    assert Task.objects.count() == 3


@pytest.mark.parametrize("later", ["comment", "subtask", "file", "external link", "link", "metadata"])
def test_what_hangs_on_a_task_is_not_in_the_way_of_a_move(table, later):
    (task_id,) = table.add(table.ana)
    table.move(table.ana, task_id, 2)
    LATER[later](table, table.bob, task_id)
    before = picture()
    table.undo(table.ana)
    after = picture()
    assert after["tasks"][task_id]["column_id"] == table.columns[0].pk
    assert {name: rows for name, rows in after.items() if name != "tasks"} == {
        name: rows for name, rows in before.items() if name != "tasks"
    }


def test_a_later_change_of_ones_own_that_no_operation_knows_is_not_overwritten(table):
    (task_id,) = table.add(table.ana)
    table.edit(table.ana, task_id, title="first", priority=1)
    update_task(actor=table.ana, task_id=task_id, fields={"title": "by a program of hers"})
    with pytest.raises(Conflict) as refused:
        table.undo(table.ana)
    assert str(refused.value) == f"You have changed #{task_id} in another way since."
    assert Task.objects.get().title == "by a program of hers"


def test_the_same_value_set_by_another_is_hers(table):
    (task_id,) = table.add(table.ana)
    table.edit(table.ana, task_id, priority=2)
    for priority in (3, 2):
        update_task(actor=table.bob, task_id=task_id, fields={"priority": priority})
    with pytest.raises(Conflict):
        table.undo(table.ana)
    assert Task.objects.get().priority == 2


def test_an_older_step_waits_for_the_newer_one(table):
    (task_id,) = table.add(table.ana)
    first = table.edit(table.ana, task_id, title="a")
    table.edit(table.ana, task_id, title="b")
    with pytest.raises(Later):
        table.undo(table.ana, first)
    table.undo(table.ana)
    table.undo(table.ana, first)
    assert Task.objects.get().title == "t"


def test_a_task_that_is_in_another_project_now_is_left_there(table):
    other = create_project(actor=APPLICATION, name="Other")
    (task_id,) = table.add(table.ana)
    table.edit(table.ana, task_id, title="new")
    move_task_open_to_project(actor=table.bob, task_id=task_id, project=other)
    with pytest.raises(Conflict) as refused:
        table.undo(table.ana)
    assert str(refused.value) == f"#{task_id} is in another project now."
    assert Task.objects.get().title == "new"


def test_a_later_sorting_is_not_undone_with_an_earlier_one(table):
    ids = table.add(table.ana, 3)
    cell = {"project_id": table.project.pk, "column_id": table.columns[0].pk, "swimlane_id": table.lane.pk}
    with undoable(actor=table.ana, project_id=table.project.pk, task_ids=ids, label="sorted"):
        sort_cell(actor=table.ana, **cell, sort="id", descending=True)
    sort_cell(actor=table.bob, **cell, sort="id", descending=False)
    with pytest.raises(Conflict):
        table.undo(table.ana)
    assert list(Task.objects.order_by("position").values_list("pk", flat=True)) == ids


# A refusal is told once


def test_a_refused_step_is_not_in_the_way_of_older_ones(table):
    first, second = table.add(table.ana, 2)
    table.edit(table.ana, first, title="a")
    table.edit(table.ana, second, title="b")
    remove_task(actor=table.bob, task_id=second)
    with pytest.raises(Conflict) as refused:
        table.undo(table.ana)
    assert str(refused.value) == f"#{second} is not there any more."
    table.undo(table.ana)
    assert Task.objects.get().title == "t"


def test_what_it_would_go_back_to_is_gone(table):
    column = create_column(actor=APPLICATION, project=table.project, title="Soon gone")
    category = create_category(actor=APPLICATION, project=table.project, name="Soon gone")
    (task_id,) = table.add(table.ana, column_id=column.pk, category_id=category.pk)
    table.move(table.ana, task_id, 1)
    table.edit(table.ana, task_id, category_id=0)
    remove_column(actor=APPLICATION, column=column)
    remove_category(actor=APPLICATION, category=category)
    for _ in range(2):
        with pytest.raises(Conflict) as refused:
            table.undo(table.ana)
        assert str(refused.value) == "What it would go back to is not there any more."


def test_steps_in_another_project_are_not_touched(table):
    (task_id,) = table.add(table.ana)
    other = create_project(actor=APPLICATION, name="Other")
    there = create_task(actor=table.ana, task=NewTask(title="there", project_id=other.pk))
    table.edit(table.ana, task_id, title="here")
    with undoable(actor=table.ana, project_id=other.pk, task_ids=[there], label="done"):
        update_task(actor=table.ana, task_id=there, fields={"title": "changed"})
    table.undo(table.ana)
    assert [task.title for task in Task.objects.order_by("pk")] == ["t", "changed"]
    table.edit(table.ana, task_id, title="here again")
    assert find_undoable(actor=table.ana, project_id=other.pk).label == "done"
    with pytest.raises(NotFound):
        find_undoable(actor=table.ana)


# There and back


def test_closing_takes_its_finished_subtasks_back(table):
    (task_id,) = table.add(table.ana)
    todo, done = (create_subtask(actor=table.ana, task_id=task_id, title=title) for title in ("todo", "done"))
    for _ in range(2):
        toggle_subtask(actor=table.bob, subtask=Subtask.objects.get(pk=done))
    before = picture()
    table.do(table.ana, close_task, task_id)
    closed = picture()
    table.undo(table.ana)
    assert picture() == before
    table.redo(table.ana)
    assert picture() == closed
    table.undo(table.ana)
    assert Subtask.objects.get(pk=todo).status == 0


def test_closing_once_more_leaves_subtasks_of_later(table):
    (task_id,) = table.add(table.ana)
    create_subtask(actor=table.ana, task_id=task_id, title="before")
    table.do(table.ana, close_task, task_id)
    create_subtask(actor=table.bob, task_id=task_id, title="after")
    closed = picture()
    table.undo(table.ana)
    table.redo(table.ana)
    assert picture() == closed
    assert closed["subtasks"] == [(task_id, "after", 0), (task_id, "before", 2)]


def test_an_added_task_comes_back_as_it_was_with_all_that_automatic_actions_gave_it(table):
    store_action(
        actor=APPLICATION,
        project=table.project,
        event_name="task.create",
        action_name=f"{PREFIX}TaskAssignColorColumn",
        params={"column_id": str(table.columns[1].pk), "color_id": "red"},
    )
    with undoable(actor=table.ana, project_id=table.project.pk, task_ids=[], label="added") as record:
        for name in ("a", "b"):
            task_id = create_task(
                actor=table.ana, task=table.new(column_id=table.columns[1].pk, tags=[name, "both"], description="d")
            )
            create_task_file(
                actor=table.ana, project_id=table.project.pk, task_id=task_id, name=f"{name}.txt", content=b"abc"
            )
            record.created.append(task_id)
    create_task(actor=table.bob, task=table.new(column_id=table.columns[1].pk))
    before = picture()
    assert {row["color_id"] for row in before["tasks"].values()} == {"red"}
    table.undo(table.ana)
    assert Task.objects.count() == 1
    assert_dense()
    Project.objects.filter(pk=table.project.pk).update(description="so that nothing is kept by chance")
    table.redo(table.ana)
    assert picture() == before
    assert all(storage.read_content(path) == b"abc" for path in TaskFile.objects.values_list("path", flat=True))
    table.undo(table.ana)
    assert Task.objects.count() == 1


def test_the_files_of_a_task_that_was_taken_away_go_with_the_step(table, django_capture_on_commit_callbacks):
    with undoable(actor=table.ana, project_id=table.project.pk, task_ids=[], label="added") as record:
        task_id = create_task(actor=table.ana, task=table.new())
        create_task_file(actor=table.ana, project_id=table.project.pk, task_id=task_id, name="a", content=b"abc")
        record.created.append(task_id)
    path = TaskFile.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        table.undo(table.ana)
    assert storage.read_content(path) == b"abc"
    Operation.objects.update(date=1)
    with django_capture_on_commit_callbacks(execute=True):
        forget_old_operations()
    assert storage.read_content(path) is None
    assert not Operation.objects.exists()


def test_a_task_comes_back_without_what_is_gone(table):
    category = create_category(actor=APPLICATION, project=table.project, name="Gone")
    (task_id,) = table.add(table.ana, category_id=category.pk, owner_id=table.bob.user_id)
    table.undo(table.ana)
    remove_category(actor=APPLICATION, category=category)
    User.objects.filter(pk=table.bob.user_id).delete()
    table.redo(table.ana)
    task = Task.objects.get(pk=task_id)
    assert (task.category_id, task.owner_id, task.title) == (None, None, "t")


def test_a_task_whose_column_is_gone_does_not_come_back(table):
    column = create_column(actor=APPLICATION, project=table.project, title="Gone")
    table.add(table.ana, column_id=column.pk)
    table.undo(table.ana)
    remove_column(actor=APPLICATION, column=column)
    with pytest.raises(Conflict):
        table.redo(table.ana)
    assert not Task.objects.exists()


def test_automatic_actions_do_not_run_once_more(table):
    for column, color in ((0, "red"), (1, "blue")):
        store_action(
            actor=APPLICATION,
            project=table.project,
            event_name="task.move.column",
            action_name=f"{PREFIX}TaskAssignColorColumn",
            params={"column_id": str(table.columns[column].pk), "color_id": color},
        )
    (task_id,) = table.add(table.ana, color_id="green")
    table.move(table.ana, task_id, 1)
    assert Task.objects.get().color_id == "blue"
    table.undo(table.ana)
    assert Task.objects.get().color_id == "green"
    table.redo(table.ana)
    assert Task.objects.get().color_id == "blue"


def test_the_way_back_leads_to_where_a_task_stood_among_its_neighbours(table):
    first, second, third = table.add(table.ana, 3)
    table.move(table.ana, second, 1)
    table.undo(table.ana)
    remove_task(actor=table.bob, task_id=first)
    before = picture()
    table.redo(table.ana)
    table.undo(table.ana)
    assert picture() == before
    assert list(Task.objects.order_by("position").values_list("pk", flat=True)) == [second, third]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "add",
                "move",
                "edit",
                "tags",
                "close",
                "open",
                "comment",
                "subtask",
                "copy",
                "remove",
                "undo",
                "undo",
                "undo",
                "undo",
                "redo",
                "redo",
                "redo",
            ]
        ),
        st.integers(0, 1),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    min_size=6,
    max_size=16,
)


class TwoPeople(TestCase):
    """Whatever two people do, undo and redo: it is refused, or it touches nothing that came later."""

    def setUp(self) -> None:
        self.table = Table()
        self.table.add(self.table.ana, 2)
        self.table.add(self.table.bob, 1)

    def play(self, kind: str, who: int, which: int, value: int) -> None:
        table = self.table
        actor = (table.ana, table.bob)[who]
        tasks = list(Task.objects.order_by("pk").values_list("pk", flat=True))
        if kind == "add" or not tasks:
            table.add(actor, 1 + value % 2)
            return
        task_id = tasks[which % len(tasks)]
        if kind == "move":
            table.move(actor, task_id, value, 1 + which % 3)
        elif kind == "edit":
            table.edit(actor, task_id, **{("title", "color_id", "reference")[which % 3]: f"{who}{value}"})
        elif kind == "tags":
            names = [f"g{number}" for number in range(value)]
            table.do(actor, set_task_tags, task_id, project_id=table.project.pk, names=names)
        elif kind == "close":
            table.do(actor, close_task, task_id)
        elif kind == "open":
            table.do(actor, open_task, task_id)
        elif kind == "comment":
            create_comment(actor=actor, task_id=task_id, content=f"c{value}", user_id=actor.user_id)
        elif kind == "subtask":
            create_subtask(actor=actor, task_id=task_id, title=f"s{value}")
        elif kind == "copy":
            with undoable(actor=actor, project_id=table.project.pk, task_ids=[], label="copied") as record:
                record.created.append(duplicate_task(actor=actor, task_id=task_id))
        elif kind == "remove":
            remove_task(actor=actor, task_id=task_id)

    def turn(self, kind: str, who: int) -> None:
        """There and back at once is as if nothing had been, and only the tasks of the step differ in between."""
        people = (self.table.ana, self.table.bob)
        find = find_undoable if kind == "undo" else find_redoable
        mine = Operation.objects.filter(user_id=people[who].user_id, is_undone=kind == "redo")
        actor = people[who if mine.exists() else 1 - who]
        there, back = (self.table.undo, self.table.redo) if kind == "undo" else (self.table.redo, self.table.undo)
        operation = find(actor=actor, project_id=self.table.project.pk)
        concerned = {item["id"] for item in (*operation.tasks, *operation.created)}
        added = {item["id"] for item in operation.created}
        before = picture()
        try:
            there(actor)
        except Conflict:
            assert picture() == before
            return
        after = picture()
        self.assert_only(before, after, concerned, added)
        back(actor)
        assert picture() == before
        there(actor)
        assert picture() == after

    @staticmethod
    def assert_only(before: Any, after: Any, concerned: set[int], added: set[int]) -> None:
        for task_id, row in before["tasks"].items():
            if task_id not in concerned:
                # Cards make room for those that come back.
                assert row | {"position": 0} == after["tasks"][task_id] | {"position": 0}
        for name in ("comments", "external", "metadata", "files"):
            assert [one for one in before[name] if one[1] not in added and one[0] not in added] == [
                one for one in after[name] if one[1] not in added and one[0] not in added
            ]
        titles = [[one[:2] for one in side["subtasks"] if one[0] not in added] for side in (before, after)]
        assert titles[0] == titles[1]

    @settings(max_examples=30)
    @given(STEPS)
    def test_nothing_later_is_lost_and_there_and_back_is_nothing(self, steps: list[tuple[str, int, int, int]]) -> None:
        for kind, who, which, value in steps:
            if kind in ("undo", "redo"):
                with suppress(NotFound):
                    self.turn(kind, who)
            else:
                with suppress(DomainError):
                    self.play(kind, who, which, value)
            assert_dense()


@pytest.mark.django_db(transaction=True)
def test_people_who_undo_while_others_work_lose_nothing(caplog):
    table = Table()
    table.add(table.bob, 6)
    other = create_project(actor=APPLICATION, name="Other")
    written: list[int] = []

    def work(number: int) -> None:
        chance = random.Random(number)
        actor = (table.ana, table.bob)[number % 2]
        for _ in range(12):
            task_id = chance.choice(list(Task.objects.values_list("pk", flat=True)))
            one = {"actor": actor, "task_id": task_id}
            steps: list[Callable[[], object]] = [
                partial(table.add, actor, 2),
                partial(table.move, actor, task_id, chance.randrange(3)),
                partial(table.edit, actor, task_id, title=f"{number}"),
                partial(table.do, actor, close_task, task_id),
                partial(move_task_open_to_project, **one, project=chance.choice([other, table.project])),
                lambda one=one: written.append(create_comment(**one, content="c", user_id=one["actor"].user_id)),
                partial(table.undo, actor),
                partial(table.undo, actor),
                partial(table.redo, actor),
            ]
            with suppress(DomainError):  # refused, or there is nothing to undo
                chance.choice(steps)()

    with caplog.at_level(logging.INFO, "boards.transactions"):
        run_together(*(partial(work, number) for number in range(8)))
    assert set(Comment.objects.values_list("pk", flat=True)) == set(written)
    assert_dense()
    assert_at_home()
    assert [one.getMessage() for one in caplog.records if "OperationalError" in one.getMessage()] == []
