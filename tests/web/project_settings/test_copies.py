"""What copying a project, and taking over its parts, may read, write and tell (web.md 5.1, 5.11)."""

from __future__ import annotations

import pytest

from boards.actors import APPLICATION
from boards.automations.catalogue import create_action
from boards.models import Action, Activity, Change, CustomFilter, CustomRole, Job, Project, Task, User
from boards.queries.links import list_link_objects
from boards.queries.settings import forget_settings
from boards.services.actions import store_action
from boards.services.memberships import add_project_user
from boards.services.projects import create_personal_project, create_project
from boards.services.settings import save_settings

SAVE = "/?controller=ProjectCreationController&action=save"
PREFIX = "\\Kanboard\\Action\\"
PARTS = dict.fromkeys(("actionModel", "customFilterModel", "projectRoleModel", "projectTaskDuplicationModel"), "1")


def set_up(world, name: str, **params) -> Action:
    values = {key: str(value) for key, value in params.items()}
    event = "task.create"
    return create_action(
        actor=APPLICATION, project=world.project, event_name=event, action_name=PREFIX + name, params=values
    )


def furnish(world) -> None:
    """An action, a custom role, and a filter of everybody in the world's project."""
    set_up(world, "TaskAssignColorColumn", column_id=world.columns["Backlog"].pk, color_id="red")
    CustomRole.objects.create(project=world.project, role="helper")
    for name in ("manager", "member", "viewer"):
        user = world.people[name]
        CustomFilter.objects.create(project=world.project, user=user, name=f"{name}'s", filter="secret:x")
    CustomFilter.objects.create(
        project=world.project, user=world.people["manager"], name="shared", filter="status:open", is_shared=True
    )


def make_like(world, name: str, *, is_private: bool = True) -> Project:
    data = {"name": "Like it", "src_project_id": world.project.pk, "is_private": "1" if is_private else "0", **PARTS}
    response = world.client(name).post(SAVE, data)
    assert response.status_code == 302, response.content.decode()
    return Project.objects.get(name="Like it")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("viewer", (0, 0, {"viewer's", "shared"})),
        ("member", (0, 0, {"member's", "shared"})),
        ("manager", (1, 0, {"manager's", "shared"})),
    ],
)
def test_a_project_like_another_has_what_one_may_read_there(world, name, parts):
    furnish(world)
    copy = make_like(world, name)
    found = (copy.actions.count(), copy.custom_roles.count(), set(copy.custom_filters.values_list("name", flat=True)))
    assert found == parts


def test_custom_roles_come_along_for_who_may_read_them(world):
    furnish(world)
    User.objects.update(role="app-manager")
    copy = make_like(world, "viewer", is_private=False)
    assert not copy.custom_roles.exists()
    copy.delete()
    assert make_like(world, "manager", is_private=False).custom_roles.count() == 1


def test_a_duplicate_keeps_no_private_filter_of_others(world):
    furnish(world)
    world.manager.post(f"/project/{world.project.pk}/duplicate", PARTS)
    copy = Project.objects.latest("pk")
    assert set(copy.custom_filters.values_list("name", flat=True)) == {"manager's", "shared"}
    assert (copy.actions.get().author, copy.actions.get().by_program) == (world.people["manager"], False)


def test_actions_are_taken_over_from_projects_that_one_manages(world):
    furnish(world)
    own = create_project(actor=world.actor("viewer"), name="Own")
    url = f"/?controller=ProjectActionDuplicationController&action=show&project_id={own.pk}"
    response = world.viewer.post(url, {"src_project_id": world.project.pk})
    assert (response.status_code, own.actions.count()) == (422, 0)
    add_project_user(actor=APPLICATION, project=own, user_id=world.people["manager"].pk, role="project-manager")
    world.manager.post(url, {"src_project_id": world.project.pk})
    assert own.actions.get().author == world.people["manager"]


def test_a_destination_is_taken_over_by_those_who_may_create_tasks_there(world):
    third = create_project(actor=APPLICATION, name="Third")
    set_up(world, "TaskDuplicateAnotherProject", column_id=world.columns["Backlog"].pk, project_id=third.pk)
    add_project_user(actor=APPLICATION, project=third, user_id=world.people["manager"].pk, role="project-viewer")
    world.manager.post(f"/project/{world.project.pk}/duplicate", {"actionModel": "1"})
    assert not Project.objects.latest("pk").actions.exists()
    third.project_users.update(role="project-member")
    world.manager.post(f"/project/{world.project.pk}/duplicate", {"actionModel": "1"})
    assert Project.objects.latest("pk").actions.get().params["project_id"] == str(third.pk)


def test_the_form_offers_destinations_where_one_may_create_tasks(world):
    """(decisions.md 7)"""
    url = f"/project/{world.project.pk}/action/create"
    names = {"project-viewer": "Only read", "project-member": "May write"}
    for role, name in names.items():
        project = create_project(actor=APPLICATION, name=name)
        add_project_user(actor=APPLICATION, project=project, user_id=world.people["manager"].pk, role=role)
    helper = create_project(actor=APPLICATION, name="Restricted")
    CustomRole.objects.create(project=helper, role="r").project_restrictions.create(rule="task_creation")
    add_project_user(actor=APPLICATION, project=helper, user_id=world.people["manager"].pk, role="r")
    data = {"action_name": f"{PREFIX}TaskMoveAnotherProject", "event_name": "task.close"}
    page = world.manager.post(url, data).content.decode()
    assert ("Only read" in page, "May write" in page) == (False, True)
    for name, status in (("Only read", 422), ("Restricted", 422), ("May write", 302)):
        values = {
            "params[column_id]": world.columns["Done"].pk,
            "params[project_id]": Project.objects.get(name=name).pk,
        }
        response = world.manager.post(url, {**data, **values})
        assert (response.status_code, Action.objects.count()) == (status, int(status == 302)), name
    assert (
        "You may not create tasks in this project."
        in world.manager.post(url, {**data, **values, "params[project_id]": helper.pk}).content.decode()
    )


def test_the_settings_say_whose_rights_count(world):
    set_up(world, "TaskAssignCurrentUser")
    url = f"/project/{world.project.pk}/actions"
    assert "whose rights count" not in world.manager.get(url).content.decode()
    Action.objects.update(author=world.people["member"])
    assert "Last saved by Member, whose rights count" in world.manager.get(url).content.decode()


def test_an_administrator_makes_actions_with_known_references(world):
    url = "/admin/boards/action/add/"
    data = {"project": world.project.pk, "action_name": f"{PREFIX}TaskCloseColumn", "event_name": "task.move.column"}
    world.admin.post(url, {**data, "params": '{"column_id": "99999999"}'})
    assert not Action.objects.exists()
    world.admin.post(url, {**data, "params": f'{{"column_id": "{world.columns["Done"].pk}"}}'})
    assert Action.objects.get().author == world.people["admin"]


@pytest.fixture
def busy(world):
    """A project whose actions would change each copied task, with a destination and a webhook."""
    task = world.task("Tar the hull", column="Backlog", date_due=1_800_000_000)
    save_settings(actor=APPLICATION, values={"webhook_url": "https://example.org/hook"})
    third = create_project(actor=world.actor("manager"), name="Third")
    column_id = world.columns["Backlog"].pk
    set_up(world, "TaskAssignDueDateOnCreation", duration=1)
    set_up(world, "TaskAssignCurrentUser")
    set_up(world, "TaskAssignColorColumn", column_id=column_id, color_id="red")
    set_up(world, "TaskDuplicateAnotherProject", column_id=column_id, project_id=third.pk)
    set_up(world, "TaskEmail", column_id=column_id, user_id=world.people["manager"].pk, subject="s")
    link_id = str(list_link_objects()[0].id)
    create_action(
        actor=APPLICATION, project=world.project, event_name="task_internal_link.create_update",
        action_name=f"{PREFIX}TaskAssignColorLink", params={"color_id": "pink", "link_id": link_id},
    )  # fmt: skip
    Job.objects.all().delete()
    return task, third


@pytest.mark.parametrize("door", ["duplicate", "like it"])
def test_copied_tasks_are_what_they_were_and_no_news(world, busy, door):
    task, third = busy
    parts = {**PARTS, "projectPermissionModel": "1"}
    told = Activity.objects.count()
    if door == "duplicate":
        world.manager.post(f"/project/{world.project.pk}/duplicate", parts)
    else:
        make_like(world, "manager")
    copy = Task.objects.get(project=Project.objects.latest("pk"))
    assert copy.project.actions.count() == 6
    assert (copy.date_due, copy.owner, copy.color_id) == (task.date_due, None, task.color_id)
    task.refresh_from_db()
    assert (task.color_id, Task.objects.filter(project=third).count()) == ("yellow", 0)
    assert set(Job.objects.values_list("name", flat=True)) == {"statistics.record"}
    assert Activity.objects.count() == told
    assert Change.objects.filter(project_id=copy.project_id).exists()


def test_tasks_that_are_made_in_the_copy_are_news(world, busy):
    world.manager.post(f"/project/{world.project.pk}/duplicate", PARTS)
    copy = Project.objects.latest("pk")
    world.manager.post(
        f"/board/{copy.pk}/add",
        {"text": "Fresh", "column_id": copy.columns.first().pk, "swimlane_id": copy.swimlanes.get().pk},
    )
    assert Task.objects.get(title="Fresh", project=copy).owner == world.people["manager"]


@pytest.mark.parametrize("door", ["duplicate", "like it", "like a personal one"])
def test_personal_projects_that_are_off_are_not_made_by_copying(world, door):
    """(security m4)"""
    own = create_personal_project(actor=world.actor("member"), name="Mine")
    save_settings(actor=APPLICATION, values={"disable_private_project": "1"})
    forget_settings()
    before = Project.objects.count()
    if door == "duplicate":
        response = world.member.post(f"/project/{own.pk}/duplicate", PARTS)
    else:
        source = own if door == "like a personal one" else world.project
        data = {"name": "Sly", "src_project_id": source.pk, "is_private": "1"}
        response = world.member.post(SAVE, data)
    assert (response.status_code, Project.objects.count()) == (422, before)
    assert "Personal projects are switched off." in response.content.decode()


def test_nobody_s_old_action_goes_nowhere_else(world):
    third = create_project(actor=APPLICATION, name="Third")
    action = store_action(
        actor=APPLICATION, project=world.project, event_name="task.create",
        action_name=f"{PREFIX}TaskDuplicateAnotherProject",
        params={"column_id": str(world.columns["Backlog"].pk), "project_id": str(third.pk)},
    )  # fmt: skip
    Action.objects.update(by_program=False)
    world.task()
    action.refresh_from_db()
    assert (Task.objects.filter(project=third).exists(), "may not create" in action.last_error) == (False, True)
