"""Who has left a project reads nothing of it any more, wherever one's own work is listed (decisions.md 8)."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from boards.actors import APPLICATION
from boards.models import Change, Notification, Subtask, SubtaskTimer, Task
from boards.services.comments import create_comment
from boards.services.groups import add_group_member, create_group, remove_group_member
from boards.services.memberships import add_project_group, add_project_user, remove_project_user
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.tasks.create import NewTask, create_task
from boards.services.timers import start_timer
from tests.conftest import Rpc
from tests.web.conftest import PASSWORD

SECRET = "Secret hull"
PART = "Secret keel"


class Leaver:
    """The member of the world with a task, a sub-task in progress with its timer, and an inbox entry in a project.

    ``leave()`` ends the membership, direct or by a group.
    """

    def __init__(self, world: Any, way: str) -> None:
        self.world, self.way = world, way
        self.user = world.people["member"]
        self.project = create_project(actor=APPLICATION, name="Secret yard")
        if way == "group":
            self.group = create_group(actor=APPLICATION, name="Crew")
            add_group_member(actor=APPLICATION, group=self.group, user_id=self.user.pk)
            add_project_group(actor=APPLICATION, project=self.project, group_id=self.group.pk, role="project-member")
        else:
            add_project_user(actor=APPLICATION, project=self.project, user_id=self.user.pk, role="project-member")
        new = NewTask(title=SECRET, project_id=self.project.pk, owner_id=self.user.pk, date_due=1_577_836_800)
        self.task = Task.objects.get(pk=create_task(actor=APPLICATION, task=new))
        self.part = create_subtask(actor=APPLICATION, task_id=self.task.pk, title=PART, user_id=self.user.pk, status=1)
        start_timer(actor=APPLICATION, subtask_id=self.part, user_id=self.user.pk)
        data = {"task": {"id": self.task.pk, "title": SECRET, "project_name": "Secret yard"}}
        self.letter = Notification.objects.create(
            user=self.user, project=self.project, date_creation=1, event_name="task.create", data=data
        )

    def leave(self) -> None:
        if self.way == "group":
            remove_group_member(actor=APPLICATION, group_id=self.group.pk, user_id=self.user.pk)
        elif self.way == "no role":
            self.project.project_users.update(role="")
        else:
            remove_project_user(actor=APPLICATION, project_id=self.project.pk, user_id=self.user.pk)


@pytest.fixture(params=["direct", "group", "no role"])
def leaver(world, request) -> Leaver:
    return Leaver(world, request.param)


PAGES = (
    "/dashboard",
    "/dashboard?by=project",
    "/dashboard?by=column&layout=board",
    "/dashboard/{user}/tasks",
    "/dashboard/{user}/subtasks",
    "/dashboard/{user}/projects",
    "/user/show/{user}/timesheet",
    "/user/{user}/notifications/web",
    "/search?search=Secret",
    "/search/activity?search=Secret",
    "/my-activity",
    "/projects",
    "/palette?term=Secret",
    "/?controller=TaskAjaxController&action=autocomplete&term=Secret",
    "/help/keys",
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_show_nothing_of_a_project_that_one_has_left(leaver, path):
    """The header is on each page: the running timer stands there."""
    leaver.leave()
    response = leaver.world.member.get(path.format(user=leaver.user.pk), follow=True)
    assert response.status_code == 200
    html = response.content.decode()
    assert [word for word in (SECRET, PART, "Secret yard") if word in html] == []


@pytest.mark.parametrize("path", PAGES[:9])
def test_pages_show_the_work_of_who_has_not_left(leaver, path):
    html = leaver.world.member.get(path.format(user=leaver.user.pk), follow=True).content.decode()
    assert any(word in html for word in (SECRET, PART, "Secret yard"))


def test_the_bell_and_the_counts_forget_it(leaver):
    page = f"/dashboard/{leaver.user.pk}/subtasks"
    assert "Inbox, 1 unread" in leaver.world.member.get(page).content.decode()
    leaver.leave()
    html = leaver.world.member.get(page).content.decode()
    assert "Inbox, 1 unread" not in html
    url = f"/?controller=WebNotificationController&action=redirect&user_id={leaver.user.pk}"
    assert leaver.world.member.get(f"{url}&notification_id={leaver.letter.pk}").status_code == 404


def test_programs_are_told_nothing_of_it(leaver):
    rpc = Rpc("member", PASSWORD)
    assert [task["title"] for task in rpc.getMyDashboard()] == [SECRET]
    assert [task["title"] for task in rpc.getMyOverdueTasks()] == [SECRET]
    leaver.leave()
    assert (rpc.getMyDashboard(), rpc.getMyOverdueTasks(), rpc.getMyActivityStream()) == ([], [], [])
    assert "Secret yard" not in {project["name"] for project in rpc.getMyProjects()}


def test_a_sub_task_there_stops_nobody_from_beginning_another(leaver):
    """SubtaskRestriction showed its title, and changed its status."""
    leaver.leave()
    world = leaver.world
    task = world.task()
    own = create_subtask(actor=APPLICATION, task_id=task.pk, title="Own", user_id=leaver.user.pk)
    url = f"/?controller=SubtaskRestrictionController&action=show&task_id={task.pk}&subtask_id={own}"
    response = world.member.get(url, follow=True)
    assert PART not in response.content.decode()
    url = url.replace("action=show", "action=save")
    world.member.post(url, {"id": leaver.part, "status": "2"})
    assert Subtask.objects.get(pk=leaver.part).status == Subtask.Status.IN_PROGRESS
    assert SubtaskTimer.objects.get(subtask_id=leaver.part).end == 0


def test_other_timers_go_on_being_shown(leaver):
    """The newest is one that may not be shown: the one before it is."""
    task = leaver.world.task()
    own = create_subtask(actor=APPLICATION, task_id=task.pk, title="Own part", user_id=leaver.user.pk)
    SubtaskTimer.objects.create(subtask_id=own, user=leaver.user, start=1)
    leaver.leave()
    assert "Own part" in leaver.world.member.get("/dashboard").content.decode()


@pytest.mark.parametrize("role", ["", "project-viewer"])
def test_sub_tasks_are_given_to_those_who_may_have_tasks(world, role):
    """(K#5875: the task then stood on a stranger's dashboard)"""
    rpc, task, stranger = Rpc(password=settings.ENV["API_AUTHENTICATION_TOKEN"]), world.task(), world.people["outsider"]
    if role:
        add_project_user(actor=APPLICATION, project=world.project, user_id=stranger.pk, role=role)
    part = rpc.createSubtask(task.pk, "For all")
    assert rpc.createSubtask(task.pk, "For you", stranger.pk) is False
    assert rpc.updateSubtask(id=part, task_id=task.pk, user_id=stranger.pk) is False
    assert rpc.createSubtask(task.pk, "For you", 99999999) is False
    assert [(one.title, one.user) for one in Subtask.objects.all()] == [("For all", None)]
    assert rpc.updateSubtask(id=part, task_id=task.pk, user_id=world.people["member"].pk) is True


def test_a_sub_task_of_who_has_left_can_be_changed_and_freed(leaver):
    leaver.leave()
    rpc = Rpc(password=settings.ENV["API_AUTHENTICATION_TOKEN"])
    keep = {"id": leaver.part, "task_id": leaver.task.pk, "user_id": leaver.user.pk, "title": "New title"}
    assert rpc.updateSubtask(**keep) is True
    assert rpc.updateSubtask(**{**keep, "user_id": 0}) is True
    assert Subtask.objects.get(pk=leaver.part).user is None


def test_an_administrator_from_outside_gets_no_sub_task_by_ticking_it(world):
    task = world.task()
    part = create_subtask(actor=APPLICATION, task_id=task.pk, title="Part")
    world.admin.post(f"/?controller=SubtaskStatusController&action=change&task_id={task.pk}&subtask_id={part}")
    found = Subtask.objects.get()
    assert (found.status, found.user) == (Subtask.Status.IN_PROGRESS, None)


def test_there_is_no_news_of_a_comment_that_one_may_not_read(world):
    """(security m5)"""
    task, quiet = world.task("Talked about"), world.task("Decided on")
    since = Change.objects.latest("pk").pk
    for one, visibility in ((task, "app-user"), (quiet, "app-admin")):
        create_comment(
            actor=world.actor("admin"), task_id=one.pk, user_id=world.people["admin"].pk, content="c",
            visibility=visibility,
        )  # fmt: skip
    url = f"/board/{world.project.pk}/changes?since={since}"
    assert [one["task"] for one in world.viewer.get(url).json()["news"]] == [task.pk]
    world.people["manager"].role = "app-admin"
    world.people["manager"].save()
    assert [one["task"] for one in world.manager.get(url).json()["news"]] == [task.pk, quiet.pk]
