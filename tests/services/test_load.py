"""Many writers at once: nobody gets an error, nothing is lost, places stay dense (docs/architecture.md, Locks).

The number of calls is fixed, and their order is not: what is asserted holds for every order.
"""

from __future__ import annotations

import logging
import random
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from boards.action_params import PREFIX
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import DomainError
from boards.models import Category, Column, Comment, Link, Project, Subtask, Task, TaskLink, User
from boards.operations.bulk import Wish, change_tasks, link_tasks, set_status, unlink_tasks
from boards.operations.requests import do_once
from boards.services import live
from boards.services.actions import store_action
from boards.services.categories import create_category, update_category
from boards.services.columns import update_column
from boards.services.comments import create_comment
from boards.services.projects import create_project, remove_project
from boards.services.subtasks import create_subtask, toggle_subtask, update_subtask
from boards.services.tags import create_tag, remove_tag, set_task_tags, update_tag
from boards.services.task_links import create_task_link, remove_task_link
from boards.services.tasks.copying import copy_task_to_project, duplicate_task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.transfer import move_task_to_project
from boards.services.tasks.update import Outdated, update_task
from boards.services.users import create_user, remove_user
from boards.transactions import is_held

pytestmark = pytest.mark.django_db(transaction=True)


def run_together(*works: Callable[[], None]) -> None:
    """Do all of it at the same time, and raise the first error that one of them has met."""
    errors: list[BaseException] = []
    begin = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        try:
            begin.wait()
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def assert_dense() -> None:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for task in Task.objects.filter(is_active=True):
        cells[task.column_id, task.swimlane_id].append(task.position)
    for cell, positions in cells.items():
        assert sorted(positions) == list(range(1, len(positions) + 1)), cell


def assert_mirrored() -> None:
    """Each link stands in both directions."""
    opposite = {link.pk: link.opposite_id or link.pk for link in Link.objects.all()}
    rows = set(TaskLink.objects.values_list("task_id", "opposite_task_id", "link_id"))
    assert {(there, here, opposite[link]) for here, there, link in rows} == rows


def assert_at_home() -> None:
    """Each task is in a cell of its own project."""
    for task in Task.objects.select_related("column", "swimlane"):
        assert (task.column.project_id, task.swimlane.project_id) == (task.project_id, task.project_id)


def add(project: Project, title: str = "t") -> int:
    return create_task(actor=APPLICATION, task=NewTask(title=title, project_id=project.pk))


class Writer:
    """Changes tasks of two projects at random, in both directions, and keeps what it was told it has done."""

    def __init__(self, seed: int, projects: list[Project], tag_id: int) -> None:
        self.random = random.Random(seed)
        self.projects = projects
        self.tag_id = tag_id
        self.made: set[int] = set()
        self.removed: set[int] = set()
        self.refused = 0
        self.steps = [
            self.copy, self.copy, self.move, self.move, self.transfer, self.transfer, self.transfer, self.link,
            self.link, self.unlink, self.remove, self.tag, self.retag, self.comment, self.subtask, self.close,
            self.edit, self.duplicate, self.bulk, self.create,
        ]  # fmt: skip

    def work(self) -> None:
        for _ in range(12):
            try:
                self.random.choice(self.steps)()
            except DomainError:  # a task went, or is there already
                self.refused += 1

    def any_task(self) -> int:
        return self.random.choice(list(Task.objects.values_list("pk", flat=True)))

    def any_project(self) -> Project:
        return self.random.choice(self.projects)

    def create(self) -> None:
        self.made.add(add(self.any_project()))

    def copy(self) -> None:
        self.made.add(copy_task_to_project(actor=APPLICATION, task_id=self.any_task(), project=self.any_project()))

    def duplicate(self) -> None:
        self.made.add(duplicate_task(actor=APPLICATION, task_id=self.any_task()))

    def transfer(self) -> None:
        move_task_to_project(actor=APPLICATION, task_id=self.any_task(), project=self.any_project())

    def move(self) -> None:
        task = Task.objects.filter(pk=self.any_task()).first()
        if task:
            columns = list(Column.objects.filter(project_id=task.project_id).values_list("pk", flat=True))
            move_task(
                actor=APPLICATION,
                task_id=task.pk,
                column_id=self.random.choice(columns),
                swimlane_id=0,
                position=self.random.randint(1, 5),
            )

    def link(self) -> None:
        link = Link.objects.get(label=self.random.choice(["blocks", "relates to"]))
        create_task_link(actor=APPLICATION, task_id=self.any_task(), opposite_task_id=self.any_task(), link_id=link.pk)

    def unlink(self) -> None:
        rows = list(TaskLink.objects.values_list("pk", flat=True))
        if rows:
            remove_task_link(actor=APPLICATION, task_link_id=self.random.choice(rows))

    def remove(self) -> None:
        task_id = self.any_task()
        remove_task(actor=APPLICATION, task_id=task_id)
        self.removed.add(task_id)

    def tag(self) -> None:
        task = Task.objects.filter(pk=self.any_task()).first()
        if task:
            names = self.random.sample(["everywhere", "one", "two", "three"], 2)
            set_task_tags(actor=APPLICATION, project_id=task.project_id, task_id=task.pk, names=names)

    def retag(self) -> None:
        tag = create_tag(actor=APPLICATION, project_id=None, name=f"g{self.random.random()}")
        update_tag(actor=APPLICATION, tag=tag, name=f"{tag.name} again", color_id=None)
        remove_tag(actor=APPLICATION, tag=tag)

    def comment(self) -> None:
        create_comment(actor=APPLICATION, task_id=self.any_task(), content="c")

    def subtask(self) -> None:
        task_id = self.any_task()
        subtask = create_subtask(actor=APPLICATION, task_id=task_id, title="s")
        update_subtask(actor=APPLICATION, subtask=Subtask(pk=subtask, task_id=task_id), fields={"status": 2})

    def close(self) -> None:
        self.random.choice([close_task, open_task])(actor=APPLICATION, task_id=self.any_task())

    def edit(self) -> None:
        update_task(actor=APPLICATION, task_id=self.any_task(), fields={"title": "e"}, tags=["everywhere"])

    def bulk(self) -> None:
        several = [self.any_task() for _ in range(3)]
        unlink_tasks(actor=APPLICATION, task_ids=several)
        blocks = Link.objects.get(label="blocks").pk
        link_tasks(actor=APPLICATION, task_ids=several, opposite_task_id=self.any_task(), link_id=blocks)
        set_status(actor=APPLICATION, task_ids=several, is_active=self.random.random() < 0.5)


@pytest.fixture
def late_locks(monkeypatch: pytest.MonkeyPatch) -> set[tuple[int, str]]:
    """Projects that a change tells of without having locked them first."""
    late: set[tuple[int, str]] = set()
    lock = live.lock_project

    def note(project_id: int) -> bool:
        if not is_held(project_id):
            late.add((project_id, "".join(traceback.format_stack(limit=8))))
        return lock(project_id)

    monkeypatch.setattr(live, "lock_project", note)
    return late


def test_eight_writers_between_two_projects_lose_nothing(caplog, late_locks):
    projects = [create_project(actor=APPLICATION, name=name) for name in ("One", "Two")]
    tag = create_tag(actor=APPLICATION, project_id=None, name="everywhere")
    first = {add(project) for project in projects for _ in range(8)}
    writers = [Writer(seed, projects, tag.pk) for seed in range(8)]
    with caplog.at_level(logging.INFO, "boards.transactions"):
        run_together(*(writer.work for writer in writers))
    made = first.union(*(writer.made for writer in writers))
    removed = set[int]().union(*(writer.removed for writer in writers))
    assert set(Task.objects.values_list("pk", flat=True)) == made - removed
    assert sum(writer.refused for writer in writers) < 50
    assert_dense()
    assert_mirrored()
    assert_at_home()
    assert not late_locks
    # Not even once did the database have to choose a victim.
    assert [record.getMessage() for record in caplog.records] == []


def test_copies_in_both_directions_do_not_wait_for_each_other(caplog):
    one, two = (create_project(actor=APPLICATION, name=name) for name in ("One", "Two"))
    here, there = add(one), add(two)

    def copy(task_id: int, target: Project) -> None:
        for _ in range(6):
            copy_task_to_project(actor=APPLICATION, task_id=task_id, project=target)

    with caplog.at_level(logging.INFO, "boards.transactions"):
        run_together(*[partial(copy, here, two)] * 4, *[partial(copy, there, one)] * 4)
    assert Task.objects.count() == 2 + 8 * 6
    assert_dense()
    assert [record.getMessage() for record in caplog.records] == []


def test_automatic_actions_of_two_projects_copy_tasks_to_each_other(caplog):
    one, two = (create_project(actor=APPLICATION, name=name) for name in ("One", "Two"))
    for project, other in ((one, two), (two, one)):
        first = Column.objects.filter(project=project).order_by("position")[0]
        store_action(
            actor=APPLICATION,
            project=project,
            event_name="task.close",
            action_name=f"{PREFIX}TaskDuplicateAnotherProject",
            params={"column_id": str(first.pk), "project_id": str(other.pk)},
        )
    tasks = [[add(project) for _ in range(4)] for project in (one, two) * 4]

    def close(task_ids: list[int]) -> None:
        for task_id in task_ids:
            close_task(actor=APPLICATION, task_id=task_id)

    with caplog.at_level(logging.INFO):
        run_together(*(partial(close, task_ids) for task_ids in tasks))
    assert Task.objects.filter(is_active=False).count() == 32
    assert Task.objects.filter(is_active=True, column__position=1).count() == 32
    assert_dense()
    assert [record.getMessage() for record in caplog.records if record.name.startswith("boards")] == []


def test_a_project_is_removed_while_seven_people_work_in_it():
    other = create_project(actor=APPLICATION, name="Stays")
    project = create_project(actor=APPLICATION, name="Goes")
    stays = add(other)
    tasks = [add(project) for _ in range(10)]
    columns = list(Column.objects.filter(project=project).values_list("pk", flat=True))
    begun = threading.Event()

    def write(number: int) -> None:
        chance = random.Random(number)
        for _ in range(30):
            task_id = chance.choice(tasks)
            one = {"actor": APPLICATION, "task_id": task_id}
            steps: list[Callable[[], object]] = [
                partial(add, project),
                partial(create_comment, **one, content="c"),
                partial(create_subtask, **one, title="s"),
                partial(copy_task_to_project, **one, project=other),
                partial(copy_task_to_project, actor=APPLICATION, task_id=stays, project=project),
                partial(set_task_tags, **one, project_id=project.pk, names=["new"]),
                partial(move_task, **one, column_id=chance.choice(columns), swimlane_id=0, position=1),
            ]
            try:
                chance.choice(steps)()
            except DomainError:
                if not Project.objects.filter(pk=project.pk).exists():
                    return
            finally:
                begun.set()

    def remove() -> None:
        assert begun.wait(10)
        remove_project(actor=APPLICATION, project=project)

    run_together(remove, *(partial(write, number) for number in range(7)))
    assert list(Project.objects.values_list("pk", flat=True)) == [other.pk]
    assert set(Task.objects.values_list("project_id", flat=True)) == {other.pk}
    assert_dense()


def test_a_person_is_removed_while_work_is_given_to_her():
    project = create_project(actor=APPLICATION, name="P")
    tasks = [add(project) for _ in range(7)]
    people = [create_user(actor=APPLICATION, username=f"u{number}", password="secret") for number in range(3)]
    gone: set[int] = set()
    begun = threading.Event()
    members = [project.project_users.create(user=person, role="project-member") for person in people]
    assert len(members) == 3

    def give(task_id: int, number: int) -> None:
        chance = random.Random(number)
        for _ in range(20):
            person = chance.choice(people)
            try:
                update_task(actor=APPLICATION, task_id=task_id, fields={"owner_id": person.pk})
                create_subtask(actor=APPLICATION, task_id=task_id, title="s", user_id=person.pk)
                create_comment(actor=APPLICATION, task_id=task_id, content="c", user_id=person.pk)
            except DomainError:
                assert not User.objects.filter(pk=person.pk).exists()
            begun.set()

    def remove() -> None:
        assert begun.wait(10)
        for person in people:
            remove_user(actor=APPLICATION, user=person)
            gone.add(person.pk)

    run_together(
        remove, *(lambda task_id=task_id, number=number: give(task_id, number) for number, task_id in enumerate(tasks))
    )
    assert len(gone) == 3
    assert not User.objects.filter(username__startswith="u").exists()
    for model in (Task, Subtask, Comment):
        field = "owner" if model is Task else "user"
        assert not model._default_manager.filter(**{f"{field}__in": gone}).exists()


def test_clicks_at_the_same_time_are_all_counted():
    project = create_project(actor=APPLICATION, name="P")
    read_before = [Subtask.objects.get(pk=create_subtask(actor=APPLICATION, task_id=add(project), title="s"))] * 8
    run_together(*(partial(toggle_subtask, actor=APPLICATION, subtask=subtask) for subtask in read_before))
    assert Subtask.objects.get().status == 8 % 3


def test_what_a_door_has_read_is_not_written_back():
    project = create_project(actor=APPLICATION, name="P")
    old = Column.objects.filter(project=project).order_by("position")[0]
    category = create_category(actor=APPLICATION, project=project, name="c", description="old")
    column = Column.objects.get(pk=old.pk)
    update_column(actor=APPLICATION, column=column, title="x", task_limit=0, description="", hide_in_dashboard=True)
    update_column(actor=APPLICATION, column=old, title="y", task_limit=1, description="")
    assert Column.objects.get(pk=old.pk).hide_in_dashboard is True
    seen = Category.objects.get(pk=category.pk)
    update_category(actor=APPLICATION, category=seen, name="c", color_id=None, description="new")
    update_category(actor=APPLICATION, category=category, name="d", color_id=None)
    assert Category.objects.get(pk=category.pk).description == "new"


def test_the_same_move_sent_twice_at_once_is_done_once():
    project = create_project(actor=APPLICATION, name="P")
    anna = create_user(actor=APPLICATION, username="anna", password="secret")
    actor = Actor(ActorKind.USER, user_id=anna.pk, username="anna", role="app-user")
    op, answers = uuid4(), []

    def send() -> None:
        work = partial(create_task, actor=actor, task=NewTask(title="t", project_id=project.pk))
        answers.append(do_once(actor=actor, project_id=project.pk, op=op, work=work))

    run_together(*[send] * 6)
    assert answers == [Task.objects.get().pk] * 6


def test_what_was_not_seen_is_not_overwritten():
    project = create_project(actor=APPLICATION, name="P")
    anna = create_user(actor=APPLICATION, username="anna", password="secret", name="Anna")
    task_id = add(project)
    update_task(
        actor=Actor(ActorKind.USER, user_id=anna.pk, username="anna", role="app-user"),
        task_id=task_id,
        fields={"title": "by Anna", "priority": 2},
    )
    base = {"title": "t", "priority": 0}
    with pytest.raises(Outdated) as refused:
        update_task(actor=APPLICATION, task_id=task_id, fields={"title": "mine", "priority": 2}, base=base)
    assert (str(refused.value), refused.value.fields) == ("Anna has changed this meanwhile.", {"title": "by Anna"})
    assert Task.objects.get().title == "by Anna"
    update_task(actor=APPLICATION, task_id=task_id, fields={"color_id": "red"}, base={"color_id": "yellow"})
    bulk = change_tasks(actor=APPLICATION, task_ids=[task_id], wish=Wish(fields={"title": "mine"}, base=base))
    assert (bulk.refused, bulk.reason) == ([task_id], "Anna has changed this meanwhile.")
