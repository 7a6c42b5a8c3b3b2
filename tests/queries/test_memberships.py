"""Whom tasks may be given to."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Group, GroupMember, Project, ProjectGroup, ProjectUser, User
from boards.queries.memberships import list_assignable_names, list_assignable_users, list_common_assignees
from boards.roles import ProjectRole

pytestmark = pytest.mark.django_db
MEMBER, VIEWER = ProjectRole.MEMBER.value, ProjectRole.VIEWER.value


def make(name: str) -> Project:
    return Project.objects.create(name=name, token=name)


def test_a_group_counts_by_its_role_in_the_project_itself():
    here, there = make("Here"), make("There")
    ana = User.objects.create(username="ana", name="Ana")
    crew = Group.objects.create(name="Crew")
    GroupMember.objects.create(group=crew, user=ana)
    ProjectGroup.objects.create(project=here, group=crew, role=MEMBER)
    ProjectGroup.objects.create(project=there, group=crew, role=VIEWER)
    assert list_assignable_users(project_id=here.pk) == {ana.pk: "Ana"}
    assert list_assignable_users(project_id=there.pk) == {}


def test_several_projects_have_in_common_who_is_in_all_of_them():
    projects = [make(f"P{number}") for number in range(12)]
    ids = [project.pk for project in projects]
    zoe, bo = (User.objects.create(username=name) for name in ("zoe", "bo"))
    gone = User.objects.create(username="gone", is_active=False)
    for project in projects:
        for user in (zoe, gone):
            ProjectUser.objects.create(project=project, user=user, role=MEMBER)
    ProjectUser.objects.create(project=projects[0], user=bo, role=MEMBER)
    ProjectUser.objects.create(project=projects[1], user=bo, role=VIEWER)
    assert list_common_assignees(ids[:1]) == {bo.pk: "bo", zoe.pk: "zoe"}
    with CaptureQueriesContext(connection) as queries:
        assert list_common_assignees(ids) == {zoe.pk: "zoe"}
        assert list_assignable_names(ids) == {bo.pk: ["bo"], zoe.pk: ["zoe"]}
    assert len(queries) == 4
