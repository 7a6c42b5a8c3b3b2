"""The checked scenarios of automation.md 10, one by one."""

from __future__ import annotations

import logging

import pytest

from boards.actors import APPLICATION
from boards.automations.registry import AUTOMATIONS, WITHOUT_EVENTS
from boards.dates import now
from boards.listeners.automations import MAX_DEPTH
from boards.models import Action, Comment, Job, Project, Subtask, SubtaskTimer, Task, TaskLink, User
from boards.services.actions import copy_actions
from boards.services.projects import create_project, disable_project
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.status import close_task
from boards.services.timers import start_timer
from boards.workers.daily import run_daily_actions
from tests.automations.conftest import World

DAY = 86400


def link_id(label: str) -> int:
    from boards.models import Link

    return Link.objects.get(label=label).pk


def test_all_names_of_the_wire_are_known():
    assert (len(AUTOMATIONS), len(WITHOUT_EVENTS)) == (43, 6)
    assert not WITHOUT_EVENTS & set(AUTOMATIONS)


def test_a_comment_is_written_by_who_moves(world: World):
    world.action("CommentCreationMoveTaskColumn", "task.move.column", column_id="C2")
    silent, told = world.task(), world.task()
    world.move(silent, "C2")
    world.move(told, "C2", actor=world.admin)
    assert list(Comment.objects.values_list("task_id", "user_id", "comment")) == [
        (told, world.names["admin"], "Moved to column Ready")
    ]
    assert world.told() == ["task.move.column", "comment.create"]


def test_a_subtask_is_added_with_a_running_timer(world: World):
    world.action("SubtaskTimerMoveTaskColumn", "task.move.column", column_id="C2", subtask="Do it")
    task = world.task(creator_id="alice")
    world.move(task, "C2")
    subtask = Subtask.objects.get()
    assert (subtask.title, subtask.status, subtask.user_id) == ("Do it", 1, world.names["alice"])
    assert SubtaskTimer.objects.get(end=0).user_id == world.names["alice"]
    world.move(world.task(), "C2")
    assert (Subtask.objects.count(), SubtaskTimer.objects.count()) == (2, 1)


def test_subtasks_are_finished_and_their_timers_stop(world: World):
    world.action("StopSubtaskTimerMoveTaskColumn", "task.move.column", column_id="C3")
    task = world.task()
    ids = [create_subtask(actor=APPLICATION, task_id=task, title=str(n), user_id=world.names["alice"]) for n in (1, 2)]
    start_timer(actor=APPLICATION, subtask_id=ids[0], user_id=world.names["alice"])
    world.move(task, "C3")
    assert set(Subtask.objects.values_list("status", flat=True)) == {2}
    assert not SubtaskTimer.objects.filter(end=0).exists()
    assert world.told() == ["task.move.column", "subtask.update", "subtask.update"]


def test_a_swimlane_gives_a_category(world: World):
    world.action("TaskAssignCategorySwimlaneChange", "task.move.swimlane", swimlane_id="S2", category_id="K1")
    world.action("TaskAssignCategorySwimlaneChange", "task.create", swimlane_id="S2", category_id="K1")
    task = world.task()
    world.move(task, "C1", "S2")
    assert (world.get(task).category.name, world.told()) == ("K1", ["task.move.swimlane"])
    assert world.get(world.task(swimlane_id="S2", category_id="K2")).category.name == "K1"


def test_a_person_gives_a_color(world: World):
    world.action("TaskAssignColorUser", "task.assignee_change", user_id="alice", color_id="red")
    first, second = world.task(), world.task()
    world.update(first, owner_id="alice")
    world.update(second, owner_id="alice", title="x")
    assert (world.get(first).color_id, world.get(second).color_id) == ("red", "yellow")


def test_a_column_gives_a_color_to_new_moved_and_closed_tasks(world: World):
    world.action("TaskAssignColorColumn", "task.create", column_id="C3", color_id="green")
    world.action("TaskAssignColorColumn", "task.move.column", column_id="C2", color_id="red")
    task = world.task(column_id="C3")
    assert world.get(task).color_id == "green"
    close_task(actor=APPLICATION, task_id=task)
    world.move(task, "C2")
    assert world.get(task).color_id == "red"


def test_a_swimlane_gives_color_and_priority(world: World):
    world.action("TaskAssignColorSwimlane", "task.move.swimlane", swimlane_id="S2", color_id="red")
    world.action("TaskAssignPrioritySwimlane", "task.move.swimlane", swimlane_id="S2", priority="3")
    task = world.task()
    world.move(task, "C1", "S2")
    assert (world.get(task).color_id, world.get(task).priority) == ("red", 3)
    assert world.told() == ["task.move.swimlane", "task.update"]


def test_who_moves_gets_the_task(world: World):
    world.action("TaskAssignCurrentUserColumnIfNoUserAlreadySet", "task.move.column", column_id="C2")
    tasks = [world.task(), world.task(), world.task(owner_id="alice")]
    world.move(tasks[0], "C2")
    world.move(tasks[1], "C2", actor=world.admin)
    world.move(tasks[2], "C2", actor=world.admin)
    assert [world.get(task).owner_id for task in tasks] == [None, world.names["admin"], world.names["alice"]]


def test_who_moves_gets_the_task_from_others_too(world: World):
    world.action("TaskAssignCurrentUserColumn", "task.move.column", column_id="C2")
    by_program, by_admin = world.task(owner_id="alice"), world.task(owner_id="alice")
    world.move(by_program, "C2")
    world.move(by_admin, "C2", actor=world.admin)
    assert [world.get(task).owner.username for task in (by_program, by_admin)] == ["alice", "admin"]


def test_who_creates_gets_the_task(world: World):
    world.action("TaskAssignCurrentUser", "task.create")
    assert world.get(world.task()).owner_id is None
    assert world.get(world.task(world.admin, owner_id="alice")).owner_id == world.names["admin"]


def test_a_color_gives_a_category_on_every_update(world: World):
    world.action("TaskAssignCategoryColor", "task.create_update", color_id="red", category_id="K1")
    world.heard.clear()
    task = world.task(color_id="red")
    assert (world.get(task).category.name, world.told()) == ("K1", ["task.update", "task.create"])
    world.update(task, category_id="K2")
    assert world.get(task).category.name == "K1"


def test_a_link_gives_a_category_to_its_own_side(world: World):
    blocks, blocked = link_id("blocks"), link_id("is blocked by")
    world.action("TaskAssignCategoryLink", "task_internal_link.create_update", category_id="K1", link_id=blocks)
    world.action("TaskAssignColorLink", "task_internal_link.create_update", color_id="red", link_id=blocks)
    first, second, third = world.task(), world.task(), world.task(category_id="K2")
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=blocks)
    assert [world.get(one).category_id for one in (first, second)] == [world.names["K1"], None]
    assert [world.get(one).color_id for one in (first, second)] == ["red", "yellow"]
    create_task_link(actor=APPLICATION, task_id=third, opposite_task_id=second, link_id=blocks)
    assert world.get(third).category.name == "K2"
    create_task_link(actor=APPLICATION, task_id=first, opposite_task_id=second, link_id=blocked)
    assert world.get(second).category.name == "K1"


@pytest.mark.parametrize(
    ("name", "params", "fields"),
    [
        ("TaskAssignColorCategory", {"category_id": "K1"}, {"category_id": "K1"}),
        ("TaskAssignColorPriority", {"priority": "2"}, {"priority": 2}),
    ],
)
def test_a_field_gives_a_color_silently(world: World, name, params, fields):
    world.action(name, "task.create_update", color_id="red", **params)
    assert world.get(world.task(**fields)).color_id == "red"
    task = world.task()
    world.update(task, **fields)
    assert (world.get(task).color_id, world.told()) == ("red", ["task.update"])


def test_a_column_gives_a_person(world: World):
    world.action("TaskAssignSpecificUser", "task.create_update", column_id="C1", user_id="alice")
    world.action("TaskAssignSpecificUser", "task.move.column", column_id="C2", user_id="admin")
    world.heard.clear()
    task = world.task()
    assert (world.get(task).owner.username, world.told()) == ("alice", ["task.assignee_change", "task.create"])
    world.move(task, "C2")
    assert world.get(task).owner.username == "admin"


def test_the_creator_gets_the_task(world: World):
    world.action("TaskAssignCreator", "task.move.column", column_id="C2")
    by_alice, by_nobody = world.task(creator_id="alice"), world.task(owner_id="alice")
    for task in (by_alice, by_nobody):
        world.move(task, "C2")
    assert [world.get(task).owner_id for task in (by_alice, by_nobody)] == [world.names["alice"], None]


def test_the_creator_gets_new_tasks_that_nobody_has(world: World):
    world.action("TaskAssignToUserOnCreationInColumn", "task.create", column_id="C2")
    owners = [
        world.get(world.task(creator_id="alice", **fields)).owner_id
        for fields in ({"column_id": "C2"}, {"column_id": "C2", "owner_id": "admin"}, {})
    ]
    assert owners == [world.names["alice"], world.names["admin"], None]


@pytest.mark.parametrize(("duration", "days"), [("5", 5), ("0", 0), ("-2", -2), ("soon", None)])
def test_new_tasks_get_a_due_date(world: World, duration, days):
    world.stored("TaskAssignDueDateOnCreation", "task.create", duration=duration)
    due = world.get(world.task(date_due=2209032000)).date_due
    assert due == 0 if days is None else abs(due - now() - days * DAY) < 5


def test_leaving_a_column_sets_dates(world: World):
    world.action("TaskAssignDueDateOnMoveColumn", "task.move.column", duration="3", column_id="C1")
    world.action("TaskUpdateStartDateOnMoveColumn", "task.move.column", column_id="C1")
    fresh, begun = world.task(), world.task(date_started=DAY)
    for task in (fresh, begun):
        world.move(task, "C2")
    assert abs(world.get(fresh).date_due - now() - 3 * DAY) < 5
    assert abs(world.get(fresh).date_started - now()) < 5
    assert world.get(begun).date_started == DAY


def test_entering_a_column_notes_the_start(world: World):
    world.action("TaskUpdateStartDate", "task.move.column", column_id="C2")
    task = world.task(date_started=DAY)
    world.move(task, "C2")
    assert abs(world.get(task).date_started - now()) < 5


def test_entering_a_column_closes(world: World):
    world.action("TaskCloseColumn", "task.move.column", column_id="C4")
    moved, made = world.task(), world.task(column_id="C4")
    world.move(moved, "C4")
    assert [world.get(task).is_active for task in (moved, made)] == [False, True]
    assert world.told() == ["task.move.column", "task.close"]


def test_tasks_are_copied_to_another_project(world: World):
    for event, column in (("task.move.column", "C2"), ("task.close", "C1"), ("task.create", "C3")):
        world.action("TaskDuplicateAnotherProject", event, column_id=column, project_id="Q")
    first, second = world.task(), world.task()
    world.move(first, "C2")
    close_task(actor=APPLICATION, task_id=second)
    world.task(column_id="C3")
    copies = Task.objects.filter(project=world.other)
    assert set(copies.values_list("column__title", "is_active")) == {("Backlog", True)}
    assert (copies.count(), TaskLink.objects.count()) == (3, 6)


def test_tasks_are_moved_to_another_project(world: World):
    world.action("TaskMoveAnotherProject", "task.move.column", column_id="C2", project_id="Q")
    world.action("TaskMoveAnotherProject", "task.close", column_id="C3", project_id="Q")
    moved, closed = world.task(), world.task(column_id="C3")
    world.move(moved, "C2")
    close_task(actor=APPLICATION, task_id=closed)
    assert [(world.get(one).project_id, world.get(one).is_active) for one in (moved, closed)] == [
        (world.other.pk, True), (world.other.pk, False),
    ]  # fmt: skip
    assert world.get(moved).column.title == "Ready"


def test_a_person_moves_the_task_to_a_column(world: World):
    world.action("TaskMoveColumnAssigned", "task.assignee_change", src_column_id="C1", dest_column_id="C2")
    alone, together = world.task(), world.task()
    world.update(alone, owner_id="alice")
    assert world.told() == ["task.assignee_change"]
    world.update(together, owner_id="alice", title="x")
    assert [world.get(task).column_id for task in (alone, together)] == [world.names["C2"], world.names["C1"]]


def test_an_update_moves_an_assigned_task_but_no_closed_one(world: World):
    world.action("TaskMoveColumnAssigned", "task.update", src_column_id="C1", dest_column_id="C2")
    task, closed = world.task(owner_id="alice"), world.task(owner_id="alice")
    close_task(actor=APPLICATION, task_id=closed)
    for one in (task, closed):
        world.update(one, title="x")
    assert [world.get(one).column_id for one in (task, closed)] == [world.names["C2"], world.names["C1"]]


def test_nobody_moves_the_task_to_a_column(world: World):
    world.action("TaskMoveColumnUnAssigned", "task.assignee_change", src_column_id="C1", dest_column_id="C2")
    task = world.task(owner_id="alice")
    world.update(task, owner_id=0)
    assert world.get(task).column_id == world.names["C2"]


def test_closed_tasks_go_to_the_top_of_a_column(world: World):
    world.action("TaskMoveColumnClosed", "task.close", dest_column_id="C4")
    task = world.task()
    world.heard.clear()
    close_task(actor=APPLICATION, task_id=task)
    assert (world.get(task).column_id, world.get(task).position) == (world.names["C4"], 1)
    assert world.told() == ["task.close", "task.move.column"]


@pytest.mark.parametrize("event", ["task.create", "task.update", "task.create_update"])
def test_a_category_moves_to_a_column(world: World, event):
    world.action("TaskMoveColumnCategoryChange", event, dest_column_id="C2", category_id="K1")
    task = world.task(category_id="K1") if event != "task.update" else world.task()
    if event == "task.update":
        world.update(task, category_id="K1")
    assert world.get(task).column_id == world.names["C2"]


def test_people_and_categories_move_to_swimlanes(world: World):
    world.action("TaskMoveSwimlaneAssigned", "task.assignee_change", user_id="alice", dest_swimlane_id="S2")
    world.action("TaskMoveSwimlaneAssigned", "task.create_update", user_id="alice", dest_swimlane_id="S2")
    world.action("TaskMoveSwimlaneCategoryChange", "task.update", dest_swimlane_id="S2", category_id="K1")
    given, made, sorted_ = world.task(), world.task(owner_id="alice"), world.task()
    world.update(given, owner_id="alice")
    assert world.told() == ["task.assignee_change", "task.move.swimlane"]
    world.update(sorted_, category_id="K1")
    assert world.told() == ["task.update"]
    assert {world.get(task).swimlane_id for task in (given, made, sorted_)} == {world.names["S2"]}


def test_a_task_is_mailed_with_its_values_in_the_subject(world: World):
    subject = "Task {{id}} {{title}} in {{column_title}} {{nope}} {{date_due}}"
    world.action("TaskEmail", "task.move.column", column_id="C2", user_id="alice", subject=subject)
    task = world.task(title="Mail me")
    world.move(task, "C2", actor=world.admin)
    payload = Job.objects.get(name="mail.send").payload
    assert payload["subject"] == f"Task {task} Mail me in Ready {{{{nope}}}} 0"
    assert payload["sender"] == "admin via Kanboard"


def test_the_daily_actions_take_exactly_the_tasks_past_the_limit(world: World):
    old = now() - 3 * DAY
    world.action("TaskAssignColorOnDueDate", "task.cronjob.daily", color_id="red")
    world.action("TaskAssignColorOnStartDate", "task.cronjob.daily", color_id="blue")
    world.action(
        "TaskMoveColumnNotMovedPeriod", "task.cronjob.daily", duration="2", src_column_id="C1", dest_column_id="C2"
    )
    world.action("TaskMoveColumnOnDueDate", "task.cronjob.daily", duration="1", src_column_id="C3", dest_column_id="C4")
    world.action("TaskMoveColumnOnStartDate", "task.cronjob.daily", src_column_id="C4", dest_column_id="C3")
    due, started, still, fresh = (world.task(column_id=c) for c in ("C3", "C4", "C1", "C1"))
    Task.objects.filter(pk=due).update(date_due=old)
    Task.objects.filter(pk=started).update(date_started=old)
    Task.objects.filter(pk=still).update(date_moved=old)
    closed = world.task(date_due=old)
    close_task(actor=APPLICATION, task_id=closed)
    world.heard.clear()
    run_daily_actions(None)  # type: ignore[arg-type]
    assert [world.get(one).color_id for one in (due, started, fresh, closed)] == ["red", "blue", "yellow", "yellow"]
    assert [world.get(one).column_id for one in (due, started, still, fresh)] == [
        world.names["C4"], world.names["C3"], world.names["C2"], world.names["C1"],
    ]  # fmt: skip
    assert world.told() == ["task.cronjob.daily", "task.move.column"]


@pytest.mark.parametrize(
    ("name", "params", "field"),
    [
        ("TaskCloseNoActivity", {"duration": "2"}, "date_modification"),
        ("TaskCloseNoActivityColumn", {"duration": "2", "column_id": "C1"}, "date_modification"),
        ("TaskCloseNotMovedColumn", {"duration": "2", "column_id": "C1"}, "date_moved"),
    ],
)
def test_tasks_are_closed_after_days_of_rest(world: World, name, params, field):
    world.action(name, "task.cronjob.daily", **params)
    resting, elsewhere, fresh = world.task(), world.task(column_id="C2"), world.task()
    Task.objects.filter(pk__in=[resting, elsewhere]).update(**{field: now() - 3 * DAY})
    run_daily_actions(None)  # type: ignore[arg-type]
    closed = set(Task.objects.filter(is_active=False).values_list("pk", flat=True))
    assert closed == ({resting} if "column_id" in params else {resting, elsewhere})
    assert fresh not in closed


def test_resting_tasks_are_mailed(world: World):
    world.action("TaskEmailNoActivity", "task.cronjob.daily", user_id="alice", subject="{{id}}", duration="2")
    resting, _ = world.task(), world.task()
    Task.objects.filter(pk=resting).update(date_modification=now() - 3 * DAY)
    run_daily_actions(None)  # type: ignore[arg-type]
    assert [job.payload["task_id"] for job in Job.objects.filter(name="mail.send")] == [resting]
    assert Job.objects.get(name="mail.send").payload["subject"] == "{{id}}"


# Chains


def test_closing_and_moving_each_other_ends(world: World):
    world.action("TaskMoveColumnClosed", "task.close", dest_column_id="C4")
    world.action("TaskCloseColumn", "task.move.column", column_id="C4")
    task = world.task()
    world.heard.clear()
    close_task(actor=APPLICATION, task_id=task)
    assert world.told() == ["task.close", "task.move.column", "task.close"]


@pytest.mark.parametrize("reverse", [False, True])
def test_color_and_category_find_rest(world: World, reverse):
    pairs = [
        ("TaskAssignCategoryColor", {"color_id": "yellow", "category_id": "K1"}),
        ("TaskAssignColorCategory", {"color_id": "green", "category_id": "K1"}),
    ]
    for name, params in reversed(pairs) if reverse else pairs:
        world.action(name, "task.create_update", **params)
    task = world.get(world.task())
    assert (task.category.name, task.color_id) == ("K1", "green")


def test_two_categories_for_one_color_end(world: World):
    for category in ("K1", "K2"):
        world.action("TaskAssignCategoryColor", "task.create_update", color_id="red", category_id=category)
    assert world.get(world.task(color_id="red")).category.name == "K2"


def test_projects_that_copy_to_each_other_end(world: World):
    world.action("TaskDuplicateAnotherProject", "task.create", column_id="C1", project_id="Q")
    first = world.other.columns.order_by("position")[0]
    Action.objects.create(
        project=world.other,
        event_name="task.create",
        action_name="\\Kanboard\\Action\\TaskDuplicateAnotherProject",
        params={"column_id": str(first.pk), "project_id": str(world.project.pk)},
    )
    world.task()
    assert 2 <= Task.objects.count() <= MAX_DEPTH


def test_a_failing_action_is_noted_and_breaks_nothing(world: World, caplog):
    broken = world.stored("TaskMoveColumnClosed", "task.close", dest_column_id="nowhere")
    works = world.action("TaskMoveColumnClosed", "task.close", dest_column_id="C4")
    task = world.task()
    close_task(actor=APPLICATION, task_id=task)
    broken.refresh_from_db()
    works.refresh_from_db()
    assert world.get(task).column_id == world.names["C4"]
    assert ("There is no such target" in broken.last_error, works.last_error) == (True, "")


def test_an_unexpected_failure_is_logged_and_breaks_nothing(world: World, monkeypatch, caplog):
    action = world.action("TaskCloseColumn", "task.move.column", column_id="C2")

    def explode(*args: object, **kwargs: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("boards.automations.closing.close_task", explode)
    task = world.task()
    with caplog.at_level(logging.ERROR):
        world.move(task, "C2")
    action.refresh_from_db()
    assert (world.get(task).column_id, action.last_error) == (world.names["C2"], "RuntimeError('boom')")
    monkeypatch.undo()
    world.move(world.task(), "C2")
    action.refresh_from_db()
    assert action.last_error == ""


@pytest.mark.parametrize(
    ("name", "event", "params"),
    [
        ("TaskAssignSpecificUser", "task.move.column", {"column_id": "C2", "user_id": "stranger"}),
        ("TaskAssignUserSwimlaneChange", "task.create", {"swimlane_id": "S1", "user_id": "stranger"}),
        ("TaskMoveAnotherProject", "task.move.column", {"column_id": "C2", "project_id": "99999999"}),
        ("TaskMoveSwimlaneCategoryChange", "task.update", {"dest_swimlane_id": "foreign", "category_id": "K1"}),
        ("TaskEmail", "task.move.column", {"column_id": "C2", "user_id": "silent", "subject": "s"}),
        (
            "TaskMoveColumnNotMovedPeriod",
            "task.cronjob.daily",
            {"duration": "0", "src_column_id": "C1", "dest_column_id": "x"},
        ),
    ],
)
def test_targets_that_are_not_possible_change_nothing(world: World, name, event, params):
    world.names["stranger"] = User.objects.create(username="stranger").pk
    world.names["silent"] = User.objects.create(username="silent").pk
    world.names["foreign"] = world.other.swimlanes.get().pk
    action = world.stored(name, event, **params)
    task = world.task()
    world.update(task, category_id="K1")
    world.move(task, "C2")
    run_daily_actions(None)  # type: ignore[arg-type]
    action.refresh_from_db()
    assert action.last_error != ""
    found = world.get(task)
    assert (found.owner_id, found.project_id, found.swimlane_id) == (None, world.project.pk, world.names["S1"])


def test_a_swimlane_may_give_a_person(world: World):
    world.action("TaskAssignUserSwimlaneChange", "task.move.swimlane", swimlane_id="S2", user_id="alice")
    task = world.task()
    world.move(task, "C1", "S2")
    assert (world.get(task).owner.username, world.told()) == ("alice", ["task.move.swimlane"])


def test_closed_projects_have_no_actions(world: World):
    world.action("TaskCloseColumn", "task.move.column", column_id="C2")
    task = world.task()
    disable_project(actor=APPLICATION, project=world.project)
    world.move(task, "C2")
    assert world.get(task).is_active


def test_actions_of_plugins_are_left_alone(world: World):
    Action.objects.create(
        project=world.project, event_name="task.create", action_name="\\Kanboard\\Plugin\\X", params={}
    )
    assert world.get(world.task()).is_active


# Copying actions


def test_actions_are_copied_with_their_counterparts(world: World):
    target = create_project(actor=APPLICATION, name="R")
    kept = world.action("TaskAssignColorColumn", "task.create", column_id="C2", color_id="red")
    nobody = world.action("TaskAssignSpecificUser", "task.move.column", column_id="C2", user_id="0")
    dropped = [
        world.action("TaskAssignColorCategory", "task.create_update", color_id="red", category_id="K1"),
        world.action("TaskAssignSpecificUser", "task.move.column", column_id="C2", user_id="alice"),
        world.action("TaskMoveSwimlaneCategoryChange", "task.update", dest_swimlane_id="S2", category_id="0"),
        Action.objects.create(
            project=world.project, event_name="task.close", action_name=kept.action_name,
            params={"project_id": str(target.pk)},
        ),
    ]  # fmt: skip
    assert copy_actions(actor=APPLICATION, source=world.project, target=target) == dropped
    copies = list(Action.objects.filter(project=target).order_by("pk"))
    ready = target.columns.get(title="Ready").pk
    assert [copy.params for copy in copies] == [
        {"column_id": str(ready), "color_id": "red"}, {"column_id": str(ready), "user_id": "0"},
    ]  # fmt: skip
    assert nobody.params["user_id"] == "0"


def test_counterparts_are_found_by_name(world: World):
    from boards.services.categories import create_category
    from boards.services.swimlanes import create_swimlane

    target = create_project(actor=APPLICATION, name="R")
    category = create_category(actor=APPLICATION, project=target, name="k1")
    lane = create_swimlane(actor=APPLICATION, project=target, name="S2")
    world.action("TaskMoveSwimlaneCategoryChange", "task.update", dest_swimlane_id="S2", category_id="K1")
    assert copy_actions(actor=APPLICATION, source=world.project, target=target) == []
    (copy,) = Action.objects.filter(project=target)
    assert copy.params == {"dest_swimlane_id": str(lane.pk), "category_id": str(category.pk)}


def test_an_action_sees_what_the_one_before_it_did(world: World):
    world.action("TaskAssignCurrentUser", "task.create")
    world.action("TaskAssignColorUser", "task.create", user_id="admin", color_id="red")
    assert world.get(world.task(world.admin)).color_id == "red"


def test_a_batch_fires_once(world: World, rpc):
    import json

    world.action("TaskAssignColorColumn", "task.move.column", column_id="C2", color_id="red")
    world.action("SubtaskTimerMoveTaskColumn", "task.move.column", column_id="C2", subtask="s")
    tasks = [create_task(actor=APPLICATION, task=NewTask(title="t", project_id=world.project.pk)) for _ in range(4)]
    calls = [
        {
            "jsonrpc": "2.0",
            "method": "moveTaskPosition",
            "id": task,
            "params": [world.project.pk, task, world.names["C2"], 1, 0],
        }
        for task in tasks
    ]
    answers = json.loads(rpc.post(json.dumps(calls)).content)
    assert [answer["result"] for answer in answers] == [True] * 4
    assert Subtask.objects.count() == 4
    assert Project.objects.count() == 2
