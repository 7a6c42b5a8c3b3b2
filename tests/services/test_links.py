"""Kinds of links, and links between tasks: always two rows and two events (domain.md 16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.errors import Conflict, Invalid, NotFound
from boards.events import Event
from boards.events.bus import Listener, subscribe
from boards.listeners import LISTENERS
from boards.models import Link, Project, TaskLink
from boards.services.links import create_link, remove_link, update_link
from boards.services.projects import create_project
from boards.services.task_links import create_task_link, remove_task_link, update_task_link
from boards.services.tasks.create import NewTask, create_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return create_project(actor=APPLICATION, name="P")


@pytest.fixture
def tasks(project) -> tuple[int, int, int]:
    first, second, third = (
        create_task(actor=APPLICATION, task=NewTask(title=title, project_id=project.pk)) for title in "abc"
    )
    return first, second, third


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    """The events of the test, as (name, task, where the link leads, kind)."""
    events: list[Any] = []

    def note(event: Any) -> None:
        events.append((event.name, event.task_id, event.task_link.opposite_task_id, event.task_link.label))

    subscribe([Listener(note, to=(Event,))])
    yield events
    subscribe(LISTENERS)


def kind(label: str) -> int:
    return Link.objects.get(label=label).pk


def rows() -> list[tuple[int, int, str]]:
    return list(TaskLink.objects.order_by("pk").values_list("task_id", "opposite_task_id", "link__label"))


def test_a_kind_without_opposite_reads_the_same_both_ways():
    link = create_link(actor=APPLICATION, label="mentions")
    assert (link.label, link.opposite_id) == ("mentions", None)


def test_a_kind_with_an_opposite_is_two_kinds_that_point_at_each_other():
    link = create_link(actor=APPLICATION, label="eats", opposite_label="is eaten by")
    opposite = Link.objects.get(label="is eaten by")
    assert (link.opposite_id, opposite.opposite_id) == (opposite.pk, link.pk)


@pytest.mark.parametrize(
    ("label", "opposite_label", "error"),
    [
        ("", "", Invalid),
        (None, "", Invalid),
        ("l" * 192, "", Invalid),
        ("x", "l" * 192, Invalid),
        ("blocks", "", Conflict),
        ("x", "x", Conflict),
        ("x", "blocks", Conflict),
    ],
)
def test_a_refused_kind_leaves_nothing(label, opposite_label, error):
    before = set(Link.objects.values_list("label", flat=True))
    with pytest.raises(error):
        create_link(actor=APPLICATION, label=label, opposite_label=opposite_label)
    assert set(Link.objects.values_list("label", flat=True)) == before


def test_an_update_changes_one_side_only():
    link = create_link(actor=APPLICATION, label="eats", opposite_label="is eaten by")
    opposite_id = Link.objects.get(label="is eaten by").pk
    update_link(actor=APPLICATION, link_id=link.pk, label="devours", opposite_id=None)
    link.refresh_from_db()
    assert (link.label, link.opposite_id) == ("devours", None)
    assert Link.objects.get(pk=opposite_id).opposite_id == link.pk
    update_link(actor=APPLICATION, link_id=link.pk, label="devours", opposite_id=opposite_id)
    link.refresh_from_db()
    assert link.opposite_id == opposite_id


def test_a_refused_update_changes_nothing():
    link = create_link(actor=APPLICATION, label="eats")
    for label, opposite_id, error in (
        ("", None, Invalid),
        ("blocks", None, Conflict),
        ("x", link.pk + 1000, Invalid),
    ):
        with pytest.raises(error):
            update_link(actor=APPLICATION, link_id=link.pk, label=label, opposite_id=opposite_id)
    with pytest.raises(NotFound):
        update_link(actor=APPLICATION, link_id=link.pk + 1000, label="x", opposite_id=None)
    link.refresh_from_db()
    assert (link.label, link.opposite_id) == ("eats", None)


def test_links_of_a_removed_kind_go_and_its_opposite_stands_alone(tasks):
    first, second, _ = tasks
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("relates to"))
    remove_link(actor=APPLICATION, link=Link.objects.get(label="relates to"))
    assert rows() == []
    remove_link(actor=APPLICATION, link=Link.objects.get(label="blocks"))
    assert Link.objects.get(label="is blocked by").opposite_id is None


def test_a_link_between_tasks_has_its_mirror_and_is_told_to_both(tasks, heard):
    first, second, _ = tasks
    link_id = create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("blocks"))
    assert rows() == [(first, second, "blocks"), (second, first, "is blocked by")]
    assert TaskLink.objects.get(pk=link_id).task_id == first
    assert heard == [
        ("task_internal_link.create_update", first, second, "blocks"),
        ("task_internal_link.create_update", second, first, "is blocked by"),
    ]


def test_tasks_of_two_projects_can_be_linked(tasks):
    elsewhere = create_project(actor=APPLICATION, name="Q")
    other = create_task(actor=APPLICATION, task=NewTask(title="d", project_id=elsewhere.pk))
    create_task_link(actor=APPLICATION, task_id=tasks[0], opposite_task_id=other, link_id=kind("relates to"))
    assert rows() == [(tasks[0], other, "relates to"), (other, tasks[0], "relates to")]


def test_the_same_link_is_refused_from_either_end(tasks, heard):
    first, second, _ = tasks
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("blocks"))
    heard.clear()
    for task_id, opposite_task_id, label in ((first, second, "blocks"), (second, first, "is blocked by")):
        with pytest.raises(Conflict):
            create_task_link(actor=APPLICATION, task_id=task_id, opposite_task_id=opposite_task_id, link_id=kind(label))
    assert len(rows()) == 2
    assert heard == []


def test_unknown_ends_and_kinds_make_no_link(tasks):
    first, second, _ = tasks
    blocks = kind("blocks")
    for task_id, opposite_task_id, link_id in (
        (first, 10**12, blocks),
        (10**12, second, blocks),
        (first, None, blocks),
        (None, second, blocks),
        (first, second, 10**12),
        (first, second, None),
    ):
        with pytest.raises(NotFound):
            create_task_link(actor=APPLICATION, task_id=task_id, opposite_task_id=opposite_task_id, link_id=link_id)
    with pytest.raises(Conflict):
        create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=first, link_id=kind("relates to"))
    assert rows() == []


def test_an_update_takes_the_mirror_along(tasks, heard):
    first, second, third = tasks
    link_id = create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("blocks"))
    heard.clear()
    update_task_link(
        actor=APPLICATION, task_link_id=link_id, task_id=first, opposite_task_id=third, link_id=kind("is a child of")
    )
    assert rows() == [(first, third, "is a child of"), (third, first, "is a parent of")]
    assert heard == [
        ("task_internal_link.create_update", first, third, "is a child of"),
        ("task_internal_link.create_update", third, first, "is a parent of"),
    ]


def test_an_update_of_a_link_that_lost_its_mirror_makes_a_new_one(tasks):
    first, second, _ = tasks
    link_id = create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("blocks"))
    TaskLink.objects.exclude(pk=link_id).delete()
    update_task_link(
        actor=APPLICATION, task_link_id=link_id, task_id=first, opposite_task_id=second, link_id=kind("relates to")
    )
    assert rows() == [(first, second, "relates to"), (second, first, "relates to")]


def test_a_refused_update_of_a_link_changes_neither_row(tasks, heard):
    first, second, third = tasks
    link_id = create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("blocks"))
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=third, link_id=kind("blocks"))
    heard.clear()
    before = rows()
    for task_link_id, task_id, opposite_task_id, link, error in (
        (link_id, first, third, kind("blocks"), Conflict),
        (link_id, third, second, kind("blocks"), NotFound),
        (link_id, first, 10**12, kind("blocks"), NotFound),
        (link_id, first, second, 10**12, NotFound),
        (10**12, first, second, kind("blocks"), NotFound),
    ):
        with pytest.raises(error):
            update_task_link(
                actor=APPLICATION,
                task_link_id=task_link_id,
                task_id=task_id,
                opposite_task_id=opposite_task_id,
                link_id=link,
            )
    assert rows() == before
    assert heard == []


@pytest.mark.parametrize("end", [0, 1])
def test_removing_either_row_removes_both_and_is_told_once(tasks, heard, end):
    first, second, third = tasks
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=kind("blocks"))
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=third, link_id=kind("blocks"))
    heard.clear()
    link = TaskLink.objects.order_by("pk")[end]
    remove_task_link(actor=APPLICATION, task_link_id=link.pk)
    assert rows() == [(first, third, "blocks"), (third, first, "is blocked by")]
    label = ("blocks", "is blocked by")[end]
    assert heard == [("task_internal_link.delete", link.task_id, link.opposite_task_id, label)]
    with pytest.raises(NotFound):
        remove_task_link(actor=APPLICATION, task_link_id=link.pk)
