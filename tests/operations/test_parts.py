"""What hangs on a task, on a project or on a person goes at once, and comes back by undo (docs/undo.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import options, storage
from boards.access import read_rights
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Conflict, Denied
from boards.models import (
    Activity,
    Change,
    Comment,
    ExternalLink,
    Job,
    KeptFile,
    Link,
    Notification,
    Operation,
    ProjectFile,
    Subtask,
    SubtaskTimer,
    Task,
    TaskFile,
    TaskLink,
    User,
)
from boards.operations.adding import turn_into_card
from boards.operations.attaching import discard_project_file, discard_task_file
from boards.operations.deed import Doer, Done
from boards.operations.discussing import discard_comment, revise_comment
from boards.operations.inbox import read_inbox
from boards.operations.linking import unlink_card, unlink_card_outside
from boards.operations.record import forget_old_operations
from boards.operations.subtasks import advance_subtask, discard_subtask, revise_subtask
from boards.operations.undo import Later, do_again, take_back
from boards.queries.comments import get_comment
from boards.queries.settings import forget_settings
from boards.services.comments import create_comment, remove_comment, update_comment
from boards.services.external_links import create_external_link
from boards.services.files import create_project_file, create_task_file, remove_task_files
from boards.services.projects import create_project, remove_project
from boards.services.settings import save_settings
from boards.services.subtasks import create_subtask, remove_subtask, update_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.copying import duplicate_task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.transfer import move_task_to_project
from boards.services.tasks.update import update_task
from boards.services.timers import start_timer
from boards.services.users import remove_user

pytestmark = pytest.mark.django_db


class Desk:
    """Two projects, Ana and Bob are members of the first; a task with one part of each kind."""

    def __init__(self) -> None:
        self.project, self.other = (create_project(actor=APPLICATION, name=name) for name in ("P", "Q"))
        self.people = [User.objects.create(username=name, name=name.title(), password="!") for name in ("ana", "bob")]
        for person in self.people:
            self.project.project_users.create(user=person, role="project-member")
        self.ana, self.bob = (
            Actor(ActorKind.USER, user_id=one.pk, username=one.username, role="app-user", bypass=True)
            for one in self.people
        )
        self.task_id, self.far_id = (self.add(title) for title in ("near", "far"))
        as_ana = {"actor": self.ana, "task_id": self.task_id}
        create_subtask(**as_ana, title="first")
        self.subtask = create_subtask(**as_ana, title="Tar", user_id=self.bob.user_id, time_estimated=2, time_spent=1)
        create_subtask(**as_ana, title="last", time_estimated=3)
        self.comment = create_comment(**as_ana, content="words for @bob", user_id=self.ana.user_id)
        blocks = Link.objects.get(label="blocks").pk
        self.link = create_task_link(**as_ana, opposite_task_id=self.far_id, link_id=blocks)
        more = {"title": "A", "dependency": "related", "link_type": "weblink"}
        self.external = create_external_link(**as_ana, url="https://example.org/a", **more).pk
        self.file = create_task_file(**as_ana, project_id=self.project.pk, name="a.txt", content=b"abc")
        self.project_file = create_project_file(
            actor=self.ana, project_id=self.project.pk, name="b.txt", content=b"def"
        )

    def add(self, title: str) -> int:
        return create_task(actor=self.ana, task=NewTask(title=title, project_id=self.project.pk))

    def doer(self, actor: Actor | None = None) -> Doer:
        return Doer(read_rights(actor or self.ana, project_id=self.project.pk))

    def undo(self, done: Done, actor: Actor | None = None) -> Done:
        return take_back(actor=actor or self.ana, operation_id=done.operation_id)

    def redo(self) -> Done:
        return do_again(actor=self.ana, project_id=self.project.pk)


@pytest.fixture
def desk() -> Desk:
    return Desk()


#: What removes a part, what is left of its kind, and the events of the removal and of its return.
REMOVALS: dict[str, tuple[Callable[[Desk], Done], tuple[str, ...], tuple[str, ...]]] = {
    "sub-task": (
        lambda it: discard_subtask(it.doer(), it.task_id, it.subtask),
        ("subtask.delete",),
        ("subtask.create",),
    ),
    "comment": (
        lambda it: discard_comment(it.doer(), it.task_id, it.comment),
        ("comment.delete",),
        ("comment.create",),
    ),
    "link": (
        lambda it: unlink_card(it.doer(), it.task_id, it.link),
        ("task_internal_link.delete",),
        ("task_internal_link.create_update",) * 2,
    ),
    "external link": (lambda it: unlink_card_outside(it.doer(), it.task_id, it.external), (), ()),
    "file": (
        lambda it: discard_task_file(it.doer(), it.task_id, it.file),
        ("task.file.destroy",),
        ("task.file.create",),
    ),
    "file of the project": (lambda it: discard_project_file(it.doer(), it.project_file), (), ()),
}
TABLES = (Subtask, SubtaskTimer, Comment, TaskLink, ExternalLink, TaskFile, ProjectFile)


def picture() -> list[Any]:
    """All parts, and the hours of the tasks."""
    rows = [list(table._default_manager.order_by("pk").values()) for table in TABLES]
    return [*rows, list(Task.objects.order_by("pk").values_list("pk", "time_spent", "time_estimated"))]


@pytest.mark.parametrize("name", REMOVALS)
def test_what_was_removed_comes_back_as_it_was_under_its_number(desk, name):
    remove, _gone, _back = REMOVALS[name]
    before = picture()
    done = remove(desk)
    without = picture()
    assert without != before
    assert done.operation_id
    told = desk.undo(done)
    assert told.label == f"Undone: {done.label}"
    assert picture() == before
    assert desk.redo().label == f"Redone: {done.label}"
    assert picture() == without
    desk.undo(done)
    assert picture() == before


@pytest.mark.parametrize("name", REMOVALS)
def test_history_and_webhooks_hear_of_a_removal_and_of_its_return(desk, name):
    remove, gone, back = REMOVALS[name]
    save_settings(actor=APPLICATION, values={options.WEBHOOK_URL.name: "https://hooks.example.org/"})
    forget_settings()
    heard = lambda: list(Activity.objects.order_by("pk").values_list("event_name", flat=True))  # noqa: E731
    known, jobs = len(heard()), Job.objects.count()
    done = remove(desk)
    assert tuple(heard()[known:]) == gone
    desk.undo(done)
    assert tuple(heard()[known:]) == gone + back
    assert Job.objects.count() - jobs == len(gone + back)


@pytest.mark.parametrize("name", sorted(REMOVALS.keys() - {"file of the project"}))
def test_open_pages_hear_of_a_return(desk, name):
    done = REMOVALS[name][0](desk)
    last = Change.objects.order_by("pk").last()
    desk.undo(done)
    assert Change.objects.filter(pk__gt=last.pk, task_id=desk.task_id).exists()


def test_who_was_mentioned_is_not_told_once_more(desk):
    done = discard_comment(desk.doer(), desk.task_id, desk.comment)
    before = Notification.objects.count()
    desk.undo(done)
    assert Notification.objects.count() == before


@pytest.mark.parametrize("name", REMOVALS)
def test_nobody_else_takes_it_back(desk, name):
    done = REMOVALS[name][0](desk)
    after = picture()
    with pytest.raises(Exception, match="nothing to undo"):
        desk.undo(done, desk.bob)
    assert picture() == after


@pytest.mark.parametrize("name", REMOVALS)
def test_who_has_left_the_project_takes_nothing_back(desk, name):
    done = REMOVALS[name][0](desk)
    desk.project.project_users.filter(user_id=desk.ana.user_id).update(role="project-viewer")
    after = picture()
    with pytest.raises(Denied):
        desk.undo(done)
    assert picture() == after


def test_a_link_to_a_task_that_is_hidden_by_now_does_not_come_back(desk):
    done = unlink_card(desk.doer(), desk.task_id, desk.link)
    move_task_to_project(actor=APPLICATION, task_id=desk.far_id, project=desk.other)
    with pytest.raises(Denied):
        desk.undo(done)
    assert not TaskLink.objects.exists()


@pytest.mark.parametrize("name", sorted(REMOVALS.keys() - {"file of the project"}))
def test_it_does_not_come_back_to_a_task_that_is_elsewhere(desk, name):
    done = REMOVALS[name][0](desk)
    move_task_to_project(actor=APPLICATION, task_id=desk.task_id, project=desk.other)
    desk.other.project_users.create(user_id=desk.ana.user_id, role="project-member")
    with pytest.raises(Conflict, match="in another project now"):
        desk.undo(done)


@pytest.mark.parametrize("name", sorted(REMOVALS.keys() - {"file of the project"}))
def test_it_does_not_come_back_to_a_task_that_is_gone(desk, name):
    done = REMOVALS[name][0](desk)
    remove_task(actor=APPLICATION, task_id=desk.task_id)
    with pytest.raises(Conflict, match="is not there any more"):
        desk.undo(done)


def test_a_link_that_somebody_has_made_again_stays(desk):
    done = unlink_card(desk.doer(), desk.task_id, desk.link)
    blocks = Link.objects.get(label="blocks").pk
    create_task_link(actor=desk.bob, task_id=desk.task_id, opposite_task_id=desk.far_id, link_id=blocks)
    before = picture()
    with pytest.raises(Conflict):
        desk.undo(done)
    assert picture() == before


def test_doing_a_removal_again_loses_nothing_that_came_since(desk):
    done = discard_comment(desk.doer(), desk.task_id, desk.comment)
    desk.undo(done)
    comment = get_comment(desk.comment, rank=100)
    update_comment(actor=APPLICATION, comment=comment, content="more words")
    with pytest.raises(Conflict, match="Somebody has changed"):
        desk.redo()
    assert Comment.objects.get().comment == "more words"


# Hours and timers


def test_the_timers_of_a_subtask_come_back_with_it(desk):
    start_timer(actor=desk.bob, subtask_id=desk.subtask, user_id=desk.bob.user_id)
    before = picture()
    desk.undo(discard_subtask(desk.doer(), desk.task_id, desk.subtask))
    assert picture() == before


def test_hours_that_somebody_had_set_come_back_with_the_subtask(desk):
    """They are the sum of the sub-tasks only until somebody says otherwise."""
    update_task(actor=desk.bob, task_id=desk.task_id, fields={"time_estimated": 40})
    done = discard_subtask(desk.doer(), desk.task_id, desk.subtask)
    assert Task.objects.get(pk=desk.task_id).time_estimated == 3
    desk.undo(done)
    assert Task.objects.get(pk=desk.task_id).time_estimated == 40


def test_hours_of_later_are_not_lost(desk):
    done = discard_subtask(desk.doer(), desk.task_id, desk.subtask)
    create_subtask(actor=desk.bob, task_id=desk.task_id, title="new", time_estimated=10)
    update_task(actor=desk.bob, task_id=desk.task_id, fields={"title": "hers"})
    desk.undo(done)
    task = Task.objects.get(pk=desk.task_id)
    assert (task.time_estimated, task.title) == (15, "hers")


def test_a_timer_that_began_with_the_status_ends_with_it(desk):
    save_settings(actor=APPLICATION, values={options.TIMES_SUBTASKS.name: "1"})
    forget_settings()
    mine = create_subtask(actor=desk.ana, task_id=desk.task_id, title="mine", user_id=desk.ana.user_id)
    before = picture()
    done = advance_subtask(desk.doer(), desk.task_id, mine)
    assert done.label == "“mine” is in progress."
    assert SubtaskTimer.objects.filter(end=0).count() == 1
    desk.undo(done)
    assert picture() == before


# Changes


def test_a_change_of_a_subtask_is_taken_back_and_done_again(desk):
    before = picture()
    fields = {"title": "Oil", "user_id": 0, "time_estimated": 5.0, "time_spent": 0.0}
    done = revise_subtask(desk.doer(), desk.task_id, desk.subtask, fields)
    after = picture()
    assert Task.objects.get(pk=desk.task_id).time_estimated == 8
    desk.undo(done)
    assert picture() == before
    desk.redo()
    assert picture() == after


def test_a_change_of_nothing_is_no_step(desk):
    done = revise_subtask(desk.doer(), desk.task_id, desk.subtask, {"title": "Tar"})
    assert (done.label, done.operation_id) == ("", 0)


def test_the_words_of_a_comment_come_back(desk):
    done = revise_comment(desk.doer(), desk.task_id, desk.comment, "others")
    assert Comment.objects.get().comment == "others"
    desk.undo(done)
    assert Comment.objects.get().comment == "words for @bob"


def change_hers(desk: Desk) -> None:
    update_subtask(actor=desk.bob, subtask=Subtask.objects.get(pk=desk.subtask), fields={"title": "hers"})


def remove_hers(desk: Desk) -> None:
    remove_subtask(actor=desk.bob, subtask=Subtask.objects.get(pk=desk.subtask))


@pytest.mark.parametrize("later", [change_hers, remove_hers])
def test_a_change_of_somebody_else_is_not_overwritten(desk, later):
    done = revise_subtask(desk.doer(), desk.task_id, desk.subtask, {"title": "mine"})
    later(desk)
    before = picture()
    with pytest.raises(Conflict, match=f"Bob has changed #{desk.task_id} meanwhile."):
        desk.undo(done)
    assert picture() == before
    assert not Operation.objects.exists()


def test_other_changes_of_somebody_else_are_not_in_the_way(desk):
    done = revise_subtask(desk.doer(), desk.task_id, desk.subtask, {"title": "mine"})
    update_subtask(actor=desk.bob, subtask=Subtask.objects.get(pk=desk.subtask), fields={"time_spent": 7})
    desk.undo(done)
    subtask = Subtask.objects.get(pk=desk.subtask)
    assert (subtask.title, subtask.time_spent) == ("Tar", 7)


def test_an_older_change_waits_for_the_removal(desk):
    first = revise_subtask(desk.doer(), desk.task_id, desk.subtask, {"title": "mine"})
    second = discard_subtask(desk.doer(), desk.task_id, desk.subtask)
    with pytest.raises(Later):
        desk.undo(first)
    desk.undo(second)
    desk.undo(first)
    assert Subtask.objects.get(pk=desk.subtask).title == "Tar"


def test_somebody_elses_comment_is_not_removed(desk):
    with pytest.raises(Conflict):
        discard_comment(desk.doer(desk.bob), desk.task_id, desk.comment)
    assert not Operation.objects.exists()


# Converting


def test_a_converted_subtask_comes_back_and_its_task_goes(desk):
    before, tasks = picture(), list(Task.objects.values_list("pk", flat=True))
    done = turn_into_card(desk.doer(), desk.subtask)
    (new_id,), after = done.created, picture()
    assert Task.objects.get(pk=new_id).title == "Tar"
    desk.undo(done)
    assert picture() == before
    assert list(Task.objects.values_list("pk", flat=True)) == tasks
    desk.redo()
    assert picture() == after
    assert Task.objects.get(pk=new_id).title == "Tar"
    desk.undo(done)
    assert picture() == before


def test_a_converted_subtask_on_which_somebody_has_worked_stays_a_task(desk):
    done = turn_into_card(desk.doer(), desk.subtask)
    create_comment(actor=desk.bob, task_id=done.created[0], content="w", user_id=desk.bob.user_id)
    before = picture()
    with pytest.raises(Conflict, match="Bob has changed"):
        desk.undo(done)
    assert picture() == before


# Files


def test_the_bytes_of_a_file_stay_as_long_as_it_can_come_back(desk, django_capture_on_commit_callbacks):
    path = TaskFile.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        done = discard_task_file(desk.doer(), desk.task_id, desk.file)
    assert storage.read_content(path) == b"abc"
    with django_capture_on_commit_callbacks(execute=True):
        desk.undo(done)
    assert not KeptFile.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        desk.redo()
    Operation.objects.update(date=1)
    with django_capture_on_commit_callbacks(execute=True):
        forget_old_operations()
    assert storage.read_content(path) is None
    assert not KeptFile.objects.exists()


def test_the_bytes_that_a_copy_shares_stay_for_both(desk, django_capture_on_commit_callbacks):
    copy_id = duplicate_task(actor=desk.ana, task_id=desk.task_id)
    TaskFile.objects.create(pk=9, task_id=copy_id, name="a.txt", path=TaskFile.objects.get().path, date=1)
    done = discard_task_file(desk.doer(), desk.task_id, desk.file)
    with django_capture_on_commit_callbacks(execute=True):
        remove_task_files(actor=APPLICATION, files=TaskFile.objects.filter(pk=9))
    desk.undo(done)
    assert storage.read_content(TaskFile.objects.get().path) == b"abc"


def test_the_number_of_a_file_waits_for_it(desk):
    done = discard_task_file(desk.doer(), desk.task_id, desk.file)
    later = create_task_file(
        actor=desk.bob, project_id=desk.project.pk, task_id=desk.task_id, name="c.txt", content=b"c"
    )
    assert later == desk.file + 1
    desk.undo(done)
    assert list(TaskFile.objects.order_by("pk").values_list("pk", "name")) == [
        (desk.file, "a.txt"),
        (later, "c.txt"),
    ]


@pytest.mark.parametrize("goes", ["project", "person"])
def test_no_bytes_stay_behind_when_the_project_or_the_person_goes(desk, goes, django_capture_on_commit_callbacks):
    path = TaskFile.objects.get().path
    discard_task_file(desk.doer(), desk.task_id, desk.file)
    with django_capture_on_commit_callbacks(execute=True):
        if goes == "project":
            remove_project(actor=APPLICATION, project=desk.project)
        else:
            remove_user(actor=APPLICATION, user=desk.people[0])
    assert storage.read_content(path) is None


def test_a_program_removes_for_good(desk, django_capture_on_commit_callbacks):
    """JSON-RPC goes the same way to the same service, and has no undo, as Kanboard has none."""
    path = TaskFile.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        remove_task_files(actor=APPLICATION, files=TaskFile.objects.all())
        remove_comment(actor=APPLICATION, comment=Comment.objects.get())
    assert storage.read_content(path) is None
    assert not Operation.objects.exists()


# The inbox


def write_to(desk: Desk, number: int) -> list[int]:
    user_id = desk.ana.user_id
    return [Notification.objects.create(user_id=user_id, date_creation=1, event_name="e").pk for _ in range(number)]


def test_an_inbox_that_was_read_is_unread_again_and_news_stay_unread(desk):
    read, unread = write_to(desk, 1), write_to(desk, 2)
    Notification.objects.filter(pk__in=read).update(date_read=5)
    done = read_inbox(actor=desk.ana, user_id=desk.ana.user_id)
    assert done.label == "2 marked as read."
    news = write_to(desk, 1)
    told = desk.undo(done)
    assert (told.label, told.project_id) == ("Undone: 2 marked as read.", 0)
    found = Notification.objects.filter(date_read=0).order_by("pk").values_list("pk", flat=True)
    assert list(found) == [*unread, *news]


def test_an_empty_inbox_is_no_step(desk):
    assert read_inbox(actor=desk.ana, user_id=desk.ana.user_id).operation_id == 0


def test_keys_of_a_project_leave_the_inbox(desk):
    first = revise_comment(desk.doer(), desk.task_id, desk.comment, "others")
    write_to(desk, 1)
    read_inbox(actor=desk.ana, user_id=desk.ana.user_id)
    assert take_back(actor=desk.ana, project_id=desk.project.pk).operation_id == first.operation_id
    assert not Notification.objects.filter(date_read=0).exists()


#: Statements of a removal, and of its undo; measured, so that a change shows.
COSTS = {
    "sub-task": (35, 40),
    "comment": (28, 34),
    "link": (33, 50),
    "external link": (25, 31),
    "file": (30, 34),
    "file of the project": (16, 22),
}


@pytest.mark.parametrize("name", REMOVALS)
@pytest.mark.parametrize("more", [0, 30])
def test_a_removal_and_its_undo_cost_the_same_on_a_task_of_any_size(desk, name, more):
    for place in range(more):
        create_subtask(actor=desk.bob, task_id=desk.task_id, title=f"{place}")
        create_comment(actor=desk.bob, task_id=desk.task_id, content=f"{place}", user_id=desk.bob.user_id)
    with CaptureQueriesContext(connection) as removal:
        done = REMOVALS[name][0](desk)
    with CaptureQueriesContext(connection) as undoing:
        desk.undo(done)
    assert (len(removal), len(undoing)) == COSTS[name]
