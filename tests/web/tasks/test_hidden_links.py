"""Links to tasks that the reader may not open, and buttons for what a role may not (web.md 9, decisions.md 13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from boards.actors import APPLICATION
from boards.models import CustomRole, Link, Task
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from tests.conftest import Rpc


@pytest.fixture
def linked(world) -> tuple[Task, Task]:
    """A task of the world, linked to one of a project of others."""
    other = create_project(actor=APPLICATION, name="Secret yard")
    new = NewTask(title="Secret hull", project_id=other.pk)
    there = Task.objects.get(pk=create_task(actor=APPLICATION, task=new))
    here = world.task("Open hull")
    kind = Link.objects.get(label="blocks").pk
    create_task_link(actor=APPLICATION, task_id=here.pk, opposite_task_id=there.pk, link_id=kind)
    return here, there


def pages_of(task: Task) -> dict[str, dict[str, Any]]:
    tooltip = f"/?controller=BoardTooltipController&action=tasklinks&task_id={task.pk}"
    return {
        f"/task/{task.pk}": {},
        tooltip: {},
        f"{tooltip}&inside": {"headers": {"X-Requested-With": "XMLHttpRequest"}},
        f"/board/{task.project_id}?task={task.pk}": {},
        f"/task/{task.pk}/activity": {},
    }


def test_of_a_task_that_one_may_not_open_only_the_number_is_shown(world, linked):
    here, there = linked
    for url, options in pages_of(here).items():
        html = world.viewer.get(url, follow=True, **options).content.decode()
        assert ("Secret hull" in html, "Secret yard" in html) == (False, False), url
    for url in list(pages_of(here))[:3]:
        html = world.member.get(url).content.decode()
        assert (f"#{there.pk}" in html, "no access" in html, f'href="/task/{there.pk}"' in html) == (True, True, False)


@pytest.mark.parametrize("who", ["viewer", "admin"])
def test_who_may_open_it_reads_title_and_project(world, linked, who):
    """Administrators may open every project in the browser."""
    here, there = linked
    if who == "viewer":
        add_project_user(
            actor=APPLICATION, project=there.project, user_id=world.people["viewer"].pk, role="project-viewer"
        )
    for url in list(pages_of(here))[:2]:
        html = world.client(who).get(url).content.decode()
        assert ("Secret hull" in html, "Secret yard" in html, "no access" in html) == (True, True, False)


def test_programs_are_told_as_ever(world, linked):
    rpc = Rpc(password=settings.ENV["API_AUTHENTICATION_TOKEN"])
    assert [link["title"] for link in rpc.getAllTaskLinks(linked[0].pk)] == ["Secret hull"]


@pytest.mark.parametrize(("role", "adds"), [("project-member", True), ("project-viewer", False), ("helper", False)])
def test_the_bar_of_a_phone_adds_tasks_for_those_who_may(world, role, adds):
    CustomRole.objects.create(project=world.project, role="helper").project_restrictions.create(rule="task_creation")
    world.project.project_users.filter(user=world.people["member"]).update(role=role)
    html = world.member.get(f"/board/{world.project.pk}").content.decode()
    assert ("rail-add" in html) == adds


def test_a_role_that_may_add_to_one_column_has_the_button(world):
    role = CustomRole.objects.create(project=world.project, role="helper")
    role.project_restrictions.create(rule="task_creation")
    role.column_restrictions.create(column=world.columns["Done"], rule="allow.task_creation")
    world.project.project_users.filter(user=world.people["member"]).update(role="helper")
    assert "rail-add" in world.member.get(f"/board/{world.project.pk}").content.decode()
