"""What the main pages ask of the database: few statements, and as many for sixty tasks as for three."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import DAY, now
from boards.models import CustomRole, Project, ProjectUser
from boards.roles import ProjectRole
from boards.services.comments import create_comment
from boards.services.memberships import add_project_user
from boards.services.subtasks import create_subtask

#: Path, and the statements for an administrator, a member, and a member with a custom role. Each begins with session
#: and account and ends with what stands around the page; a member's role is one more, a custom one another.
PAGES = {
    "board": ("/board/{project}", 6, 7, 8),
    "list": ("/list/{project}", 6, 7, 8),
    "task": ("/task/{task}", 5, 6, 7),
    "dashboard": ("/dashboard", 8, 8, 8),
    "search": ("/search?search=status:open", 5, 6, 6),
    "projects": ("/projects", 5, 5, 5),
    "overview": ("/project/{project}/overview", 5, 6, 7),
}


READERS = ("admin", "member", "viewer")


@pytest.fixture
def crew(world) -> None:
    """The administrator is a member too, and the viewer has a role of the project's own instead."""
    admin, viewer = world.people["admin"].pk, world.people["viewer"]
    add_project_user(actor=APPLICATION, project=world.project, user_id=admin, role=ProjectRole.MEMBER)
    CustomRole.objects.create(project=world.project, role="Sailor")
    ProjectUser.objects.filter(user=viewer).update(role="Sailor")


def fill(world, number: int) -> None:
    people = [world.people[name] for name in READERS]
    for place in range(number):
        owner = people[place % 3]
        column, due = ["Backlog", "Done"][place % 2], now() + place * DAY
        task = world.task(f"Task {place}", column=column, owner_id=owner.pk, date_due=due, tags=[f"{place}"])
        create_subtask(actor=APPLICATION, task_id=task.pk, title="Step", user_id=owner.pk)
        create_comment(actor=APPLICATION, task_id=task.pk, content="Hello", user_id=owner.pk)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_few_statements_and_as_many_for_sixty_tasks_as_for_three(world, crew, name):
    path, *statements = PAGES[name]

    def count(who: str) -> int:
        url = path.format(project=world.project.pk, task=first)
        assert world.client(who).get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            world.client(who).get(url)
        return len(queries)

    fill(world, 3)
    first = Project.objects.get().tasks.order_by("pk")[0].pk
    few = [count(who) for who in READERS]
    fill(world, 57)
    assert [count(who) for who in READERS] == few == statements
