"""Projects, columns, swimlanes, categories and members over the API."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.storage import default_storage

from boards.actors import APPLICATION
from boards.models import Category, Column, Project, ProjectUser, Swimlane, TaskFile, User
from boards.services.settings import save_settings
from tests.conftest import Rpc


@pytest.fixture
def anna(db) -> Rpc:
    """A manager of the application."""
    User.objects.create(username="anna", role="app-manager", password=make_password("secret-pw"))
    return Rpc("anna", "secret-pw")


@pytest.fixture
def project(rpc: Rpc) -> int:
    return rpc.createProject("Board")


def user_id(name: str = "anna") -> int:
    return User.objects.get(username=name).pk


# Projects


def test_a_project_of_a_user_is_managed_by_him(anna):
    project_id = anna.createProject(name="Mine")
    assert anna.getProjectUserRole(project_id, user_id()) == "project-manager"
    assert anna.getProjectById(project_id)["owner_id"] == user_id()


def test_a_project_for_another_is_managed_by_the_other(anna):
    bert = User.objects.create(username="bert")
    project_id = anna.createProject(name="His", owner_id=bert.pk)
    assert list(ProjectUser.objects.filter(project_id=project_id).values_list("user__username", "role")) == [
        ("bert", "project-manager")
    ]
    assert anna.answer("getProjectById", project_id)[0] == 403


def test_a_project_of_a_program_has_no_members(rpc, anna):
    project_id = rpc.createProject(name="Ours", owner_id=user_id())
    assert rpc.getProjectUsers(project_id) == {}
    assert rpc.getProjectById(project_id)["owner_id"] == user_id()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": None},
        {"name": "x" * 65536},
        {"name": "a", "identifier": "a-b"},
        {"name": "a", "identifier": "X" * 51},
        {"name": "a", "start_date": "2026-01-01x"},
        {"name": "a", "priority_default": 1.5},
        {"name": "a", "priority_end": "x"},
        {"name": "a", "email": "no address"},
        {"name": "a", "email": "a@.example.org"},
        {"name": "a", "email": "a@b..org"},
        {"name": "a", "owner_id": 99999999},
        {"name": "a", "owner_id": "x"},
    ],
)
def test_impossible_projects_are_refused(rpc, fields):
    assert rpc.createProject(**fields) is False
    assert not Project.objects.exists()


def test_identifiers_and_addresses_are_unique(rpc):
    first = rpc.createProject(name="a", identifier="ab1", email="a@example.org")
    second = rpc.createProject(name="b")
    assert rpc.createProject(name="c", identifier="AB1") is False
    assert rpc.createProject(name="c", email="a@example.org") is False
    assert rpc.updateProject(project_id=second, identifier="Ab1") is False
    assert rpc.updateProject(project_id=second, email="a@example.org") is False
    assert rpc.updateProject(project_id=first, identifier="ab1", email="a@example.org") is True
    assert rpc.getProjectByIdentifier("aB1")["id"] == rpc.getProjectByEmail("a@example.org")["id"] == first


def test_texts_that_find_nothing_are_answered_with_false_to_everybody(rpc, anna):
    for name in ("getProjectByName", "getProjectByIdentifier", "getProjectByEmail"):
        assert getattr(rpc, name)("nothing") is False
        assert getattr(anna, name)("") is False


def test_found_projects_are_for_members(rpc, project, anna):
    assert anna.answer("getProjectByName", "Board")[0] == 403
    rpc.addProjectUser(project, user_id(), "project-viewer")
    assert anna.getProjectByName("Board")["id"] == project


def test_an_update_changes_what_is_given(rpc, project):
    assert rpc.updateProject(project_id=project, description="d", start_date="3/1/2026", end_date="1893456000") is True
    shown = rpc.getProjectById(project)
    assert (shown["name"], shown["description"], shown["start_date"], shown["end_date"]) == (
        "Board", "d", "2026-03-01", "2030-01-01",
    )  # fmt: skip
    assert rpc.updateProject(project_id=project) is True
    assert rpc.updateProject(project_id=project, start_date="soon") is False
    assert rpc.updateProject(project_id=project, start_date="tomorrow") is False
    assert rpc.updateProject(project_id=project, name="") is False
    assert rpc.updateProject(project_id=99999999, name="x") is False
    assert rpc.updateProject(project_id=True, name="x") is False
    assert rpc.updateProject(project_id=project, owner_id=99999999) is False


def test_an_owner_can_be_set_and_cleared(rpc, project, anna):
    assert rpc.updateProject(project_id=project, owner_id=user_id()) is True
    assert rpc.getProjectById(project)["owner_id"] == user_id()
    assert rpc.updateProject(project_id=project, owner_id=0) is True
    assert rpc.getProjectById(project)["owner_id"] == 0


def test_a_public_project_has_public_addresses(rpc, project):
    rpc.enableProjectPublicAccess(project)
    first = rpc.getProjectById(project)
    assert first["url"] == {
        "board": f"http://localhost/board/{project}",
        "list": f"http://localhost/list/{project}",
        "public_board": f"http://localhost/public/board/{first['token']}",
        "rss_feed": f"http://localhost/feed/project/{first['token']}",
        "ical_feed": f"http://localhost/ical/project/{first['token']}",
    }
    rpc.enableProjectPublicAccess(project)
    assert rpc.getProjectById(project)["token"] != first["token"]
    rpc.disableProjectPublicAccess(project)
    assert rpc.getProjectById(project)["token"] == ""


def test_addresses_begin_with_the_setting(rpc, project):
    save_settings(actor=APPLICATION, values={"application_url": "https://boards.example/kb"})
    from boards.queries.settings import forget_settings

    forget_settings()
    assert rpc.getProjectById(project)["url"]["board"] == f"https://boards.example/kb/board/{project}"


def test_a_removed_project_takes_its_files_along(rpc, project, django_capture_on_commit_callbacks):
    task = rpc.createTask(title="t", project_id=project)
    rpc.createTaskFile(project, task, "a.txt", "YWJj")
    rpc.createProjectFile(project, "b.txt", "YWJj")
    path = TaskFile.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        assert rpc.removeProject(project) is True
    assert not default_storage.exists(path)
    assert (Column.objects.count(), rpc.removeProject(project)) == (0, False)


def test_closing_and_opening(rpc, project, anna):
    rpc.addProjectUser(project, user_id())
    assert rpc.disableProject(project) is True
    assert (anna.getMyProjects(), anna.getMyProjectsList()) == ([], {str(project): "Board"})
    assert rpc.enableProject(project) is True
    assert [one["id"] for one in anna.getMyProjects()] == [project]
    assert rpc.enableProject(99999999) is False


def test_personal_projects_can_be_switched_off(rpc, anna):
    project = anna.createMyPrivateProject("Diary")
    bert = User.objects.create(username="bert")
    assert rpc.addProjectUser(project, bert.pk) is False
    save_settings(actor=APPLICATION, values={"disable_private_project": "1"})
    from boards.queries.settings import forget_settings

    forget_settings()
    assert anna.createMyPrivateProject("Second") is False


def test_default_columns_and_categories_come_from_the_settings(rpc):
    save_settings(
        actor=APPLICATION, values={"board_columns": "Todo, Doing,, Doing ,Done", "project_categories": "Bug, Idea"}
    )
    from boards.queries.settings import forget_settings

    forget_settings()
    project = rpc.createProject("p")
    assert [one["title"] for one in rpc.getColumns(project)] == ["Todo", "Doing", "Done"]
    assert [one["name"] for one in rpc.getAllCategories(project)] == ["Bug", "Idea"]


def test_projects_are_listed_by_name_bytewise(rpc):
    for name in ("b", "a", "B", "é"):
        rpc.createProject(name)
    assert [one["name"] for one in rpc.getAllProjects()] == ["B", "a", "b", "é"]


# Columns


def test_columns_keep_their_place_when_one_goes(rpc, project):
    first, second, *_ = rpc.getColumns(project)
    task = rpc.createTask(title="t", project_id=project)
    assert rpc.removeColumn(first["id"]) is False
    rpc.closeTask(task)
    assert rpc.removeColumn(first["id"]) is False
    assert rpc.removeColumn(second["id"]) is True
    assert [one["position"] for one in rpc.getColumns(project)] == [1, 3, 4]


@pytest.mark.parametrize(("limit", "stored"), [("3x", 3), ("abc", 0), (2.7, 2), (-1, -1), (None, 0), (True, 1)])
def test_task_limits_are_read_loosely(rpc, project, limit, stored):
    column = rpc.addColumn(project, "New", limit)
    assert rpc.getColumn(column)["task_limit"] == stored


def test_a_column_update_overwrites_and_keeps_the_dashboard_flag(rpc, project):
    column = rpc.addColumn(project, "New", 3, "text")
    Column.objects.filter(pk=column).update(hide_in_dashboard=True)
    assert rpc.updateColumn(column, "Newer") is True
    shown = rpc.getColumn(column)
    assert (shown["title"], shown["task_limit"], shown["description"], shown["hide_in_dashboard"]) == (
        "Newer", 0, "", 1,
    )  # fmt: skip
    assert rpc.updateColumn(column, None) is False
    assert rpc.updateColumn(column, "Ready") is False
    assert rpc.updateColumn(99999999, "x") is True
    assert rpc.addColumn(project, None) is False


def test_columns_of_other_projects_do_not_move(rpc, project):
    other = rpc.createProject("Other")
    foreign = rpc.getColumns(other)[0]["id"]
    assert rpc.changeColumnPosition(project, foreign, 2) is False
    assert rpc.changeColumnPosition(project, rpc.getColumns(project)[0]["id"], None) is False


# Swimlanes


def test_an_inactive_swimlane_stands_at_zero(rpc, project):
    lane = rpc.addSwimlane(project, "Second")
    third = rpc.addSwimlane(project, "Third")
    rpc.disableSwimlane(project, lane)
    assert [(one["name"], one["position"]) for one in rpc.getAllSwimlanes(project)] == [
        ("Second", 0), ("Default swimlane", 1), ("Third", 2),
    ]  # fmt: skip
    assert rpc.changeSwimlanePosition(project, third, 3) is True
    assert rpc.changeSwimlanePosition(project, lane, 1) is True
    rpc.enableSwimlane(project, lane)
    assert [one["name"] for one in rpc.getActiveSwimlanes(project)] == ["Default swimlane", "Third", "Second"]


def test_swimlanes_with_tasks_stay(rpc, project):
    lane = rpc.getDefaultSwimlane(project)["id"]
    rpc.createTask(title="t", project_id=project)
    assert rpc.removeSwimlane(project, lane) is False
    empty = rpc.addSwimlane(project, "Empty")
    assert rpc.removeSwimlane(project, empty) is True
    assert Swimlane.objects.filter(project_id=project).count() == 1


def test_a_project_without_an_active_swimlane_has_no_default(rpc, project):
    rpc.disableSwimlane(project, rpc.getDefaultSwimlane(project)["id"])
    assert rpc.getDefaultSwimlane(project) is False
    assert rpc.getBoard(project) == []


@pytest.mark.parametrize(("name", "answer"), [("", False), (None, False), ("x" * 192, False), ("New", True)])
def test_swimlane_names_are_checked_on_update(rpc, project, name, answer):
    lane = rpc.getDefaultSwimlane(project)["id"]
    assert rpc.updateSwimlane(project, lane, name, "words") is answer
    assert rpc.getSwimlane(lane)["description"] == ("words" if answer else "")


def test_swimlanes_of_other_projects_are_left_alone(rpc, project):
    other = rpc.createProject("Other")
    foreign = rpc.getDefaultSwimlane(other)["id"]
    assert rpc.updateSwimlane(project, foreign, "x") is False
    assert rpc.updateSwimlane("1.0", foreign, "x") is False
    assert (rpc.disableSwimlane(project, foreign), rpc.enableSwimlane(project, foreign)) == (True, True)
    assert rpc.getSwimlane(foreign)["is_active"] == 1
    assert rpc.addSwimlane(project, None) is False


# Categories


def test_category_names_are_unique_whatever_the_case(rpc, project):
    bug = rpc.createCategory(project, "Bug", "red")
    idea = rpc.createCategory(project, "Idea")
    assert rpc.createCategory(project, "BUG") is False
    assert rpc.updateCategory(idea, "bug") is False
    assert rpc.updateCategory(bug, "bug") is True
    assert rpc.getCategory(bug) == {
        "id": bug, "name": "bug", "project_id": project, "description": None, "color_id": None,
    }  # fmt: skip
    assert rpc.createCategory("x", "y") is False
    assert rpc.createCategory(project, "x" * 192) is False


def test_the_description_of_a_category_survives_an_update(rpc, project):
    bug = rpc.createCategory(project, "Bug")
    Category.objects.update(description="d")
    rpc.updateCategory(bug, "Bug", "red")
    assert rpc.getCategory(bug)["description"] == "d"


def test_tasks_survive_their_category(rpc, project):
    bug = rpc.createCategory(project, "Bug")
    task = rpc.createTask(title="t", project_id=project, category_id=bug)
    assert rpc.getTask(task)["category_id"] == bug
    assert rpc.removeCategory(bug) is True
    assert rpc.getTask(task)["category_id"] == 0


# Members


def test_the_direct_role_wins_over_those_of_groups(rpc, project, anna):
    group = rpc.createGroup("G")
    rpc.addGroupMember(group, user_id())
    rpc.addProjectGroup(project, group, "project-manager")
    assert rpc.getProjectUserRole(project, user_id()) == "project-manager"
    rpc.addProjectUser(project, user_id(), "project-viewer")
    assert rpc.getProjectUserRole(project, user_id()) == "project-viewer"
    rpc.changeProjectUserRole(project, user_id(), "")
    assert rpc.getProjectUserRole(project, user_id()) == "project-manager"


def test_among_groups_the_highest_role_counts(rpc, project, anna):
    for name, role in (("A", "project-viewer"), ("B", "project-member"), ("C", "")):
        group = rpc.createGroup(name)
        rpc.addGroupMember(group, user_id())
        rpc.addProjectGroup(project, group, role)
    assert rpc.getProjectUserRole(project, user_id()) == "project-member"


def test_roles_are_free_text_but_not_null(rpc, project, anna):
    assert rpc.addProjectUser(project, user_id(), None) is False
    assert rpc.addProjectUser(project, user_id(), "x" * 256) is False
    assert rpc.addProjectUser(project, user_id(), "anything") is True
    assert rpc.changeProjectUserRole(project, user_id(), None) is False
    assert rpc.changeProjectGroupRole(project, 99999999, "project-member") is True
    assert rpc.addProjectGroup(project, 99999999) is False
    assert rpc.removeProjectGroup(project, 99999999) is False


def test_an_administrator_who_is_no_member_stays_outside(rpc, project):
    User.objects.create(username="boss", role="app-admin", password=make_password("secret-pw"))
    assert Rpc("boss", "secret-pw").answer("getProjectById", project)[0] == 403
