"""Creating, changing, closing, copying, moving and repeating tasks (domain.md 11 to 13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from boards import dates
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Conflict, Invalid, NotFound
from boards.events import Event, bus
from boards.models import (
    Activity,
    Category,
    Column,
    ExternalLink,
    Link,
    Project,
    ProjectUser,
    Subtask,
    Swimlane,
    Tag,
    Task,
    TaskFile,
    TaskLink,
    Transition,
    User,
)
from boards.queries.tasks import get_task_object
from boards.services.categories import create_category
from boards.services.columns import create_column, remove_column, update_column
from boards.services.files import create_task_file
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.swimlanes import create_swimlane, disable_swimlane
from boards.services.tasks.copying import Arrival, copy_task_to_project, duplicate_task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.recurrence import next_due_date
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.transfer import move_task_open_to_project, move_task_to_project
from boards.services.tasks.update import color_tasks_past, update_task, write_task

DAY = 86400


@pytest.fixture
def project(db) -> Project:
    return create_project(actor=APPLICATION, name="Source")


@pytest.fixture
def other(db) -> Project:
    return create_project(actor=APPLICATION, name="Target")


@pytest.fixture
def anna(project) -> User:
    """A member of the source project."""
    user = User.objects.create(username="anna", name="Anna", password=make_password("secret-pw"))
    add_project_user(actor=APPLICATION, project=project, user_id=user.pk, role="project-member")
    return user


@pytest.fixture
def acting(anna) -> Actor:
    return Actor(ActorKind.USER, anna.pk, "anna", "Anna", "app-user")


@pytest.fixture
def heard(monkeypatch) -> list[str]:
    """The names of the events that are fired, in order."""
    names: list[str] = []
    original = bus._listeners

    def note(event: Event) -> None:
        names.append(event.name)

    bus.subscribe([bus.Listener(note, to=(Event,)), *original])
    yield names
    bus.subscribe(original)


def make(project: Project, actor: Actor = APPLICATION, **fields: Any) -> Task:
    task_id = create_task(actor=actor, task=NewTask(**{"title": "t", "project_id": project.pk, **fields}))
    return Task.objects.get(pk=task_id)


def column(project: Project, title: str) -> Column:
    return Column.objects.get(project=project, title=title)


# Creating


def test_a_new_task_has_the_defaults_of_the_wire(project, heard):
    task = make(project)
    assert (task.color_id, task.score, task.date_due, task.date_started, task.time_spent, task.description) == (
        "yellow", 0, 0, 0, None, "",
    )  # fmt: skip
    assert task.date_creation == task.date_moved == task.date_modification
    assert heard == ["task.create_update", "task.create"]


def test_a_user_is_the_creator_and_programs_are_nobody(project, acting, anna):
    assert make(project, acting).creator_id == anna.pk
    assert make(project).creator_id is None
    assert make(project, creator_id=anna.pk).creator_id == anna.pk


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": "x" * 65536},
        {"reference": "x" * 192},
        {"color_id": "x" * 256},
        {"owner_id": 99999999},
        {"creator_id": 99999999},
        {"category_id": 99999999},
        {"date_started": 2 * DAY, "date_due": DAY},
    ],
)
def test_impossible_values_are_refused_and_nothing_is_stored(project, fields):
    with pytest.raises(Invalid):
        make(project, **fields)
    assert not Task.objects.exists()


def test_what_belongs_to_another_project_is_refused(project, other):
    category = create_category(actor=APPLICATION, project=other, name="Bug")
    for fields in (
        {"column_id": column(other, "Ready").pk},
        {"swimlane_id": Swimlane.objects.get(project=other).pk},
    ):
        with pytest.raises(NotFound):
            make(project, **fields)
    with pytest.raises(Invalid):
        make(project, category_id=category.pk)
    assert not Task.objects.exists()


def test_unknown_places_are_not_found(project):
    for fields in ({"project_id": 99999999}, {"column_id": 99999999}, {"swimlane_id": 99999999}):
        with pytest.raises(NotFound):
            make(project, **fields)


def test_a_project_without_a_place_takes_no_task(project):
    disable_swimlane(actor=APPLICATION, swimlane=Swimlane.objects.get(project=project))
    with pytest.raises(NotFound):
        make(project)
    for one in Column.objects.filter(project=project):
        remove_column(actor=APPLICATION, column=one)
    with pytest.raises(NotFound):
        make(project)


def test_viewers_and_inactive_members_get_no_tasks(project, anna):
    ProjectUser.objects.update(role="project-viewer")
    with pytest.raises(Invalid):
        make(project, owner_id=anna.pk)
    ProjectUser.objects.update(role="project-member")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    with pytest.raises(Invalid):
        make(project, owner_id=anna.pk)


def test_members_named_in_the_description_are_told(project, anna, heard):
    User.objects.update(notifications_enabled=True)
    make(project, description="please look, @anna.")
    assert heard[-1] == "task.user.mention"
    make(project, description="mail me at x@example.org, @nobody")
    assert heard[-1] == "task.create"


def test_tags_come_with_the_task(project):
    task = make(project, tags=["one", "two", "ONE"])
    assert sorted(Tag.objects.filter(task_tags__task=task).values_list("name", flat=True)) == ["one", "two"]


# Changing


def test_an_update_tells_what_differs(project, heard, acting):
    task = make(project)
    heard.clear()
    update_task(actor=acting, task_id=task.pk, fields={"title": "new", "score": 0, "priority": 2})
    assert heard == ["task.create_update", "task.update"]
    assert Activity.objects.get(event_name="task.update").data["changes"] == {"title": "new", "priority": 2}


def test_an_update_without_a_difference_tells_nothing_and_moves_the_date(project, heard):
    task = make(project)
    Task.objects.update(date_modification=5)
    heard.clear()
    update_task(actor=APPLICATION, task_id=task.pk, fields={"title": "t", "score": 0})
    task.refresh_from_db()
    assert (heard, task.date_modification > 5) == ([], True)


def test_a_change_of_the_owner_alone_has_its_own_event(project, anna, heard):
    task = make(project)
    heard.clear()
    update_task(actor=APPLICATION, task_id=task.pk, fields={"owner_id": anna.pk})
    update_task(actor=APPLICATION, task_id=task.pk, fields={"owner_id": 0, "title": "x"})
    assert heard == ["task.assignee_change", "task.create_update", "task.update"]


def test_null_and_zero_are_different_values(project, heard):
    task = make(project)
    heard.clear()
    update_task(actor=APPLICATION, task_id=task.pk, fields={"time_estimated": 0.0})
    assert heard == ["task.create_update", "task.update"]


def test_a_tag_gets_a_tidy_name_in_another_project(project):
    task, other = make(project), create_project(actor=APPLICATION, name="Other")
    task.task_tags.create(tag=Tag.objects.create(project=project, name=" new\nline"))
    move_task_open_to_project(actor=APPLICATION, task_id=task.pk, project=other)
    assert task.task_tags.get().tag.name == "new line"


def test_tags_alone_tell_nothing(project, heard):
    task = make(project)
    heard.clear()
    update_task(actor=APPLICATION, task_id=task.pk, fields={}, tags=["a"])
    assert (heard, list(Tag.objects.values_list("name", flat=True))) == ([], ["a"])


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 65536},
        {"owner_id": 99999999},
        {"category_id": 99999999},
        {"date_started": 2 * DAY, "date_due": DAY},
        {"reference": "x" * 192},
        {"color_id": "x" * 256},
    ],
)
def test_an_impossible_update_changes_nothing(project, fields):
    task = make(project)
    before = Task.objects.values().get()
    for change in (update_task, write_task):
        with pytest.raises(Invalid):
            change(actor=APPLICATION, task_id=task.pk, fields={"title": "n", **fields})
    assert Task.objects.values().get() == before
    with pytest.raises(NotFound):
        update_task(actor=APPLICATION, task_id=99999999, fields={"title": "n"})


def test_colouring_by_date_takes_open_tasks_whose_date_is_over(project):
    late, later = make(project, date_due=DAY), make(project, date_due=9 * DAY)
    closed = make(project, date_due=DAY)
    close_task(actor=APPLICATION, task_id=closed.pk)
    count = color_tasks_past(actor=APPLICATION, project_id=project.pk, date="date_due", moment=5 * DAY, color_id="red")
    assert (count, set(Task.objects.filter(color_id="red"))) == (1, {late})
    assert later.color_id == closed.color_id == "yellow"


# Closing


def test_closing_finishes_the_subtasks_and_notes_the_time(project, heard):
    task = make(project)
    Subtask.objects.create(task=task, title="s")
    heard.clear()
    for _ in range(2):
        close_task(actor=APPLICATION, task_id=task.pk)
    task.refresh_from_db()
    assert (task.is_active, Subtask.objects.get().status, heard) == (False, 2, ["task.close", "task.close"])
    assert task.date_completed is not None
    open_task(actor=APPLICATION, task_id=task.pk)
    task.refresh_from_db()
    assert (task.is_active, task.date_completed, Subtask.objects.get().status) == (True, 0, 2)


@pytest.mark.parametrize("change", [close_task, open_task, remove_task, duplicate_task])
def test_unknown_tasks_are_not_found(db, change):
    with pytest.raises(NotFound):
        change(actor=APPLICATION, task_id=99999999)


def test_a_removed_task_takes_all_of_its_own_along(project, django_capture_on_commit_callbacks):
    task, stays = make(project, tags=["x"]), make(project)
    file_id = create_task_file(actor=APPLICATION, project_id=project.pk, task_id=task.pk, name="a.txt", content=b"abc")
    path = TaskFile.objects.get(pk=file_id).path
    with django_capture_on_commit_callbacks(execute=True):
        remove_task(actor=APPLICATION, task_id=task.pk)
    from boards.storage import read_content

    assert (read_content(path), TaskFile.objects.count(), list(Task.objects.all())) == (None, 0, [stays])


def test_moves_by_users_leave_a_transition(project, acting):
    task = make(project)
    Task.objects.update(date_moved=dates.now() - 100)
    move_task(actor=acting, task_id=task.pk, column_id=column(project, "Ready").pk, swimlane_id=0, position=1)
    move_task(actor=APPLICATION, task_id=task.pk, column_id=column(project, "Done").pk, swimlane_id=0, position=1)
    (transition,) = Transition.objects.all()
    assert transition.dst_column.title == "Ready"
    assert 100 <= transition.time_spent <= 105
    assert Activity.objects.get(event_name="task.move.column").data["changes"].keys() >= {"src_column_id"}


# Copying and moving to other projects


@pytest.fixture
def rich(project, anna) -> Task:
    """A task with everything that a copy may take along."""
    category = create_category(actor=APPLICATION, project=project, name="Bug")
    task = make(
        project,
        title="Rich",
        description="words",
        owner_id=anna.pk,
        category_id=category.pk,
        column_id=column(project, "Ready").pk,
        priority=2,
        score=5,
        date_due=9 * DAY,
        date_started=DAY,
        time_spent=3.0,
        reference="R",
        tags=["local"],
    )
    Subtask.objects.create(task=task, title="step", status=2, time_spent=3, time_estimated=4, user=anna)
    ExternalLink.objects.create(
        task=task, link_type="weblink", dependency="related", title="x", url="http://x.example",
        date_creation=1, date_modification=1,
    )  # fmt: skip
    create_task_file(actor=APPLICATION, project_id=project.pk, task_id=task.pk, name="a.txt", content=b"abc")
    return task


def test_a_duplicate_stands_in_the_same_cell_and_is_not_begun(rich, acting, anna):
    copy = Task.objects.get(pk=duplicate_task(actor=acting, task_id=rich.pk))
    assert copy.title == "[DUPLICATE] Rich"
    assert (copy.column_id, copy.category_id, copy.owner_id, copy.creator_id) == (
        rich.column_id, rich.category_id, anna.pk, anna.pk,
    )  # fmt: skip
    assert (copy.date_due, copy.date_started, copy.time_spent) == (9 * DAY, None, 0)
    assert copy.subtasks.values_list("title", "status", "time_spent", "time_estimated").get() == ("step", 0, 0, 4)
    assert (copy.files.count(), copy.external_links.count()) == (0, 1)
    assert list(copy.task_tags.values_list("tag__name", flat=True)) == ["local"]
    assert TaskLink.objects.get(task=copy).link.label == "duplicates"


def test_a_copy_to_a_project_maps_by_name(rich, other, heard):
    create_category(actor=APPLICATION, project=other, name="bug")
    heard.clear()
    copy = Task.objects.get(pk=copy_task_to_project(actor=APPLICATION, task_id=rich.pk, project=other))
    assert (copy.column.title, copy.column.project_id, copy.category.name, copy.owner_id) == (
        "Ready", other.pk, "bug", None,
    )  # fmt: skip
    assert copy.task_tags.get().tag.project_id == other.pk
    assert copy.files.get().path == rich.files.get().path
    assert heard == [
        "task.create_update", "task.create",
        "task_internal_link.create_update", "task_internal_link.create_update", "task.file.create",
    ]  # fmt: skip


def test_a_copy_without_counterparts_gets_the_defaults(rich, other):
    update_column(actor=APPLICATION, column=column(other, "Ready"), title="Elsewhere", task_limit=0, description="")
    Project.objects.filter(pk=other.pk).update(priority_end=1, priority_default=1)
    other.refresh_from_db()
    copy = Task.objects.get(pk=copy_task_to_project(actor=APPLICATION, task_id=rich.pk, project=other))
    assert (copy.column.title, copy.category_id, copy.priority) == ("Backlog", None, 1)


def test_given_ids_come_before_the_task_s_own(rich, other, anna):
    add_project_user(actor=APPLICATION, project=other, user_id=anna.pk, role="project-viewer")
    category = create_category(actor=APPLICATION, project=other, name="New")
    lane = create_swimlane(actor=APPLICATION, project=other, name="Lane")
    copy_id = copy_task_to_project(
        actor=APPLICATION,
        task_id=rich.pk,
        project=other,
        arrival=Arrival(column(other, "Done").pk, lane.pk, category.pk, anna.pk),
    )
    copy = Task.objects.get(pk=copy_id)
    assert (copy.column.title, copy.swimlane.name, copy.category.name, copy.owner_id) == (
        "Done", "Lane", "New", anna.pk,
    )  # fmt: skip
    nowhere = Arrival(*[99999999] * 4)
    unknown = copy_task_to_project(actor=APPLICATION, task_id=rich.pk, project=other, arrival=nowhere)
    copy = Task.objects.get(pk=unknown)
    assert (copy.category_id, copy.owner_id, copy.column.title) == (None, None, "Backlog")


def test_an_administrator_keeps_anybody(rich, other, anna):
    admin = User.objects.create(username="boss", role="app-admin")
    actor = Actor(ActorKind.USER, admin.pk, role="app-admin")
    copy = Task.objects.get(pk=copy_task_to_project(actor=actor, task_id=rich.pk, project=other))
    assert copy.owner_id == anna.pk


def test_copies_need_a_place(rich, other):
    disable_swimlane(actor=APPLICATION, swimlane=Swimlane.objects.get(project=other))
    Swimlane.objects.filter(project=other).update(name="other")
    for move in (copy_task_to_project, move_task_open_to_project):
        with pytest.raises(NotFound):
            move(actor=APPLICATION, task_id=rich.pk, project=other)


def test_a_copy_needs_no_link_type(rich, other):
    Link.objects.filter(label="duplicates").delete()
    copy_task_to_project(actor=APPLICATION, task_id=rich.pk, project=other)
    assert not TaskLink.objects.exists()


def test_a_moved_task_keeps_what_it_was(rich, other, heard, acting):
    global_tag = Tag.objects.create(name="everywhere")
    rich.task_tags.create(tag=global_tag)
    same = Tag.objects.create(project=other, name="LOCAL")
    heard.clear()
    move_task_open_to_project(actor=acting, task_id=rich.pk, project=other)
    rich.refresh_from_db()
    assert (rich.project_id, rich.column.title, rich.time_spent, rich.date_started) == (other.pk, "Ready", 3, DAY)
    assert [one.tag_id for one in rich.task_tags.order_by("pk")] == [same.pk, global_tag.pk]
    assert heard == ["task.move.project"]
    assert Activity.objects.filter(event_name="task.move.project").get().project_id == other.pk


def test_a_closed_task_arrives_open_or_stays_closed(project, other):
    tasks = [make(project), make(project)]
    moves = (move_task_open_to_project, move_task_to_project)
    for task, move in zip(tasks, moves, strict=True):
        close_task(actor=APPLICATION, task_id=task.pk)
        move(actor=APPLICATION, task_id=task.pk, project=other)
        task.refresh_from_db()
    assert [task.is_active for task in tasks] == [True, False]


def test_a_column_of_the_target_means_its_end_and_others_the_top(project, other):
    there, first, second = make(other), make(project), make(project)
    move_task_open_to_project(actor=APPLICATION, task_id=first.pk, project=other)
    arrival = Arrival(column(other, "Backlog").pk)
    move_task_open_to_project(actor=APPLICATION, task_id=second.pk, project=other, arrival=arrival)
    order = Task.objects.filter(project=other).order_by("position").values_list("pk", flat=True)
    assert list(order) == [first.pk, there.pk, second.pk]


# Recurrence


def recurring(project: Project, trigger: int, **fields: Any) -> Task:
    return make(project, recurrence_status=1, recurrence_trigger=trigger, recurrence_factor=1, **fields)


@pytest.mark.parametrize(
    ("trigger", "target", "repeats"),
    [(0, "Ready", True), (1, "Done", True), (1, "Ready", False), (2, "Ready", False), (7, "Ready", False)],
)
def test_a_move_repeats_a_task_that_waits_for_it(project, trigger, target, repeats):
    task = recurring(project, trigger)
    move_task(actor=APPLICATION, task_id=task.pk, column_id=column(project, target).pk, swimlane_id=0, position=1)
    task.refresh_from_db()
    assert (task.recurrence_status, task.recurrence_child_id is not None) == ((2, True) if repeats else (1, False))


def test_closing_repeats_a_task_once(project):
    task = recurring(project, 2, date_due=31 * DAY, column_id=column(project, "Ready").pk, tags=["x"])
    for _ in range(2):
        close_task(actor=APPLICATION, task_id=task.pk)
    task.refresh_from_db()
    (copy,) = Task.objects.filter(recurrence_parent=task)
    assert (copy.column.title, copy.date_due, copy.recurrence_status, copy.is_active) == (
        "Backlog", 32 * DAY, 1, True,
    )  # fmt: skip
    assert (task.recurrence_child_id, task.recurrence_status, copy.task_tags.count()) == (copy.pk, 2, 1)


@pytest.mark.parametrize(
    ("due", "factor", "timeframe", "expected"),
    [
        ("2026-01-31", 1, 1, "2026-02-28"),
        ("2024-02-29", 1, 2, "2025-02-28"),
        ("2026-03-31", -1, 1, "2026-02-28"),
        ("2026-01-30", 3, 0, "2026-02-02"),
        ("2026-01-30", 0, 0, "2026-01-30"),
        ("2026-01-30", 10**9, 2, "2026-01-30"),
    ],
)
def test_the_next_due_date(project, due, factor, timeframe, expected):
    form = dates.DateFormat("Y-m-d", "H:i", "UTC")
    task = make(project, date_due=form.parse(due), recurrence_factor=factor, recurrence_timeframe=timeframe)
    assert next_due_date(task) == form.parse(expected)


def test_the_next_due_date_may_count_from_today(project):
    task = make(project, date_due=DAY, recurrence_factor=1, recurrence_basedate=1)
    assert abs((next_due_date(task) or 0) - dates.now() - DAY) < 5
    assert next_due_date(make(project, recurrence_factor=1)) == 0


def test_the_wire_shows_hours_without_needless_fractions(project):
    task = make(project, time_spent=2.0, time_estimated=1.5)
    shown = get_task_object(task.pk)
    assert (shown.time_spent, type(shown.time_spent), shown.time_estimated) == (2, int, 1.5)


def test_a_column_of_another_name_can_not_be_made_twice(project):
    with pytest.raises(Conflict):
        create_column(actor=APPLICATION, project=project, title="Ready")
    assert Category.objects.count() == 0
