"""Groups and their members (domain.md 3)."""

from __future__ import annotations

import pytest

from boards.actors import APPLICATION
from boards.errors import Conflict, Invalid, NotFound
from boards.models import Group, GroupMember, ProjectGroup, User
from boards.services.groups import (
    add_group_member,
    create_group,
    remove_group,
    remove_group_member,
    update_group,
)
from boards.services.projects import create_project
from boards.services.users import create_user

pytestmark = pytest.mark.django_db


def make_user(username: str) -> User:
    return create_user(actor=APPLICATION, username=username, password="secret-pw")


def test_a_group_needs_nothing_but_a_free_name():
    assert create_group(actor=APPLICATION, name="").name == ""
    assert create_group(actor=APPLICATION, name="g" * 300).external_id == ""
    assert create_group(actor=APPLICATION, name="Team", external_id=None).external_id == ""
    assert create_group(actor=APPLICATION, name="team", external_id="x").external_id == "x"
    with pytest.raises(Conflict):
        create_group(actor=APPLICATION, name="Team")
    with pytest.raises(Invalid):
        create_group(actor=APPLICATION, name=None)
    with pytest.raises(Invalid):
        create_group(actor=APPLICATION, name="other", external_id="x" * 256)
    assert Group.objects.count() == 4


def test_an_update_leaves_alone_what_is_not_given():
    group = create_group(actor=APPLICATION, name="Team", external_id="x")
    update_group(actor=APPLICATION, group=group, name="Crew")
    update_group(actor=APPLICATION, group=group, external_id="")
    update_group(actor=APPLICATION, group=group)
    group.refresh_from_db()
    assert (group.name, group.external_id) == ("Crew", "")


def test_a_name_that_is_taken_stays_with_its_group():
    create_group(actor=APPLICATION, name="Team")
    group = create_group(actor=APPLICATION, name="Crew")
    with pytest.raises(Conflict):
        update_group(actor=APPLICATION, group=group, name="Team", external_id="x")
    group.refresh_from_db()
    assert (group.name, group.external_id) == ("Crew", "")


def test_members_join_once_and_leave_once():
    group, user = create_group(actor=APPLICATION, name="Team"), make_user("anna")
    add_group_member(actor=APPLICATION, group=group, user_id=user.pk)
    with pytest.raises(Conflict):
        add_group_member(actor=APPLICATION, group=group, user_id=user.pk)
    for unknown in (None, user.pk + 1000):
        with pytest.raises(NotFound):
            add_group_member(actor=APPLICATION, group=group, user_id=unknown)
    assert GroupMember.objects.count() == 1
    remove_group_member(actor=APPLICATION, group_id=group.pk, user_id=user.pk)
    with pytest.raises(NotFound):
        remove_group_member(actor=APPLICATION, group_id=group.pk, user_id=user.pk)
    assert not GroupMember.objects.exists()


def test_memberships_and_project_roles_go_with_a_group():
    group, user = create_group(actor=APPLICATION, name="Team"), make_user("anna")
    add_group_member(actor=APPLICATION, group=group, user_id=user.pk)
    project = create_project(actor=APPLICATION, name="P")
    ProjectGroup.objects.create(project=project, group=group, role="project-member")
    remove_group(actor=APPLICATION, group=group)
    assert (Group.objects.count(), GroupMember.objects.count(), ProjectGroup.objects.count()) == (0, 0, 0)
    assert User.objects.filter(pk=user.pk).exists()
