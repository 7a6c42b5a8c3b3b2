"""A list costs the same number of SQL statements at 10 and at 200 rows, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import now
from boards.models import (
    Action,
    Activity,
    Category,
    Column,
    Comment,
    ExternalLink,
    Group,
    GroupMember,
    Link,
    Project,
    ProjectFile,
    ProjectGroup,
    ProjectMetadata,
    ProjectUser,
    Subtask,
    SubtaskTimer,
    Swimlane,
    Tag,
    Task,
    TaskFile,
    TaskLink,
    TaskMetadata,
    TaskTag,
    User,
)
from boards.services.users import create_user
from tests.conftest import Rpc


@dataclass
class World:
    """A project, and one of which only the swimlanes count; ``fill`` makes more of everything that can be listed."""

    anna: int
    project: int
    lanes: int
    task: int
    group: int

    def fill(self, first: int, last: int) -> None:
        """Rows number ``first`` to ``last - 1`` of each kind, written without any service."""
        numbers, moment = range(first, last), now()
        column = Column.objects.filter(project_id=self.project).order_by("position")[0]
        lane = Swimlane.objects.get(project_id=self.project)
        who = {"user_id": self.anna}
        dated = {"date_creation": moment, "date_modification": moment}
        on_task, in_project = {"task_id": self.task}, {"project_id": self.project}

        categories = Category.objects.bulk_create([Category(name=f"c{n}", **in_project) for n in numbers])
        tasks = Task.objects.bulk_create(
            [
                Task(
                    title=f"t{n}",
                    column=column,
                    swimlane=lane,
                    category=category,
                    owner_id=self.anna,
                    position=n + 2,
                    date_due=moment - 1000,
                    date_moved=moment,
                    color_id="red",
                    **dated,
                    **in_project,
                )
                for n, category in zip(numbers, categories, strict=True)
            ]
        )
        tags = Tag.objects.bulk_create([Tag(name=f"g{n}", **in_project) for n in numbers])
        TaskTag.objects.bulk_create([TaskTag(tag=tag, **on_task) for tag in tags])
        TaskTag.objects.bulk_create([TaskTag(tag=tag, task=task) for tag, task in zip(tags, tasks, strict=True)])
        Comment.objects.bulk_create([Comment(comment=str(n), **dated, **who, **on_task) for n in numbers])
        subtasks = Subtask.objects.bulk_create([Subtask(title=str(n), **who, **on_task) for n in numbers])
        Subtask.objects.bulk_create([Subtask(title="s", task=task, **who) for task in tasks])
        SubtaskTimer.objects.bulk_create([SubtaskTimer(subtask=one, start=moment, **who) for one in subtasks])
        file = {"path": "p", "date": moment, **who}
        TaskFile.objects.bulk_create([TaskFile(name=str(n), **file, **on_task) for n in numbers])
        ProjectFile.objects.bulk_create([ProjectFile(name=str(n), **file, **in_project) for n in numbers])
        links = Link.objects.bulk_create([Link(label=f"l{n}") for n in numbers])
        TaskLink.objects.bulk_create(
            [TaskLink(link=link, opposite_task=task, **on_task) for link, task in zip(links, tasks, strict=True)]
        )
        kind = {"link_type": "weblink", "dependency": "related", "url": "https://example.org", "title": "x"}
        ExternalLink.objects.bulk_create(
            [ExternalLink(creator_id=self.anna, **kind, **dated, **on_task) for _ in tasks]
        )
        TaskMetadata.objects.bulk_create([TaskMetadata(name=f"m{n}", value="v", **on_task) for n in numbers])
        ProjectMetadata.objects.bulk_create([ProjectMetadata(name=f"m{n}", value="v", **in_project) for n in numbers])

        Column.objects.bulk_create([Column(title=f"c{n}", position=n + 10, **in_project) for n in numbers])
        Swimlane.objects.bulk_create([Swimlane(name=f"s{n}", position=n + 2, project_id=self.lanes) for n in numbers])
        action = {"event_name": "task.close", "action_name": "\\Kanboard\\Action\\TaskAssignColorColumn"}
        Action.objects.bulk_create([Action(params={"color_id": "red"}, **action, **in_project) for _ in numbers])
        Activity.objects.bulk_create(
            [
                Activity(
                    event_name="task.create",
                    creator_id=self.anna,
                    date_creation=moment,
                    task=task,
                    data={},
                    **in_project,
                )
                for task in tasks
            ]
        )

        users = User.objects.bulk_create([User(username=f"u{n}", password="!") for n in numbers])
        groups = Group.objects.bulk_create([Group(name=f"g{n}") for n in numbers])
        GroupMember.objects.bulk_create([GroupMember(group_id=self.group, user=user) for user in users])
        GroupMember.objects.bulk_create([GroupMember(group=group, **who) for group in groups])
        ProjectUser.objects.bulk_create([ProjectUser(user=user, role="project-member", **in_project) for user in users])
        ProjectGroup.objects.bulk_create(
            [ProjectGroup(group=group, role="project-member", **in_project) for group in groups]
        )
        projects = Project.objects.bulk_create([Project(name=f"p{n}") for n in numbers])
        ProjectUser.objects.bulk_create([ProjectUser(project=one, role="project-viewer", **who) for one in projects])


@pytest.fixture
def world(rpc: Rpc) -> World:
    anna = create_user(actor=APPLICATION, username="anna", password="secret-pw", role="app-admin").pk
    project, lanes = rpc.createProject("P"), rpc.createProject("Lanes")
    for one in (project, lanes):
        rpc.addProjectUser(one, anna, "project-manager")
    return World(anna, project, lanes, rpc.createTask(title="t", project_id=project), rpc.createGroup("G"))


def tasks_on(board: list[Any]) -> int:
    return sum(len(column["tasks"]) for lane in board for column in lane["columns"])


#: Procedure, the attributes of the world that are its arguments (or the argument), who may ask, how much is answered.
BOTH, APP, USER = ("app", "user"), ("app",), ("user",)
LISTS: list[tuple[str, tuple[Any, ...], tuple[str, ...], Callable[[Any], int]]] = [
    ("getAllTasks", ("project",), BOTH, len),
    ("getBoard", ("project",), BOTH, tasks_on),
    ("getBoard", ("lanes",), BOTH, len),
    ("getBoard", ("project",), BOTH, lambda board: len(board[0]["columns"])),
    ("searchTasks", ("project", ""), BOTH, len),
    ("searchTasks", ("project", "status:open color:red assignee:anna"), BOTH, len),
    ("getOverdueTasks", (), BOTH, len),
    ("getOverdueTasksByProject", ("project",), BOTH, len),
    ("getMyOverdueTasks", (), USER, len),
    ("getMyDashboard", (), USER, len),
    ("getColumns", ("project",), BOTH, len),
    ("getActiveSwimlanes", ("lanes",), BOTH, len),
    ("getAllSwimlanes", ("lanes",), BOTH, len),
    ("getAllCategories", ("project",), BOTH, len),
    ("getActions", ("project",), BOTH, len),
    ("getAllComments", ("task",), BOTH, len),
    ("getAllSubtasks", ("task",), BOTH, len),
    ("getAllTaskFiles", ("task",), BOTH, len),
    ("getAllProjectFiles", ("project",), BOTH, len),
    ("getAllTaskLinks", ("task",), BOTH, len),
    ("getAllExternalTaskLinks", ("task",), BOTH, len),
    ("getTaskMetadata", ("task",), BOTH, len),
    ("getProjectMetadata", ("project",), BOTH, len),
    ("getTaskTags", ("task",), BOTH, len),
    ("getTagsByProject", ("project",), BOTH, len),
    ("getAllTags", (), BOTH, len),
    ("getAllLinks", (), BOTH, len),
    ("getAllUsers", (), BOTH, len),
    ("getAllGroups", (), BOTH, len),
    ("getGroupMembers", ("group",), BOTH, len),
    ("getMemberGroups", ("anna",), BOTH, len),
    ("getProjectUsers", ("project",), BOTH, len),
    ("getAssignableUsers", ("project",), BOTH, len),
    ("getAllProjects", (), BOTH, len),
    ("getMyProjects", (), USER, len),
    ("getMyProjectsList", (), USER, len),
    ("getProjectActivity", ("project",), BOTH, len),
    ("getMyActivityStream", (), USER, len),
]
#: How many more are answered at 200 than at 10, where there is a limit.
LIMITS = {"getProjectActivity": 50, "getMyActivityStream": 100}


def cases() -> list[Any]:
    return [
        pytest.param(caller, method, arguments, count, id=f"{method}-{number}-{caller}")
        for number, (method, arguments, callers, count) in enumerate(LISTS)
        for caller in callers
    ]


@pytest.mark.parametrize(("caller", "method", "arguments", "count"), cases())
def test_a_list_costs_the_same_at_any_length(rpc, world, caller, method, arguments, count):
    door = rpc if caller == "app" else rpc.user("anna")
    given = [getattr(world, one) if hasattr(world, one) else one for one in arguments]
    sizes, statements = [], []
    for first, last in pairwise([0, 10, 200]):
        world.fill(first, last)
        door.answer("getVersion")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            result = getattr(door, method)(*given)
        sizes.append(count(result))
        statements.append([query["sql"] for query in queries])
    assert sizes[1] - sizes[0] == LIMITS.get(method, 200) - (sizes[0] if method in LIMITS else 10)
    assert len(statements[0]) == len(statements[1]), statements[1]


@pytest.mark.parametrize("caller", ["app", "user"])
def test_activities_of_many_projects_are_one_list(rpc, world, caller):
    """The caller's role is asked for in each project, the activities are read at once."""
    door = rpc if caller == "app" else rpc.user("anna")
    statements = []
    for first, last in pairwise([0, 10, 200]):
        world.fill(first, last)
        door.answer("getVersion")
        with CaptureQueriesContext(connection) as queries:
            assert len(door.getProjectActivities([world.project, world.lanes])) == min(last, 50)
        statements.append(len(queries))
    assert statements[0] == statements[1]
