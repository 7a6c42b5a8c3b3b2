"""Custom roles of a project and their restrictions (domain.md 5)."""

from __future__ import annotations

import pytest

from boards.actors import APPLICATION
from boards.errors import Conflict, Invalid
from boards.models import (
    Column,
    ColumnRestriction,
    CustomRole,
    Group,
    MoveRestriction,
    Project,
    ProjectGroup,
    ProjectRestriction,
    ProjectUser,
)
from boards.services.custom_roles import (
    create_custom_role,
    lift_restriction,
    remove_custom_role,
    rename_custom_role,
    restrict_column,
    restrict_moves,
    restrict_project,
)
from boards.services.projects import create_project
from boards.services.users import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return create_project(actor=APPLICATION, name="P")


def give_role(project: Project, role: str) -> None:
    number = ProjectUser.objects.count()
    user = create_user(actor=APPLICATION, username=f"user{number}", password="secret-pw")
    ProjectUser.objects.create(project=project, user=user, role=role)
    ProjectGroup.objects.create(project=project, group=Group.objects.create(name=f"group{number}"), role=role)


def roles_of(project: Project) -> list[str]:
    people = ProjectUser.objects.filter(project=project).order_by("pk").values_list("role", flat=True)
    groups = ProjectGroup.objects.filter(project=project).order_by("pk").values_list("role", flat=True)
    return [*people, *groups]


def test_a_name_is_free_once_in_each_project(project):
    create_custom_role(actor=APPLICATION, project=project, name="tester")
    create_custom_role(actor=APPLICATION, project=create_project(actor=APPLICATION, name="Q"), name="tester")
    with pytest.raises(Conflict):
        create_custom_role(actor=APPLICATION, project=project, name="tester")
    assert CustomRole.objects.filter(project=project).count() == 1


@pytest.mark.parametrize("name", ["", "n" * 101, "project-manager"])
def test_a_role_needs_a_short_name_of_its_own(project, name):
    with pytest.raises(Invalid):
        create_custom_role(actor=APPLICATION, project=project, name=name)
    assert not CustomRole.objects.exists()


def test_members_and_groups_follow_a_new_name(project):
    role = create_custom_role(actor=APPLICATION, project=project, name="tester")
    give_role(project, "tester")
    give_role(project, "project-viewer")
    elsewhere = create_project(actor=APPLICATION, name="Q")
    give_role(elsewhere, "tester")
    rename_custom_role(actor=APPLICATION, role=role, name="checker")
    assert roles_of(project) == ["checker", "project-viewer"] * 2
    assert roles_of(elsewhere) == ["tester", "tester"]


def test_a_refused_new_name_changes_nobody(project):
    create_custom_role(actor=APPLICATION, project=project, name="checker")
    role = create_custom_role(actor=APPLICATION, project=project, name="tester")
    give_role(project, "tester")
    with pytest.raises(Conflict):
        rename_custom_role(actor=APPLICATION, role=role, name="checker")
    assert roles_of(project) == ["tester", "tester"]
    assert sorted(CustomRole.objects.values_list("role", flat=True)) == ["checker", "tester"]


def test_who_had_a_removed_role_is_a_member(project):
    role = create_custom_role(actor=APPLICATION, project=project, name="tester")
    restrict_project(actor=APPLICATION, role=role, rule="task_creation")
    give_role(project, "tester")
    remove_custom_role(actor=APPLICATION, role=role)
    assert roles_of(project) == ["project-member", "project-member"]
    assert not ProjectRestriction.objects.exists()


def test_each_restriction_holds_once_and_can_be_lifted(project):
    role = create_custom_role(actor=APPLICATION, project=project, name="tester")
    first, second = Column.objects.filter(project=project).order_by("position")[:2]
    for restrict in (
        lambda: restrict_project(actor=APPLICATION, role=role, rule="task_move"),
        lambda: restrict_column(actor=APPLICATION, role=role, column=first, rule="block.task_creation"),
        lambda: restrict_moves(actor=APPLICATION, role=role, source=first, target=second, only_assigned=True),
    ):
        restriction = restrict()
        with pytest.raises(Conflict):
            restrict()
        assert type(restriction).objects.get() == restriction
        lift_restriction(actor=APPLICATION, restriction=restriction)
        assert not type(restriction).objects.exists()


def test_unknown_rules_and_foreign_columns_restrict_nothing(project):
    role = create_custom_role(actor=APPLICATION, project=project, name="tester")
    own = Column.objects.filter(project=project)[0]
    foreign = Column.objects.filter(project=create_project(actor=APPLICATION, name="Q"))[0]
    for restrict in (
        lambda: restrict_project(actor=APPLICATION, role=role, rule="x"),
        lambda: restrict_column(actor=APPLICATION, role=role, column=own, rule="x"),
        lambda: restrict_column(actor=APPLICATION, role=role, column=foreign, rule="block.task_creation"),
        lambda: restrict_moves(actor=APPLICATION, role=role, source=own, target=foreign),
        lambda: restrict_moves(actor=APPLICATION, role=role, source=foreign, target=own),
        lambda: restrict_moves(actor=APPLICATION, role=role, source=own, target=own),
    ):
        with pytest.raises(Invalid):
            restrict()
    for model in (ProjectRestriction, ColumnRestriction, MoveRestriction):
        assert not model.objects.exists()
