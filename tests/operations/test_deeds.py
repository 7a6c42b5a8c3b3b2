"""What all deeds have in common: right, record, once only (docs/architecture.md, "A new deed")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from boards.access import read_rights
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Denied, NotFound
from boards.models import (
    Activity,
    Column,
    Comment,
    ExternalLink,
    Link,
    Operation,
    Project,
    ProjectFile,
    Subtask,
    Swimlane,
    Task,
    TaskFile,
    TaskLink,
    User,
)
from boards.operations.adding import add_card, add_cards, turn_into_card
from boards.operations.attaching import discard_project_file, discard_task_file
from boards.operations.bulk import Wish
from boards.operations.changing import (
    change_card,
    change_cards,
    repeat_card,
    start_card,
    take_card,
    tick_description,
)
from boards.operations.closing import close_card, close_cards, remove_card, reopen_cards
from boards.operations.copying import ANYWHERE, copy_card, copy_card_to_projects, duplicate_card, transfer_card
from boards.operations.deed import Doer, Done
from boards.operations.discussing import comment_card, discard_comment, revise_comment, tick_comment_line
from boards.operations.linking import link_card, link_card_outside, unlink_card, unlink_card_outside
from boards.operations.moving import move_cards, move_chosen_cards, put_card, put_open_card, sort_cards
from boards.operations.subtasks import advance_subtask, discard_subtask, plan_subtasks, revise_subtask
from boards.operations.undo import take_back
from boards.services.comments import create_comment
from boards.services.custom_roles import create_custom_role, restrict_column, restrict_project
from boards.services.external_links import create_external_link
from boards.services.files import create_project_file, create_task_file
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.transfer import move_task_to_project
from boards.texts.ticks import name_line
from tests.services.test_load import run_together

pytestmark = pytest.mark.django_db
LINE = "- [ ] Tar the hull"
OUTSIDE = {"url": "https://example.org/a", "title": "A", "dependency": "related", "link_type": "weblink"}


class Yard:
    """Two projects, and a member of both; three tasks in the first."""

    def __init__(self) -> None:
        self.project, self.other = (create_project(actor=APPLICATION, name=name) for name in ("P", "Q"))
        person = User.objects.create(username="ana", name="Ana", password="!")
        for project in (self.project, self.other):
            project.project_users.create(user=person, role="project-member")
        self.ana = Actor(ActorKind.USER, user_id=person.pk, username="ana", role="app-user", bypass=True)
        self.columns = list(Column.objects.filter(project=self.project).order_by("position"))
        self.lane = Swimlane.objects.get(project=self.project)
        new = self.new(description=LINE)
        self.ids = [create_task(actor=self.ana, task=new) for _ in range(3)]
        self.subtask = create_subtask(actor=self.ana, task_id=self.ids[0], title="s")

    def comment(self) -> int:
        return create_comment(actor=self.ana, task_id=self.ids[0], content=LINE, user_id=self.ana.user_id)

    def kind(self) -> int:
        return Link.objects.get(label="blocks").pk

    def link(self) -> tuple[int, int]:
        near, far = self.ids[:2]
        link_id = self.kind()
        return near, create_task_link(actor=self.ana, task_id=near, opposite_task_id=far, link_id=link_id)

    def external_link(self) -> tuple[int, int]:
        return self.ids[0], create_external_link(actor=self.ana, task_id=self.ids[0], **OUTSIDE).pk

    def file(self) -> tuple[int, int]:
        where = {"project_id": self.project.pk, "task_id": self.ids[0]}
        return self.ids[0], create_task_file(actor=self.ana, name="a.txt", content=b"a", **where)

    def project_file(self) -> int:
        return create_project_file(actor=self.ana, project_id=self.project.pk, name="a.txt", content=b"a")

    def new(self, **more: Any) -> NewTask:
        return NewTask(title="t", project_id=self.project.pk, column_id=self.columns[0].pk, **more)

    def doer(self, **more: Any) -> Doer:
        return Doer(read_rights(self.ana, project_id=self.project.pk), **more)


@pytest.fixture
def yard() -> Yard:
    return Yard()


def tick_in(comment_id: int) -> Callable[[Doer], Done]:
    task_id = Comment.objects.get(pk=comment_id).task_id
    return lambda by: tick_comment_line(by, task_id, comment_id, name_line([LINE], 0))


def of_comment(do: Callable[..., Done], comment_id: int, *more: str) -> Callable[[Doer], Done]:
    task_id = Comment.objects.get(pk=comment_id).task_id
    return lambda by: do(by, task_id, comment_id, *more)


def of_link(do: Callable[..., Done], part: tuple[int, int]) -> Callable[[Doer], Done]:
    """``part``: its task, and itself."""
    return lambda by: do(by, *part)


def of_project(do: Callable[..., Done], pk: int) -> Callable[[Doer], Done]:
    return lambda by: do(by, pk)


#: What a person does, by name: from a yard to a call that wants only the doer.
DEEDS: dict[str, Callable[[Yard], Callable[[Doer], Done]]] = {
    "move": lambda it: lambda by: move_cards(by, it.ids, column_id=it.columns[2].pk, swimlane_id=it.lane.pk),
    "choose": lambda it: lambda by: move_chosen_cards(by, it.ids, column_id=it.columns[1].pk, swimlane_id=it.lane.pk),
    "put": lambda it: lambda by: put_card(by, it.ids[0], column_id=it.columns[1].pk, swimlane_id=0, position=1),
    "put open": lambda it: (
        lambda by: put_open_card(by, it.ids[0], column_id=it.columns[1].pk, swimlane_id=0, position=1)
    ),
    "sort": lambda it: (
        lambda by: sort_cards(by, column_id=it.columns[0].pk, swimlane_id=it.lane.pk, sort="id", descending=True)
    ),
    "change": lambda it: lambda by: change_card(by, it.ids[0], {"title": "n"}, tags=["a"]),
    "change many": lambda it: lambda by: change_cards(by, it.ids, Wish(fields={"priority": 2})),
    "take": lambda it: lambda by: take_card(by, it.ids[0]),
    "start": lambda it: lambda by: start_card(by, it.ids[0]),
    "tick": lambda it: lambda by: tick_description(by, it.ids[0], name_line([LINE], 0)),
    "repeat": lambda it: lambda by: repeat_card(by, it.ids[0], {"recurrence_status": 1}),
    "close": lambda it: lambda by: close_card(by, it.ids[0]),
    "close many": lambda it: lambda by: close_cards(by, it.ids),
    "remove": lambda it: lambda by: remove_card(by, it.ids[0]),
    "add": lambda it: lambda by: add_card(by, it.new(), files=[("a.txt", b"a")]),
    "add many": lambda it: lambda by: add_cards(by, [it.new(swimlane_id=it.lane.pk)] * 2, at="top"),
    "convert": lambda it: lambda by: turn_into_card(by, it.subtask),
    "duplicate": lambda it: lambda by: duplicate_card(by, it.ids[0]),
    "copy": lambda it: lambda by: copy_card(by, it.ids[0], project_id=it.other.pk, arrival=ANYWHERE),
    "copy to many": lambda it: lambda by: copy_card_to_projects(by, it.ids[0], [it.other.pk]),
    "transfer": lambda it: lambda by: transfer_card(by, it.ids[0], project_id=it.other.pk, arrival=ANYWHERE),
    "comment": lambda it: lambda by: comment_card(by, it.ids[0], "words", visibility="app-user"),
    "tick in a comment": lambda it: tick_in(it.comment()),
    "change a comment": lambda it: of_comment(revise_comment, it.comment(), "other words"),
    "remove a comment": lambda it: of_comment(discard_comment, it.comment()),
    "add sub-tasks": lambda it: lambda by: plan_subtasks(by, it.ids[0], ["a", "b"]),
    "change a sub-task": lambda it: lambda by: revise_subtask(by, it.ids[0], it.subtask, {"title": "n"}),
    "advance": lambda it: lambda by: advance_subtask(by, it.ids[0], it.subtask),
    "remove a sub-task": lambda it: lambda by: discard_subtask(by, it.ids[0], it.subtask),
    "link": lambda it: lambda by: link_card(by, it.ids[0], opposite_task_id=it.ids[1], link_id=it.kind()),
    "unlink": lambda it: of_link(unlink_card, it.link()),
    "link outside": lambda it: lambda by: link_card_outside(by, it.ids[0], **OUTSIDE),
    "unlink outside": lambda it: of_link(unlink_card_outside, it.external_link()),
    "remove a file": lambda it: of_link(discard_task_file, it.file()),
    "remove a file of the project": lambda it: of_project(discard_project_file, it.project_file()),
}
#: Those that nothing takes back.
FINAL = {"repeat", "remove", "transfer", "comment", "add sub-tasks", "link", "link outside"}
#: Those that members may, whatever their custom role says of tasks.
OF_MEMBERS = {
    *("comment", "tick in a comment", "change a comment", "remove a comment"),
    *("add sub-tasks", "change a sub-task", "advance", "remove a sub-task"),
    *("link", "unlink", "link outside", "unlink outside", "remove a file", "remove a file of the project"),
}


def picture() -> list[Any]:
    """All that a deed can have written."""
    tables = (Task, Comment, Operation, Activity, Subtask, TaskLink, ExternalLink, TaskFile, ProjectFile)
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_is_done_once_and_answers_the_same_again(yard, name):
    do, op = DEEDS[name](yard), uuid4()
    first, then = do(yard.doer(op=op)), picture()
    again = do(yard.doer(op=op))
    assert (asdict(again), picture()) == (asdict(first), then)


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_can_be_taken_back_or_says_that_it_can_not(yard, name):
    before = list(Task.objects.order_by("pk").values("title", "column_id", "position", "is_active", "owner_id"))
    done = DEEDS[name](yard)(yard.doer())
    assert bool(done.operation_id) is (name not in FINAL)
    if done.operation_id:
        assert Operation.objects.get(pk=done.operation_id).label == done.label
        take_back(actor=yard.ana, operation_id=done.operation_id)
        after = list(Task.objects.order_by("pk").values("title", "column_id", "position", "is_active", "owner_id"))
        assert after == before


@pytest.mark.parametrize("name", sorted(DEEDS.keys() - OF_MEMBERS))
def test_no_deed_asks_less_than_the_table(yard, name):
    """A role that may nothing with tasks is refused, or nothing of it is done; and nothing is remembered of it."""
    role = create_custom_role(actor=APPLICATION, project=yard.project, name="none")
    there = create_custom_role(actor=APPLICATION, project=yard.other, name="none")
    for rule in ("task_creation", "task_remove", "task_open_close", "task_move", "task_update_assigned"):
        restrict_project(actor=APPLICATION, role=role, rule=rule)
        restrict_project(actor=APPLICATION, role=there, rule=rule)
    for project in (yard.project, yard.other):
        project.project_users.update(role="none")
    do, before, op = DEEDS[name](yard), picture(), uuid4()
    if name in ("choose", "change many", "close many"):
        done = do(yard.doer(op=op))
        assert (done.changed, done.operation_id, set(done.refused)) == ([], 0, set(yard.ids))
        assert set(done.refused.values()) == {"Your role does not allow this."}
    else:
        with pytest.raises(Denied):
            do(yard.doer(op=op))
    assert picture() == before


def test_a_refusal_is_not_kept(yard):
    """What was not done under a number can be done under it later."""
    role = create_custom_role(actor=APPLICATION, project=yard.project, name="r")
    restriction = restrict_column(actor=APPLICATION, role=role, column=yard.columns[0], rule="block.task_open_close")
    yard.project.project_users.update(role="r")
    op = uuid4()
    with pytest.raises(Denied):
        close_card(yard.doer(op=op), yard.ids[0])
    restriction.delete()
    assert close_card(yard.doer(op=op), yard.ids[0]).changed == [yard.ids[0]]


def test_the_stored_place_decides(yard):
    """Where the task is by now, not where somebody has seen it."""
    role = create_custom_role(actor=APPLICATION, project=yard.project, name="r")
    restrict_column(actor=APPLICATION, role=role, column=yard.columns[1], rule="block.task_open_close")
    yard.project.project_users.update(role="r")
    doer = yard.doer()
    where = {"column_id": yard.columns[1].pk, "swimlane_id": yard.lane.pk, "position": 1}
    move_task(actor=APPLICATION, task_id=yard.ids[0], **where)
    done = close_cards(doer, yard.ids)
    assert (done.changed, list(done.refused)) == (yard.ids[1:], yard.ids[:1])


@pytest.mark.parametrize("name", sorted(DEEDS.keys() - {"add", "add many", "sort", "remove a file of the project"}))
def test_rights_are_those_where_the_task_is(yard, name):
    """A doer of one project does nothing to tasks that are in another one by now."""
    do = DEEDS[name](yard)
    hidden = create_project(actor=APPLICATION, name="R")
    for task_id in yard.ids:
        move_task_to_project(actor=APPLICATION, task_id=task_id, project=hidden)
    before = picture()
    if name in ("choose", "change many", "close many"):
        assert set(do(yard.doer()).refused) == set(yard.ids)
    else:
        with pytest.raises(NotFound):
            do(yard.doer())
    assert picture() == before


def test_closed_tasks_are_opened_again_by_one_deed_that_leaves_open_ones(yard):
    closed = yard.ids[:2]
    close_cards(yard.doer(), closed)
    done = reopen_cards(yard.doer(), yard.ids)
    assert (done.label, done.changed, done.unchanged) == ("2 tasks opened again.", closed[::-1], yard.ids[2:])
    assert not Task.objects.filter(is_active=False).exists()
    take_back(actor=yard.ana, operation_id=done.operation_id)
    assert list(Task.objects.filter(is_active=False).order_by("pk").values_list("pk", flat=True)) == closed


def test_who_may_not_open_tasks_again_is_told(yard):
    close_cards(yard.doer(), yard.ids)
    role = create_custom_role(actor=APPLICATION, project=yard.project, name="r")
    restrict_project(actor=APPLICATION, role=role, rule="task_open_close")
    yard.project.project_users.update(role="r")
    done = reopen_cards(yard.doer(), yard.ids)
    assert (done.changed, done.operation_id, set(done.refused)) == ([], 0, set(yard.ids))


@pytest.mark.django_db(transaction=True)
def test_the_same_comment_sent_at_once_is_written_once():
    yard, op, answers = Yard(), uuid4(), []
    send = partial(comment_card, yard.doer(op=op), yard.ids[0], "words", visibility="app-user")
    run_together(*[lambda: answers.append(send())] * 4)
    assert [one.created for one in answers] == [[Comment.objects.get().pk]] * 4
    assert Project.objects.count() == 2
