"""The small world in which the examples of search.md 7 were read: three projects, four users, twelve tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from boards.actors import APPLICATION, Actor, ActorKind
from boards.dates import midnight, now
from boards.models import (
    Category,
    Column,
    Comment,
    Link,
    Project,
    ProjectUser,
    Subtask,
    Swimlane,
    Tag,
    Task,
    TaskLink,
    TaskTag,
    User,
)
from boards.queries.search import search_tasks


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp())


@dataclass
class World:
    """Objects by the number that the examples give them; ``found`` answers in these numbers too."""

    projects: dict[int, Project]
    users: dict[int, User]
    tasks: dict[int, Task]

    def actor(self, number: int) -> Actor:
        user = self.users[number]
        return Actor(ActorKind.USER, user.pk, user.username, role=user.role)

    def found(self, query: str, *, project: int = 1, actor: Actor = APPLICATION) -> tuple[int, ...]:
        numbers = {task.pk: number for number, task in self.tasks.items()}
        rows = search_tasks(actor=actor, project_id=self.projects[project].pk, query=query)
        return tuple(numbers[row.id] for row in rows)


COLUMNS = ("Backlog", "Ready", "Work in progress", "Done")
# The examples search by number, so these objects have the numbers of the examples.
FIELDS: dict[int, dict[str, Any]] = {
    1: {
        "title": "Fix login page",
        "owner": 2,
        "creator": 1,
        "color_id": "red",
        "category": 1,
        "priority": 3,
        "score": 5,
        "reference": "EXT-1",
        "date_due": at(2030, 3, 1, 16),
        "description": "Users cannot log in with Safari",
    },
    2: {
        "title": "Write user guide",
        "owner": 3,
        "creator": 2,
        "color_id": "blue",
        "category": 2,
        "priority": 1,
        "score": 2,
        "date_due": at(2030, 3, 2, 14, 30),
        "date_started": at(2020, 5, 1, 9),
        "column": 2,
    },
    3: {
        "title": "Login: add captcha",
        "creator": 2,
        "color_id": "green",
        "priority": 2,
        "column": 3,
        "swimlane": 2,
        "reference": "EXT-12",
    },
    4: {
        "title": "Été en Île-de-France",
        "owner": 4,
        "color_id": "deep_orange",
        "category": 3,
        "column": 3,
        "date_due": at(2020, 1, 15, 8),
        "description": "ÉCOLE fermée",
    },
    5: {
        "title": "Release #2 of 100% plan",
        "owner": 2,
        "creator": 3,
        "color_id": "purple",
        "score": 13,
        "column": 4,
        "date_started": at(2020, 5, 2, 9),
        "reference": "ext-1",
        "is_active": False,
    },
    6: {
        "title": "Snake_case naming",
        "owner": 1,
        "creator": 1,
        "swimlane": 2,
        "description": "status:open is not a filter here",
    },
    7: {
        "title": "Old closed bug",
        "owner": 3,
        "category": 1,
        "priority": 3,
        "date_due": at(2020, 1, 20, 8),
        "reference": "A*B",
        "is_active": False,
    },
    8: {"title": "login duplicate of 1", "color_id": "dark_grey", "priority": 1, "score": 8},
    9: {"title": "due date soon", "column": 2},
    10: {"title": 'Plan "quoted" words', "description": 'say "hello world" twice'},
    11: {
        "title": "Gemini task",
        "project": 2,
        "owner": 2,
        "color_id": "red",
        "priority": 3,
        "column": 8,
        "swimlane": 3,
    },
    12: {"title": "Zeus login", "project": 3, "owner": 2, "column": 9, "swimlane": 4},
}
REFERENCES = ("owner", "creator", "category", "column", "swimlane", "project")


def make_tasks() -> dict[int, Task]:
    moment = now()
    today = midnight(datetime.fromtimestamp(moment, UTC).date(), "UTC")
    relative = {9: today + 10 * 3600, 10: today + int(timedelta(days=1).total_seconds()) + 10 * 3600}
    tasks = {}
    for number, fields in FIELDS.items():
        values = {"color_id": "yellow", "column": 1, "swimlane": 1, "project": 1, **fields}
        if number in relative:
            values["date_due"] = relative[number]
        if not values.get("is_active", True):
            values["date_completed"] = moment
        for name in REFERENCES:
            if name in values:
                values[f"{name}_id"] = values.pop(name)
        stamps = dict.fromkeys(("date_creation", "date_modification", "date_moved"), moment)
        tasks[number] = Task.objects.create(pk=number, **stamps, **values)
    return tasks


@pytest.fixture
def world(db: None) -> World:
    people = {1: ("admin", None), 2: ("alice", "Alice Martin"), 3: ("bob", "Bob Éloi"), 4: ("carol", None)}
    User.objects.all().delete()
    users = {}
    for number, (username, name) in people.items():
        role = "app-admin" if number == 1 else "app-user"
        users[number] = User.objects.create(pk=number, username=username, name=name, role=role)
    names = {1: "Apollo", 2: "Gemini 2", 3: "Zeus"}
    projects = {
        number: Project.objects.create(pk=number, name=name, is_active=number != 3) for number, name in names.items()
    }
    for project in projects.values():
        for user in users.values():
            ProjectUser.objects.create(project=project, user=user, role="project-member")
    for number in range(1, 10):
        Column.objects.create(
            pk=number,
            project_id=1 + (number - 1) // 4,
            title=COLUMNS[(number - 1) % 4],
            position=1 + (number - 1) % 4,
        )
    Swimlane.objects.create(pk=1, project_id=1, name="Default swimlane", position=1)
    Swimlane.objects.create(pk=2, project_id=1, name="Fast lane", position=2)
    Swimlane.objects.create(pk=3, project_id=2, name="Default swimlane", position=1)
    Swimlane.objects.create(pk=4, project_id=3, name="Default swimlane", position=1)
    for number, name in enumerate(("Bug", "Feature request", "2"), start=1):
        Category.objects.create(pk=number, project_id=1, name=name)
    tasks = make_tasks()
    for name, numbers in {"urgent": (1, 7, 11), "UI": (1,), "docs": (2,), "ui kit": (3,)}.items():
        tag = Tag.objects.create(name=name)
        TaskTag.objects.bulk_create(TaskTag(task_id=number, tag=tag) for number in numbers)
    for number, text in {1: "Reproduced on Firefox", 6: "Captcha is discussed here"}.items():
        Comment.objects.create(task_id=number, user_id=1, comment=text, date_creation=1, date_modification=1)
    for number, user_id, status in ((1, 3, 0), (2, 4, 1), (3, 3, 2), (3, None, 0)):
        Subtask.objects.create(task_id=number, user_id=user_id, status=status, title="step")
    for task_id, other_id, label in ((2, 3, "is a milestone of"), (8, 1, "duplicates")):
        link = Link.objects.get(label=label)
        TaskLink.objects.create(link=link, task_id=task_id, opposite_task_id=other_id)
        TaskLink.objects.create(link=link.opposite or link, task_id=other_id, opposite_task_id=task_id)
    return World(projects, users, tasks)
