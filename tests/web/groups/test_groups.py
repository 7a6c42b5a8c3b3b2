"""Groups, their members, and where they have roles (web.md 9.6)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import AuditEntry, Group, GroupMember, ProjectGroup, User
from boards.services.groups import add_group_member, create_group
from boards.services.memberships import add_project_group
from tests.web.asking import text


@pytest.fixture
def group(world) -> Group:
    """With the member, and a role in the project."""
    made = create_group(actor=APPLICATION, name="Gardeners")
    add_group_member(actor=APPLICATION, group=made, user_id=world.people["member"].pk)
    add_project_group(actor=APPLICATION, project=world.project, group_id=made.pk, role="project-viewer")
    return made


def url(name: str, **query) -> str:
    controller, action = name.split(".")
    return f"/?controller={controller}Controller&action={action}" + "".join(f"&{k}={v}" for k, v in query.items())


def told(world) -> list[str]:
    return [one["text"] for one in world.admin.get("/messages").json()]


def names(response) -> list[str]:
    return [one.name for one in response.context["groups"]]


def test_a_group_is_made_changed_and_removed(world):
    made = world.admin.post(url("GroupCreation.save"), {"name": "Sailors", "external_id": "cn=sailors"})
    group = Group.objects.get()
    assert made["Location"] == f"/group/{group.pk}/members"
    assert (group.name, group.external_id) == ("Sailors", "cn=sailors")
    world.admin.post(url("GroupModification.save", group_id=group.pk), {"name": "Rowers", "external_id": ""})
    group.refresh_from_db()
    assert (group.name, group.external_id) == ("Rowers", "")
    assert world.admin.post(url("GroupList.remove", group_id=group.pk))["Location"] == "/groups"
    assert not Group.objects.exists()
    assert told(world) == ["Group “Sailors” made.", "Group “Rowers” changed.", "Group “Rowers” removed."]
    kinds = AuditEntry.objects.filter(kind__startswith="group.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["group.created", "group.changed", "group.removed"]


@pytest.mark.parametrize("name", ["", " ", "Gardeners", "x" * 192])
def test_a_wrong_name_is_refused_in_words(world, group, name):
    page = world.admin.post(url("GroupCreation.save"), {"name": name, "external_id": ""})
    assert page.status_code == 422
    assert page.context["form"].errors
    assert Group.objects.count() == 1


@pytest.mark.parametrize("typed", ["outsider", "Outsider (outsider)", "OUTS", "{pk}"])
def test_a_member_is_added_by_name_or_number(world, group, typed):
    outsider = world.people["outsider"]
    typed = typed.format(pk=outsider.pk)
    answer = world.admin.post(url("GroupList.addUser", group_id=group.pk), {"user_id": typed})
    assert answer["Location"] == f"/group/{group.pk}/members"
    assert told(world) == ["Outsider added."]
    assert GroupMember.objects.filter(group=group, user=outsider).exists()


def test_a_program_names_the_group_in_its_form(world, group):
    data = {"group_id": group.pk, "user_id": world.people["outsider"].pk}
    world.admin.post(url("GroupList.addUser"), data)
    assert GroupMember.objects.count() == 2


@pytest.mark.parametrize("typed", ["", "nobody here", "ch", "member", "999999"])
def test_who_is_nobody_or_several_or_in_already_is_not_added(world, group, typed):
    User.objects.create(username="charon")
    world.admin.post(url("GroupList.addUser", group_id=group.pk), {"user_id": typed})
    assert GroupMember.objects.count() == 1
    assert len(told(world)) == 1


def test_a_member_is_taken_out_after_it_was_said_what_that_means(world, group):
    member = world.people["member"]
    question = text(world.admin.get(url("GroupList.dissociate", group_id=group.pk, user_id=member.pk)))
    assert "Member leaves “Gardeners”, and loses its role in 1 project." in question
    world.admin.post(url("GroupList.removeUser", group_id=group.pk, user_id=member.pk))
    assert not GroupMember.objects.exists()
    assert world.admin.post(url("GroupList.removeUser", group_id=group.pk, user_id=member.pk)).status_code == 404


def test_a_removal_says_in_numbers_what_is_lost(world, group):
    question = text(world.admin.get(url("GroupList.confirm", group_id=group.pk)))
    assert "“Gardeners” has 1 member and a role in 1 project." in question
    world.admin.post(url("GroupList.remove", group_id=group.pk))
    assert not ProjectGroup.objects.exists()
    assert User.objects.filter(username="member").exists()


def test_group_and_permissions_lead_to_each_other(world, group):
    there = f"/project/{world.project.pk}/permissions"
    page = text(world.admin.get(f"/group/{group.pk}/members"))
    assert there in page
    assert "Viewer" in page
    assert f"/group/{group.pk}/members" in text(world.admin.get(there))
    assert f"/group/{group.pk}/members" not in text(world.manager.get(there))


def test_the_list_is_searched_and_ordered(world, group):
    create_group(actor=APPLICATION, name="Anglers")
    assert names(world.admin.get("/groups")) == ["Anglers", "Gardeners"]
    assert names(world.admin.get("/groups?order=members")) == ["Gardeners", "Anglers"]
    assert names(world.admin.get("/groups?order=-members")) == ["Anglers", "Gardeners"]
    assert names(world.admin.get("/groups?order=nonsense")) == ["Anglers", "Gardeners"]
    assert names(world.admin.get("/groups?search=GARD")) == ["Gardeners"]
    assert "No group has this name" in text(world.admin.get("/groups?search=x'%25"))


@pytest.mark.parametrize("path", ["/groups", "/groups?order=members&page=2", "/group/{group}/members"])
def test_pages_cost_the_same_for_a_thousand_groups_and_members(world, group, path):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert world.admin.get(path.format(group=group.pk)).status_code == 200
        return len(queries)

    def fill(first: int, last: int) -> None:
        groups = Group.objects.bulk_create(Group(name=f"Group {n:04}") for n in range(first, last))
        people = User.objects.bulk_create(User(username=f"user{n:04}") for n in range(first, last))
        GroupMember.objects.bulk_create(GroupMember(group=group, user=person) for person in people)
        GroupMember.objects.bulk_create(GroupMember(group=one, user=people[0]) for one in groups)
        ProjectGroup.objects.bulk_create(ProjectGroup(project=world.project, group=one, role="x") for one in groups)

    fill(0, 60)
    few = (count(), count())[1]
    fill(60, 1000)
    assert count() == few == (8 if "group}" in path else 5)


@pytest.mark.parametrize("typed", ["Мария Иванова", "мария и", "Мария Иванова (masha)", "MASHA"])
def test_who_joins_is_found_among_many_at_the_same_price(world, typed):
    group = create_group(actor=APPLICATION, name="Gardeners")
    User.objects.create(username="masha", name="Мария Иванова")
    add = url("GroupList.addUser", group_id=group.pk)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            world.admin.post(add, {"user_id": typed})
        assert GroupMember.objects.filter(group=group).delete()[0] == 1
        asked = [one["sql"] for one in queries if "REGEXP" in one["sql"] or "~*" in one["sql"]]
        assert all("LIMIT" in sql for sql in asked)
        return len(queries)

    count()
    few = count()
    User.objects.bulk_create(User(username=f"p{n}", name=f"Мария {n}", password="!") for n in range(40))
    assert count() == few
