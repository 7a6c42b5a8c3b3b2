"""Fill an empty installation for ``benchmarks.pages``; prints as JSON how to ask it.

``python -m benchmarks.fill small``: the data that ``kanboard-cost.json`` was measured on. ``large``: 100,000 tasks in
91 projects, one of them with 10,000, with 20 people.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boards.models import Project, User

DAY = 86400


def add_tasks(project: Project, people: list[User], number: int, *, rich: bool) -> None:
    """Open tasks in all columns; rich ones with what is usual on tasks, as the reference has it."""
    from boards.dates import now
    from boards.models import Column, Comment, Subtask, Swimlane, Tag, Task, TaskTag

    columns = list(Column.objects.filter(project=project).order_by("position"))
    swimlane = Swimlane.objects.get(project=project)
    moment = now()
    tasks = Task.objects.bulk_create(
        Task(
            title=f"Task {n} of the board", description="Some words on what is to be done. " * 6 if rich else "",
            project=project, swimlane=swimlane, column=columns[n % len(columns)], position=n // len(columns) + 1,
            owner=people[n % len(people)] if rich and n % 3 == 0 else None, color_id="yellow",
            date_due=moment + (n % 60 - 20) * DAY if rich and n % 4 == 0 else 0,
            date_creation=moment, date_modification=moment, date_moved=moment,
        )
        for n in range(number)
    )  # fmt: skip
    if not rich:
        return
    tags = Tag.objects.bulk_create(Tag(project=project, name=name) for name in ("urgent", "waiting"))
    TaskTag.objects.bulk_create(TaskTag(task=task, tag=tag) for task in tasks[::5] for tag in tags)
    first = tasks[:50]
    Comment.objects.bulk_create(
        Comment(task=task, user=people[0], comment="A remark, **with** Markdown.", date_creation=moment,
                date_modification=moment)
        for task in first
    )  # fmt: skip
    Subtask.objects.bulk_create(Subtask(task=task, title="A step", user=people[0]) for task in first)


def add_projects(sizes: list[int], people: list[User], *, rich: set[int]) -> list[Project]:
    """One project of each size, with everybody as its managers. ``rich``: the sizes with rich tasks."""
    from boards.actors import APPLICATION
    from boards.services.memberships import add_project_user
    from boards.services.projects import create_project

    projects = []
    for number, size in enumerate(sizes):
        project = create_project(actor=APPLICATION, name=f"Project {number} of {size} tasks")
        for person in people:
            add_project_user(actor=APPLICATION, project=project, user_id=person.pk, role="project-manager")
        add_tasks(project, people, size, rich=size in rich)
        projects.append(project)
    return projects


def main(kind: str) -> dict[str, Any]:
    """Tasks of the first two projects, and the session of a browser."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from boards.models import Column, Task, User

    call_command("prepare", verbosity=0, stdout=sys.stderr)
    admin = User.objects.get(username="admin")
    people = [admin]
    if kind == "large":
        people += User.objects.bulk_create(User(username=f"person{n}", password="!") for n in range(19))
        projects = add_projects([1_000, 10_000, *[1_000] * 89], people, rich={1_000, 10_000})
    else:
        projects = add_projects([200, 1_000, *[0] * 19], people, rich={200})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(admin, backend="boards.authentication.backends.PasswordBackend")
    return {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}",
        "admin": admin.pk,
        "projects": [project.pk for project in projects[:2]],
        "columns": list(Column.objects.filter(project=projects[0]).order_by("pk").values_list("pk", flat=True)[:2]),
        "tasks": list(Task.objects.filter(project=projects[0]).order_by("pk").values_list("pk", flat=True)),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(sys.argv[1])))
