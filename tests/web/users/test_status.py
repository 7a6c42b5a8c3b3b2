"""Enabling, disabling and removing accounts in the browser (web.md 9.5)."""

from __future__ import annotations

import re

import pytest

from boards.models import Task, User
from tests.web.asking import text


def url(action: str, user: User) -> str:
    return f"/?controller=UserStatusController&action={action}&user_id={user.pk}"


@pytest.fixture
def member(world) -> User:
    member = world.people["member"]
    for title in ("One", "Two"):
        world.task(title, owner_id=member.pk)
    return member


def test_what_there_is_is_said_in_numbers(world, member):
    for action in ("confirmDisable", "confirmRemove"):
        page = text(world.admin.get(url(action, member)))
        assert "2 open tasks" in page
        assert " comment" not in page.partition('class="departure"')[2].partition("<form")[0]
        assert "Chief (chief)" in page
    assert "It has no open work." in text(world.admin.get(url("confirmRemove", world.people["outsider"])))


def test_an_account_is_disabled_and_enabled(world, member):
    assert world.admin.post(url("disable", member), {"work": "leave"})["Location"] == "/users"
    assert not User.objects.get(pk=member.pk).is_active
    assert Task.objects.filter(owner=member).count() == 2
    world.admin.post(url("enable", member))
    assert User.objects.get(pk=member.pk).is_active


def test_an_account_is_removed_and_its_work_handed_over(world, member):
    sent = {"work": "hand-over", "heir": "Chief (chief)"}
    assert world.admin.post(url("remove", member), sent)["Location"] == "/users"
    assert not User.objects.filter(pk=member.pk).exists()
    assert Task.objects.filter(owner=world.people["chief"]).count() == 2


@pytest.mark.parametrize("heir", ["", "nobody", "member", "e"])
def test_an_heir_who_is_none_is_told_beside_the_field(world, member, heir):
    answer = world.admin.post(url("remove", member), {"work": "hand-over", "heir": heir})
    assert answer.status_code == 422
    assert re.search(r'id="id_heir_error"|form-errors', text(answer))
    assert User.objects.filter(pk=member.pk).exists()


def test_the_last_administrator_and_oneself_stay(world):
    admin, chief = world.people["admin"], world.people["chief"]
    for action in ("confirmDisable", "confirmRemove"):
        page = text(world.admin.get(url(action, admin)))
        assert "You are the last administrator." in page
        assert 'name="work"' not in page
    for action in ("disable", "remove"):
        assert world.admin.post(url(action, admin), {"work": "leave"}).status_code == 422
    User.objects.filter(pk=chief.pk).update(role="app-admin")
    assert "This is your own account." in text(world.admin.get(url("confirmRemove", admin)))
    assert world.admin.post(url("remove", admin), {"work": "leave"}).status_code == 422
    assert world.admin.post(url("remove", chief), {"work": "leave"})["Location"] == "/users"
    assert list(User.objects.filter(role="app-admin")) == [admin]


def test_the_pages_of_an_account_lead_to_these(world, member):
    page = text(world.admin.get(f"/user/show/{member.pk}"))
    assert "action=confirmDisable" in page
    assert "action=confirmRemove" in page
    assert "action=confirmRemove" not in text(world.admin.get(f"/user/show/{world.people['admin'].pk}"))
    assert "action=confirmRemove" not in text(world.member.get(f"/user/show/{member.pk}"))
