"""In which projects somebody may do something: lists say what the question for one project says."""

from __future__ import annotations

import pytest

from boards.access import is_allowed
from boards.actors import APPLICATION
from boards.authentication.sessions import actor_of
from boards.queries.projects import list_managed_projects, list_project_ids_of, list_target_projects
from boards.services.custom_roles import create_custom_role
from boards.services.groups import add_group_member, create_group
from boards.services.memberships import add_project_group, add_project_user
from boards.services.projects import create_project
from boards.services.users import create_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("roles", [("helper", "project-manager"), ("project-manager", "helper"), ("project-viewer",)])
@pytest.mark.parametrize("direct", ["", "project-member", "project-viewer"])
def test_lists_of_projects_know_the_role_that_counts(roles, direct):
    user = create_user(actor=APPLICATION, username="ana", password="secret-pw")
    project = create_project(actor=APPLICATION, name="P")
    create_custom_role(actor=APPLICATION, project=project, name="helper")
    for number, role in enumerate(roles):
        group = create_group(actor=APPLICATION, name=f"Group {number}")
        add_group_member(actor=APPLICATION, group=group, user_id=user.pk)
        add_project_group(actor=APPLICATION, project=project, group_id=group.pk, role=role)
    if direct:
        add_project_user(actor=APPLICATION, project=project, user_id=user.pk, role=direct)
    actor = actor_of(user)
    lists = {"action.view": list_managed_projects, "task.create": list_target_projects}
    for operation, listed in lists.items():
        assert (project.pk in listed(actor)) is is_allowed(actor, operation, project_id=project.pk)
    assert list_project_ids_of(user.pk, only_active=True) == [project.pk]
