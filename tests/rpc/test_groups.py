"""The procedures of groups and their members."""

from __future__ import annotations

from typing import Any

import pytest

from boards.models import Group, GroupMember, User
from boards.queries.groups import get_group_object, list_group_members, list_group_objects, list_groups_of_user
from tests.conftest import Rpc


def test_a_group_comes_back_as_it_was_made(rpc: Rpc):
    group_id = rpc.createGroup("Team", "ext")
    assert rpc.getGroup(group_id) == {"id": group_id, "external_id": "ext", "name": "Team"}
    assert rpc.createGroup("Team") is False
    assert rpc.createGroup(None) is False
    other = rpc.createGroup("")
    assert rpc.getGroup(other) == {"id": other, "external_id": "", "name": ""}


def test_an_update_leaves_alone_what_is_null(rpc: Rpc):
    group_id, other = rpc.createGroup("Team", "ext"), rpc.createGroup("Crew")
    assert rpc.updateGroup(group_id, "Gang") is True
    assert rpc.updateGroup(group_id=group_id, external_id="x") is True
    assert rpc.updateGroup(group_id) is True
    assert rpc.updateGroup(group_id, "Crew") is False
    assert rpc.updateGroup(99999999, "x") is True
    assert rpc.getGroup(group_id) == {"id": group_id, "external_id": "x", "name": "Gang"}
    assert rpc.getGroup(other) == {"id": other, "external_id": "", "name": "Crew"}


@pytest.mark.parametrize("unknown", [99999999, 0, "", "x", None, [], {}])
def test_an_unknown_group_is_nothing(rpc: Rpc, unknown):
    user_id = rpc.createUser("anna", "secret-pw")
    assert rpc.getGroup(unknown) is None
    assert rpc.removeGroup(unknown) is False
    assert rpc.addGroupMember(unknown, user_id) is False
    assert rpc.removeGroupMember(unknown, user_id) is False
    assert rpc.isGroupMember(unknown, user_id) is False
    assert rpc.getGroupMembers(unknown) == []
    assert rpc.getMemberGroups(unknown) == []


def test_groups_are_listed_bytewise_with_their_size(rpc: Rpc):
    ids = {name: rpc.createGroup(name) for name in ("b", "Z", "a")}
    for name in ("anna", "bert"):
        rpc.addGroupMember(ids["b"], rpc.createUser(name, "secret-pw"))
    answer = rpc.getAllGroups()
    assert answer == [
        {"id": ids["Z"], "name": "Z", "external_id": "", "nb_users": 0},
        {"id": ids["a"], "name": "a", "external_id": "", "nb_users": 0},
        {"id": ids["b"], "name": "b", "external_id": "", "nb_users": 2},
    ]
    assert list(answer[0]) == ["id", "name", "external_id", "nb_users"]


def test_members_are_listed_in_the_order_of_joining(rpc: Rpc):
    group_id = rpc.createGroup("Team")
    anna, bert = rpc.createUser("anna", "secret-pw"), rpc.createUser("bert", "secret-pw")
    rpc.disableUser(anna)
    assert rpc.addGroupMember(group_id, bert) is True
    assert rpc.addGroupMember(group_id, anna) is True
    assert rpc.addGroupMember(group_id, anna) is False
    assert rpc.addGroupMember(group_id, 99999999) is False
    members = rpc.getGroupMembers(group_id)
    assert members == [
        {"group_id": group_id, "user_id": bert, **rpc.getUser(bert)},
        {"group_id": group_id, "user_id": anna, **rpc.getUser(anna)},
    ]
    assert list(members[0])[:4] == ["group_id", "user_id", "id", "username"]
    assert rpc.isGroupMember(group_id, anna) is True
    assert rpc.removeGroupMember(group_id, anna) is True
    assert rpc.removeGroupMember(group_id, anna) is False
    assert rpc.isGroupMember(group_id, anna) is False
    assert rpc.removeGroup(group_id) is True
    assert rpc.removeGroup(group_id) is False
    assert not GroupMember.objects.exists()


def test_the_groups_of_a_member_are_listed_bytewise(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw")
    ids = {name: rpc.createGroup(name, "ext") for name in ("b", "Z", "a")}
    for name in ("b", "Z"):
        rpc.addGroupMember(ids[name], user_id)
    assert rpc.getMemberGroups(user_id) == [
        {"id": ids["Z"], "external_id": "ext", "name": "Z"},
        {"id": ids["b"], "external_id": "ext", "name": "b"},
    ]


PROCEDURES: list[tuple[str, tuple[Any, ...]]] = [
    ("createGroup", ("x",)),
    ("updateGroup", (1, "x")),
    ("removeGroup", (1,)),
    ("getGroup", (1,)),
    ("getAllGroups", ()),
    ("getMemberGroups", (1,)),
    ("getGroupMembers", (1,)),
    ("addGroupMember", (1, 1)),
    ("removeGroupMember", (1, 1)),
    ("isGroupMember", (1, 1)),
]


def test_groups_are_the_business_of_administrators(rpc: Rpc):
    rpc.createUser(username="anna", password="secret-pw", role="app-manager")
    for method, args in PROCEDURES:
        assert rpc.user("anna").answer(method, *args)[0] == 403, method
    assert not Group.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("size", [10, 200])
def test_a_list_of_groups_or_members_costs_one_statement(django_assert_num_queries, size):
    users = User.objects.bulk_create(User(username=f"user{number}") for number in range(size))
    groups = Group.objects.bulk_create(Group(name=f"group{number}") for number in range(size))
    GroupMember.objects.bulk_create(GroupMember(group=groups[0], user=user) for user in users)
    GroupMember.objects.bulk_create(GroupMember(group=group, user=users[0]) for group in groups[1:])
    with django_assert_num_queries(1):
        assert len(list_group_objects()) == size
    with django_assert_num_queries(1):
        assert len(list_group_members(groups[0].pk)) == size
    with django_assert_num_queries(1):
        assert len(list_groups_of_user(users[0].pk)) == size
    with django_assert_num_queries(1):
        assert get_group_object(groups[0].pk).name == "group0"
