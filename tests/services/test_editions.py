"""Whatever changes raises the edition of its project, or the common one; ``tests/editions.py`` watches all tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.apps import apps

from boards import events
from boards.actors import APPLICATION, Actor
from boards.errors import Conflict
from boards.events import DailyRound, Event, bus
from boards.events.bus import Listener, emit
from boards.models import Action, Comment, Link, Subtask, Swimlane, Tag, Task, TaskLink, User
from boards.queries.editions import Editions, find_editions
from boards.queries.files import list_project_files
from boards.services import comments, files, groups, links, settings, subtasks, task_links, users
from boards.services.avatars import remove_avatar
from boards.services.projects import create_project, remove_project
from boards.services.tags import create_tag, update_tag
from boards.services.tasks import create, move, remove, status, transfer, update
from boards.transactions import atomic, block
from boards.workers.daily import run_daily_actions
from tests import editions
from tests.web.conftest import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def now_at(world: World) -> Editions:
    found = find_editions(world.project.pk)
    assert found is not None
    return found


def concrete(kind: type[Event] = Event) -> set[type[Event]]:
    below = set().union(*(concrete(one) for one in kind.__subclasses__() if one.__module__.startswith("boards.")))
    return below or {kind}


def comment(world: World) -> Comment:
    task = world.task()
    return Comment.objects.get(pk=comments.create_comment(actor=APPLICATION, task_id=task.pk, content="Hello @member"))


def subtask(world: World) -> Subtask:
    return Subtask.objects.get(pk=subtasks.create_subtask(actor=APPLICATION, task_id=world.task().pk, title="Step"))


def task_link(world: World) -> TaskLink:
    one, other = world.task(), world.task()
    link = Link.objects.get(label="blocks")
    pk = task_links.create_task_link(actor=APPLICATION, task_id=one.pk, opposite_task_id=other.pk, link_id=link.pk)
    return TaskLink.objects.get(pk=pk)


def place(world: World, task: Task, **where: int) -> None:
    there = {"column_id": task.column_id, "swimlane_id": task.swimlane_id, "position": 1, **where}
    move.move_task(actor=APPLICATION, task_id=task.pk, project_id=world.project.pk, **there)


def other_lane(world: World) -> int:
    return Swimlane.objects.create(project=world.project, name="Other", position=2).pk


def daily(world: World) -> None:
    world.task()
    Action.objects.create(project=world.project, event_name=DailyRound.name, action_name="x", params={})
    run_daily_actions(None)  # type: ignore[arg-type]


def task_file(world: World) -> None:
    pk = files.create_task_file(
        actor=APPLICATION, project_id=world.project.pk, task_id=world.task().pk, name="a.txt", content=b"a"
    )
    files.remove_task_files(actor=APPLICATION, files=files.TaskFile.objects.filter(pk=pk))


def project_file(world: World) -> None:
    files.create_project_file(actor=APPLICATION, project_id=world.project.pk, name="a.txt", content=b"a")
    files.remove_project_files(actor=APPLICATION, files=list_project_files(world.project.pk))


def to_another_project(world: World) -> None:
    target = create_project(actor=APPLICATION, name="Elsewhere")
    transfer.move_task_to_project(actor=APPLICATION, task_id=world.task().pk, project=target)


#: What is done, to the events that it must tell of.
DEEDS = {
    "task": lambda world: world.task(description="Ask @member"),
    "update": lambda world: update.update_task(
        actor=APPLICATION, task_id=world.task().pk, fields={"title": "New", "owner_id": world.people["member"].pk}
    ),
    "owner": lambda world: update.update_task(
        actor=APPLICATION, task_id=world.task().pk, fields={"owner_id": world.people["member"].pk}
    ),
    "close": lambda world: status.close_task(actor=APPLICATION, task_id=world.task().pk),
    "open": lambda world: status.open_task(actor=APPLICATION, task_id=world.task().pk),
    "column": lambda world: place(world, world.task(), column_id=world.columns["Done"].pk),
    "swimlane": lambda world: place(world, world.task(), swimlane_id=other_lane(world)),
    "position": lambda world: [world.task(), place(world, world.task())],
    "project": to_another_project,
    "comment": lambda world: comments.update_comment(actor=APPLICATION, comment=comment(world), content="New"),
    "comment removed": lambda world: comments.remove_comment(actor=APPLICATION, comment=comment(world)),
    "sub-task": lambda world: subtasks.update_subtask(
        actor=APPLICATION, subtask=subtask(world), fields={"title": "New"}
    ),
    "sub-task removed": lambda world: subtasks.remove_subtask(actor=APPLICATION, subtask=subtask(world)),
    "link": lambda world: task_links.remove_task_link(actor=APPLICATION, task_link_id=task_link(world).pk),
    "file of a task": task_file,
    "file of a project": project_file,
    "daily round": daily,
}


@pytest.fixture
def told(no_silent_change, monkeypatch):
    """The events that are told, each with the edition of its project then."""
    heard: list[tuple[type[Event], int]] = []

    def note(event: Event) -> None:
        found = find_editions(event.project_id)
        heard.append((type(event), found.project if found else -1))

    monkeypatch.setattr(bus, "_listeners", (*bus._listeners, Listener(note, to=(Event,), hears_copies=True)))
    return heard


def test_every_event_of_the_catalogue_raises_the_edition_of_its_project(world, told):
    heard = set()
    User.objects.update(notifications_enabled=True)
    for name, deed in DEEDS.items():
        before = now_at(world).project
        told.clear()
        deed(world)
        assert told, name
        assert all(edition > 0 for _kind, edition in told), name
        assert now_at(world).project > before, name
        heard |= {kind for kind, _edition in told}
    assert heard == concrete()
    assert {kind.__name__ for kind in concrete()} <= set(events.__all__)


def test_an_event_or_a_statement_that_raises_nothing_is_found(world):
    @dataclass(frozen=True)
    class Painted(Event):
        name: ClassVar[str] = "project.paint"

    @atomic
    def forget_the_lock(actor: Actor) -> None:
        emit(Painted(actor, world.project.pk, 0))

    task = world.task()
    with pytest.raises(AssertionError, match="raises no edition"):
        forget_the_lock(APPLICATION)
    with pytest.raises(AssertionError, match="no edition is raised"), block():
        Task.objects.filter(pk=task.pk).update(title="Silent")
    with pytest.raises(AssertionError, match="no edition is raised"), block():
        User.objects.filter(username="member").update(name="Silent")


def test_every_table_is_known_to_the_watch():
    known = [*editions.OF_PROJECTS, *editions.OUTSIDE, *editions.EITHER, *editions.OF_NOBODY]
    assert len(known) == len(set(known))
    assert set(known) == set(apps.get_app_config("boards").get_models())


def test_what_stands_outside_raises_the_common_edition(world):
    member = world.people["member"]
    group = groups.create_group(actor=APPLICATION, name="Crew")
    deeds = (
        lambda: users.create_user(actor=APPLICATION, username="new", password="secret-pw"),
        lambda: users.update_user(actor=APPLICATION, user=member, changes={"name": "New"}),
        lambda: users.disable_user(actor=APPLICATION, user=member),
        lambda: users.enable_user(actor=APPLICATION, user=member),
        lambda: remove_avatar(actor=APPLICATION, user=member),
        lambda: users.remove_user(actor=APPLICATION, user=world.people["outsider"]),
        lambda: groups.create_group(actor=APPLICATION, name="Others"),
        lambda: groups.update_group(actor=APPLICATION, group=group, name="New"),
        lambda: groups.add_group_member(actor=APPLICATION, group=group, user_id=member.pk),
        lambda: groups.remove_group_member(actor=APPLICATION, group_id=group.pk, user_id=member.pk),
        lambda: groups.remove_group(actor=APPLICATION, group=group),
        lambda: links.create_link(actor=APPLICATION, label="wakes"),
        lambda: create_tag(actor=APPLICATION, project_id=None, name="everywhere"),
    )
    for deed in deeds:
        before = now_at(world).common
        deed()
        assert now_at(world).common > before


def test_what_a_person_keeps_for_themselves_and_options_raise_nothing(world):
    before = now_at(world)
    settings.save_settings(actor=APPLICATION, values={"default_color": "red"})
    assert world.member.get(f"/board/{world.project.pk}").status_code == 200
    assert now_at(world) == before


def test_projects_that_show_a_task_of_another_hear_what_becomes_of_it(world):
    other = create_project(actor=APPLICATION, name="Elsewhere")
    link = Link.objects.get(label="blocks")

    def linked() -> int:
        far = create.create_task(actor=APPLICATION, task=create.NewTask(title="Far", project_id=other.pk))
        near = world.task().pk
        task_links.create_task_link(actor=APPLICATION, task_id=near, opposite_task_id=far, link_id=link.pk)
        return far

    for deed in (status.close_task, status.open_task, remove.remove_task):
        far = linked()
        before = now_at(world).project
        deed(actor=APPLICATION, task_id=far)
        assert now_at(world).project > before
    linked()
    before = now_at(world).project
    remove_project(actor=APPLICATION, project=other)
    assert now_at(world).project > before


def test_what_is_taken_back_is_no_new_edition(world):
    before = now_at(world)

    @atomic
    def fail() -> None:
        world.task()
        raise Conflict("No.")

    with pytest.raises(Conflict):
        fail()
    assert now_at(world) == before
    world.task()
    assert now_at(world).project > before.project


def test_a_global_tag_raises_the_projects_that_show_it(world):
    tag = Tag.objects.create(project=None, name="urgent")
    world.task(tags=["urgent"])
    before = now_at(world).project
    update_tag(actor=APPLICATION, tag=tag, name="later", color_id="red")
    assert now_at(world).project > before
