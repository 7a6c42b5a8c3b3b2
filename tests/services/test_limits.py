"""How much things may hold, at each service that writes them (decisions.md 6)."""

from __future__ import annotations

from typing import Any

import pytest

from boards import limits
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Invalid
from boards.limits import MOST_COLUMNS, MOST_HOURS, MOST_SWIMLANES, TEXT, TITLE, is_blank, span_priorities
from boards.models import (
    Category,
    Column,
    Comment,
    CustomFilter,
    Group,
    PredefinedDescription,
    Project,
    ProjectMetadata,
    Setting,
    Subtask,
    Swimlane,
    Tag,
    Task,
    User,
)
from boards.operations.bulk import Wish, change_tasks
from boards.queries.settings import forget_settings
from boards.services.categories import create_category, update_category
from boards.services.columns import create_column, update_column
from boards.services.comments import create_comment, update_comment
from boards.services.custom_filters import create_custom_filter
from boards.services.custom_roles import create_custom_role
from boards.services.groups import create_group, update_group
from boards.services.links import create_link
from boards.services.metadata import save_project_metadata
from boards.services.predefined_contents import create_predefined_description
from boards.services.projects import create_project, update_project
from boards.services.settings import save_settings
from boards.services.subtasks import create_subtask, update_subtask
from boards.services.swimlanes import create_swimlane, update_swimlane
from boards.services.tags import create_tag, ensure_tags, update_tag
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.update import update_task

UNSEEN = ["\u200b", "\u2060\ufeff", "\u00a0", "\u3000", " \t", "\u3164", "\u2800", "\u202e", "\u0301", "\U000e0041"]
BIG = "x" * (TEXT + 1)


@pytest.mark.parametrize("text", ["", None, *UNSEEN])
def test_nothing_is_seen_of_a_blank_text(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200ba", "0", "\U0001fae8", ".", "中", "👍", "e\u0301", "‮א", "_"])
def test_something_is_seen_of_others(text):
    assert not is_blank(text)


class World:
    def __init__(self) -> None:
        self.project: Any = create_project(actor=APPLICATION, name="P")
        self.user = User.objects.create(username="anna")
        self.anna = Actor(ActorKind.USER, self.user.pk, "anna", "", "app-admin")
        self.task = Task.objects.get(pk=create_task(actor=APPLICATION, task=self.new("t")))
        self.part = Subtask.objects.get(pk=create_subtask(actor=APPLICATION, task_id=self.task.pk, title="s"))
        self.column = Column.objects.filter(project=self.project)[0]
        self.lane = Swimlane.objects.get(project=self.project)
        self.category = create_category(actor=APPLICATION, project=self.project, name="K")
        self.tag = create_tag(actor=APPLICATION, project_id=self.project.pk, name="T")
        self.group = create_group(actor=APPLICATION, name="G")
        comment = create_comment(actor=APPLICATION, task_id=self.task.pk, content="c")
        self.comment = Comment.objects.get(pk=comment)

    def new(self, title: str, **values: Any) -> NewTask:
        return NewTask(title=title, project_id=self.project.pk, **values)

    @property
    def at(self) -> dict[str, Any]:
        return {"actor": APPLICATION, "project": self.project}

    @property
    def rows(self) -> list[Any]:
        """Everything that the services below write."""
        models: tuple[Any, ...] = (
            Project, Task, Subtask, Column, Swimlane, Category, Tag, Group, Comment, CustomFilter,
            PredefinedDescription, ProjectMetadata, Setting,
        )  # fmt: skip
        return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def world(db) -> World:
    return World()


NAMES = {
    "project": lambda w, name: create_project(actor=APPLICATION, name=name),
    "renamed project": lambda w, name: update_project(**w.at, changes={"name": name}),
    "task": lambda w, name: create_task(actor=APPLICATION, task=w.new(name)),
    "renamed task": lambda w, name: update_task(actor=APPLICATION, task_id=w.task.pk, fields={"title": name}),
    "sub-task": lambda w, name: create_subtask(actor=APPLICATION, task_id=w.task.pk, title=name),
    "renamed sub-task": lambda w, name: update_subtask(actor=APPLICATION, subtask=w.part, fields={"title": name}),
    "column": lambda w, name: create_column(**w.at, title=name),
    "renamed column": lambda w, name: update_column(
        actor=APPLICATION, column=w.column, title=name, task_limit=0, description=""
    ),
    "swimlane": lambda w, name: create_swimlane(**w.at, name=name),
    "renamed swimlane": lambda w, name: update_swimlane(actor=APPLICATION, swimlane=w.lane, name=name),
    "category": lambda w, name: create_category(**w.at, name=name),
    "renamed category": lambda w, name: update_category(
        actor=APPLICATION, category=w.category, name=name, color_id=None
    ),
    "tag": lambda w, name: create_tag(actor=APPLICATION, project_id=w.project.pk, name=name),
    "renamed tag": lambda w, name: update_tag(actor=APPLICATION, tag=w.tag, name=name, color_id=None),
    "group": lambda w, name: create_group(actor=APPLICATION, name=name),
    "renamed group": lambda w, name: update_group(actor=APPLICATION, group=w.group, name=name),
    "filter": lambda w, name: create_custom_filter(actor=w.anna, project=w.project, name=name, text="x"),
    "template": lambda w, name: create_predefined_description(**w.at, title=name, description="x"),
    "role": lambda w, name: create_custom_role(**w.at, name=name),
    "kind of link": lambda w, name: create_link(actor=APPLICATION, label=name),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMES)
def test_a_name_that_nobody_can_see_is_none(world, what):
    before = world.rows
    for name in UNSEEN:
        with pytest.raises(Invalid) as refusal:
            NAMES[what](world, name)
        assert any("need" in sentence for sentence in refusal.value.fields.values()), name
    assert world.rows == before


@pytest.mark.parametrize("what", NAMES)
def test_a_name_has_a_length(world, what):
    before = world.rows
    with pytest.raises(Invalid):
        NAMES[what](world, "x" * (TITLE + 1))
    assert world.rows == before


@pytest.mark.parametrize("what", ["column", "swimlane", "tag", "category"])
def test_names_on_a_board_are_short(world, what):
    NAMES[what](world, "x" * 191)
    with pytest.raises(Invalid):
        NAMES[what](world, "x" * 192)


TEXTS = {
    "project": lambda w, text: create_project(actor=APPLICATION, name="Q", description=text),
    "changed project": lambda w, text: update_project(**w.at, changes={"description": text}),
    "subjects": lambda w, text: update_project(**w.at, changes={"predefined_email_subjects": text}),
    "task": lambda w, text: create_task(actor=APPLICATION, task=w.new("x", description=text)),
    "changed task": lambda w, text: update_task(actor=APPLICATION, task_id=w.task.pk, fields={"description": text}),
    "comment": lambda w, text: create_comment(actor=APPLICATION, task_id=w.task.pk, content=text),
    "changed comment": lambda w, text: update_comment(actor=APPLICATION, comment=w.comment, content=text),
    "column": lambda w, text: create_column(**w.at, title="x", description=text),
    "changed column": lambda w, text: update_column(
        actor=APPLICATION, column=w.column, title="x", task_limit=0, description=text
    ),
    "swimlane": lambda w, text: create_swimlane(**w.at, name="x", description=text),
    "changed swimlane": lambda w, text: update_swimlane(
        actor=APPLICATION, swimlane=w.lane, name="x", description=text
    ),
    "category": lambda w, text: create_category(**w.at, name="x", description=text),
    "template": lambda w, text: create_predefined_description(**w.at, title="x", description=text),
    "metadata": lambda w, text: save_project_metadata(
        actor=APPLICATION, project_id=w.project.pk, values={"x": text}
    ),
    "option": lambda w, text: save_settings(actor=APPLICATION, values={"board_columns": text}),
}  # fmt: skip


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_has_a_megabyte(world, what):
    before = world.rows
    for text in (BIG, "é" * (TEXT // 2 + 1)):
        with pytest.raises(Invalid, match="1 MB"):
            TEXTS[what](world, text)
    assert world.rows == before
    TEXTS[what](world, "x" * TEXT)
    assert world.rows != before


def test_a_project_has_a_number_of_columns_and_swimlanes(world):
    Column.objects.bulk_create(
        Column(project=world.project, title=f"c{n}", position=n) for n in range(MOST_COLUMNS - Column.objects.count())
    )
    with pytest.raises(Invalid, match="at most 250 columns"):
        create_column(**world.at, title="One more")
    Swimlane.objects.bulk_create(
        Swimlane(project=world.project, name=f"s{n}", position=0, is_active=False) for n in range(MOST_SWIMLANES - 2)
    )
    create_swimlane(**world.at, name="The last")
    with pytest.raises(Invalid, match="at most 250 swimlanes"):
        create_swimlane(**world.at, name="One more")
    assert (Column.objects.count(), Swimlane.objects.count()) == (MOST_COLUMNS, MOST_SWIMLANES)


def test_a_new_project_has_no_more_columns(world):
    option = ",".join(["\u200b", "x" * 300, *(f"c{n}" for n in range(1000))])
    save_settings(actor=APPLICATION, values={"board_columns": option})
    forget_settings()
    project = create_project(actor=APPLICATION, name="Q")
    titles = list(Column.objects.filter(project=project).order_by("position").values_list("title", flat=True))
    assert (len(titles), titles[0]) == (MOST_COLUMNS, "x" * 191)


NUMBERS = {
    "project": lambda w, n: update_project(**w.at, changes={"task_limit": n}),
    "column": lambda w, n: create_column(**w.at, title="x", task_limit=n),
    "changed column": lambda w, n: update_column(
        actor=APPLICATION, column=w.column, title="x", task_limit=n, description=""
    ),
    "swimlane": lambda w, n: create_swimlane(**w.at, name="x", task_limit=n),
    "changed swimlane": lambda w, n: update_swimlane(actor=APPLICATION, swimlane=w.lane, name="x", task_limit=n),
    "priority": lambda w, n: update_project(**w.at, changes={"priority_default": n}),
    "new priority": lambda w, n: create_project(actor=APPLICATION, name="Q", priority_default=n),
}  # fmt: skip


@pytest.mark.parametrize("what", NUMBERS)
@pytest.mark.parametrize("number", [2**31, -(2**31), 10**20])
def test_numbers_are_those_that_a_column_holds(world, what, number):
    before = world.rows
    with pytest.raises(Invalid):
        NUMBERS[what](world, number)
    assert world.rows == before


@pytest.mark.parametrize(
    ("span", "fits"),
    [
        ((0, 100), True),
        ((-50, 50), True),
        ((100, 0), True),
        ((0, 101), False),
        ((0, 2**31 - 1), False),
        ((-(2**31) + 1, 0), False),
        ((0, 10**20), False),
    ],
)
def test_priorities_can_be_chosen_from(world, span, fits):
    values = dict(zip(("priority_start", "priority_end"), span, strict=True))
    for change in (
        lambda: create_project(actor=APPLICATION, name="Q", **values),
        lambda: update_project(**world.at, changes=values),
    ):
        if fits:
            change()
        else:
            with pytest.raises(Invalid):
                change()
    assert Project.objects.filter(**values).count() == (2 if fits else 0)


def test_a_larger_span_of_former_times_may_stay(world):
    Project.objects.filter(pk=world.project.pk).update(priority_end=5000)
    world.project.refresh_from_db()
    update_project(**world.at, changes={"name": "New name", "priority_start": 0, "priority_end": 5000})
    with pytest.raises(Invalid):
        update_project(**world.at, changes={"priority_end": 4000})
    world.project.refresh_from_db()
    assert (world.project.name, world.project.priority_end) == ("New name", 5000)
    assert list(span_priorities(0, 2**31 - 1)) == list(range(limits.PRIORITY_SPAN + 1))


def test_tags_that_nobody_can_see_are_left_out(world):
    ids = ensure_tags(actor=APPLICATION, project_id=world.project.pk, names=["\u200b", "red", " "])
    assert list(Tag.objects.filter(pk__in=ids).values_list("name", flat=True)) == ["red"]
    with pytest.raises(Invalid):
        ensure_tags(actor=APPLICATION, project_id=world.project.pk, names=["x" * 192])


def test_a_tag_is_made_with_a_tidy_name(world):
    at: dict[str, Any] = {"actor": APPLICATION, "project_id": world.project.pk}
    assert create_tag(**at, name="  one\r\n two\u2028three ").name == "one two three"
    update_tag(actor=APPLICATION, tag=world.tag, name="new\nline ", color_id=None)
    assert ensure_tags(**at, names=["NEW \n line", " new line"]) == [world.tag.pk]
    (made,) = ensure_tags(**at, names=["  sp  ", "sp"])
    assert Tag.objects.get(pk=made).name == "sp"


def test_a_tag_that_was_stored_untidily_is_found_by_both_names(world):
    at: dict[str, Any] = {"actor": APPLICATION, "project_id": world.project.pk}
    old = Tag.objects.create(project=world.project, name="  sp  ")
    assert ensure_tags(**at, names=["  sp  "]) == ensure_tags(**at, names=["sp"]) == [old.pk]
    tidy = create_tag(**at, name="sp")
    assert ensure_tags(**at, names=["  SP  ", "sp"]) == [old.pk, tidy.pk]


HOURS = {
    "task": lambda w, hours: create_task(actor=APPLICATION, task=w.new("x", **hours)),
    "changed task": lambda w, hours: update_task(actor=APPLICATION, task_id=w.task.pk, fields=hours),
    "sub-task": lambda w, hours: create_subtask(actor=APPLICATION, task_id=w.task.pk, title="x", **hours),
    "changed sub-task": lambda w, hours: update_subtask(actor=APPLICATION, subtask=w.part, fields=hours),
}


@pytest.mark.parametrize("what", HOURS)
@pytest.mark.parametrize("name", ["time_estimated", "time_spent"])
def test_hours_add_up_to_what_is_finite(world, what, name):
    before = world.rows
    for number in (1.7e308, float("inf"), float("nan"), -1.7e308, MOST_HOURS + 1):
        with pytest.raises(Invalid) as refusal:
            HOURS[what](world, {name: number})
        assert list(refusal.value.fields) == [name]
    assert world.rows == before
    HOURS[what](world, {name: MOST_HOURS})
    HOURS[what](world, {name: -1.5})  # as programs may store it


def test_many_tasks_get_no_endless_hours(world):
    wish = Wish(fields={"time_spent": 1.7e308})
    assert change_tasks(actor=APPLICATION, task_ids=[world.task.pk], wish=wish).refused == [world.task.pk]


def test_hours_of_former_times_stay_while_something_else_changes(world):
    Subtask.objects.filter(pk=world.part.pk).update(time_spent=MOST_HOURS * 2.0)
    world.part.refresh_from_db()
    update_subtask(actor=APPLICATION, subtask=world.part, fields={"title": "New", "time_spent": MOST_HOURS * 2.0})
    world.part.refresh_from_db()
    assert world.part.title == "New"
