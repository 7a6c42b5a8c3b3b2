"""The list of users, for administrators (web.md 9.5)."""

from __future__ import annotations

import re

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.dates import DAY, now
from boards.models import Group, GroupMember, LastLogin, User
from tests.web.asking import text


def names(client, query: str = "") -> list[str]:
    """User names in the order of the list."""
    found = client.get(f"/users{query}").context["users"]
    return [one.username for one in found]


def test_everybody_is_listed_by_user_name(world):
    assert names(world.admin) == sorted(world.people)
    row = re.search(r"<tr>(?:(?!</tr>).)*?chief@example.com.*?</tr>", text(world.admin.get("/users")), re.S)[0]
    for said in ("Chief", "Manager", "never", f"#{world.people['chief'].pk}"):
        assert said in row


def test_a_row_says_what_is_special_about_an_account(world):
    AccessAttempt.objects.create(username="viewer", failures_since_start=3, ip_address="10.0.0.1", user_agent="x")
    AccessAttempt.objects.create(username="member", failures_since_start=2, ip_address="10.0.0.1", user_agent="x")
    User.objects.filter(username="viewer").update(is_active=False, is_ldap_user=True, twofactor_activated=True)
    row = text(world.admin.get("/users?search=viewer"))
    assert [word in row for word in (">Disabled<", "Locked", "Remote", "Second factor</span>")] == [True] * 4
    row = text(world.admin.get("/users?search=member"))
    assert [word in row for word in ("Disabled</span>", "Locked", "Remote", "Second factor</span>")] == [False] * 4


@pytest.mark.parametrize("part", ["view", "VIEW", "viewer@example", "Viewer"])
def test_a_part_of_a_name_or_address_finds_somebody(world, part):
    assert names(world.admin, f"?search={part}") == ["viewer"]
    assert names(world.admin, f"?search={part}%") == []
    assert "Nobody matches" in text(world.admin.get(f"/users?search={part}%25"))


def test_it_is_filtered_by_state_role_group_and_second_factor(world):
    crew = Group.objects.create(name="Crew")
    GroupMember.objects.create(group=crew, user=world.people["member"])
    User.objects.filter(username="viewer").update(is_active=False, twofactor_activated=True)
    assert names(world.admin, "?status=disabled") == names(world.admin, "?factor=on") == ["viewer"]
    assert "viewer" not in names(world.admin, "?status=active") + names(world.admin, "?factor=off")
    assert names(world.admin, "?role=app-manager") == ["chief"]
    assert names(world.admin, f"?group={crew.pk}") == names(world.admin, "?group=cre") == ["member"]
    assert names(world.admin, "?status=active&role=app-admin&factor=off") == ["admin"]
    assert "Crew" in text(world.admin.get("/users?search=member"))


def test_it_is_filtered_by_the_last_sign_in(world):
    for name, days in (("chief", 1), ("viewer", 20), ("member", 40), ("manager", 100), ("manager", 200)):
        LastLogin.objects.create(
            user=world.people[name], auth_type="Database", ip="", user_agent="", date_creation=now() - days * DAY
        )
    LastLogin.objects.filter(user=world.people["admin"]).delete()
    assert names(world.admin, "?seen=week") == ["chief"]
    assert names(world.admin, "?seen=month") == ["chief", "viewer"]
    assert names(world.admin, "?seen=not+month") == ["manager", "member"]
    assert names(world.admin, "?seen=not+quarter") == ["manager"]
    assert names(world.admin, "?seen=never") == ["admin", "outsider"]
    assert names(world.admin, "?order=seen")[:4] == ["chief", "viewer", "member", "manager"]


def test_it_is_ordered_by_what_one_likes(world):
    User.objects.filter(username="viewer").update(name=None)
    User.objects.filter(username="chief").update(name="aaron", is_active=False)
    assert names(world.admin, "?order=name")[0] == "chief"
    assert names(world.admin, "?order=name&direction=DESC")[0] == "viewer"
    assert names(world.admin, "?order=status&direction=desc")[0] == "chief"
    assert names(world.admin, "?order=id&direction=DESC")[0] == "outsider"
    for order in ("email", "role", "type", "factor", "password", "nonsense"):
        assert len(names(world.admin, f"?order={order}&page=9")) == len(world.people)


def test_a_list_of_ten_thousand_costs_as_many_statements_as_a_short_one(world):
    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            world.admin.get(f"/users{query}")
        return len(queries)

    asked = ("", "?search=e&order=seen&seen=never&group=re", "?order=name&page=2")
    User.objects.bulk_create(User(username=f"p{n}", password="!") for n in range(30))
    GroupMember.objects.create(group=Group.objects.create(name="Crew"), user=world.people["member"])
    world.admin.get("/users")
    few = [count(query) for query in asked]
    people = User.objects.bulk_create(User(username=f"q{n}", email=f"q{n}@e.org", password="!") for n in range(10_000))
    groups = Group.objects.bulk_create(Group(name=f"Gre {n}") for n in range(1_000))
    GroupMember.objects.bulk_create(
        GroupMember(group=groups[n % 1_000], user=person) for n, person in enumerate(people)
    )
    assert [count(query) for query in asked] == few == [6, 6, 6]
    page = world.admin.get("/users?page=3")
    assert len(page.context["users"]) == 30
    assert 'name="group" value=""' in text(page)


def test_seven_groups_are_named_and_the_others_counted(world):
    for number in range(9):
        group = Group.objects.create(name=f"G{number}")
        GroupMember.objects.create(group=group, user=world.people["viewer"])
    page = text(world.admin.get("/users?search=viewer"))
    assert "G0, G1, G2, G3, G4, G5, G6" in page
    assert "and 2 more" in page


def test_the_administration_leads_here_and_back(world):
    assert 'href="/admin/boards/user/"' in text(world.admin.get("/users"))
    assert 'href="/users"' in text(world.admin.get("/admin/boards/user/"))
    assert 'href="/users"' in text(world.admin.get("/dashboard"))
    assert 'href="/users"' not in text(world.chief.get("/dashboard"))


def test_a_row_that_is_kept_drawn_is_drawn_anew_for_another_reader_and_another_value(world):
    User.objects.filter(username="chief").update(role="app-admin")
    admin, chief = world.people["admin"].pk, world.people["chief"].pk
    pages = [text(client.get("/users")) for client in (world.admin, world.chief, world.admin)]
    rows = [next(row for row in page.split("<tr>") if f">#{chief}<" in re.sub(r"\s+", "", row)) for page in pages]
    assert ["Disable…" in row for row in rows] == [True, False, True]
    User.objects.filter(pk=admin).update(name="Olga")
    assert "Olga" in text(world.chief.get("/users"))
