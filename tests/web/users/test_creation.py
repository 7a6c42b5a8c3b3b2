"""Accounts that an administrator makes (web.md 9.5)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from boards.models import AuditEntry, Project, ProjectUser, User, UserNotificationType
from tests.web.asking import text

SHOW = "/?controller=UserCreationController&action=show"
SAVE = "/?controller=UserCreationController&action=save"
SENT = {"username": "nina", "password": "secret-pw", "confirmation": "secret-pw", "role": "app-user"}


def made() -> User:
    return User.objects.get(username="nina")


def test_an_account_with_all_fields_is_a_member_at_once(world):
    more = {
        "name": "Nina", "email": "nina@example.org", "role": "app-manager", "timezone": "Europe/Berlin",
        "language": "de_DE", "filter": "assignee:me", "disable_login_form": "1", "notifications_enabled": "1",
        "project_id": world.project.pk,
    }  # fmt: skip
    answer = world.admin.post(SAVE, {**SENT, **more})
    user = made()
    assert answer["Location"] == f"/user/show/{user.pk}"
    assert check_password("secret-pw", user.password)
    stored = (user.name, user.email, user.role, user.timezone, user.language, user.filter)
    assert stored == ("Nina", "nina@example.org", "app-manager", "Europe/Berlin", "de_DE", "assignee:me")
    assert (user.disable_login_form, user.is_ldap_user, user.notifications_enabled) == (True, False, True)
    assert UserNotificationType.objects.filter(user=user).count() == 2
    assert ProjectUser.objects.get(user=user).role == "project-member"
    assert AuditEntry.objects.filter(kind="user.created", subject="nina", actor=world.people["admin"]).count() == 1
    assert "secret-pw" not in str(list(AuditEntry.objects.values_list()))


def test_a_remote_account_has_no_password_here(world):
    world.admin.post(SAVE, {"username": "nina", "role": "app-user", "is_ldap_user": "1", "password": "secret-pw"})
    assert made().is_ldap_user
    assert (made().timezone, made().language) == ("", "")
    assert not made().has_usable_password()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"username": ""}, "This field is required"),
        ({"username": "chief"}, "This user name is taken."),
        ({"username": "jsonrpc"}, "This name belongs to the application."),
        ({"username": "u" * 192}, "at most 191 characters"),
        ({"password": "12345", "confirmation": "12345"}, "at least 6 characters"),
        ({"confirmation": "other-pw"}, "The two are not the same."),
        ({"password": "", "confirmation": ""}, "This field is required"),
        ({"email": "nobody"}, "This is no address."),
        ({"role": "app-king"}, "Select a valid choice"),
        ({"timezone": "Moon/Base"}, "Select a valid choice"),
        ({"language": "xx_XX"}, "Select a valid choice"),
        ({"project_id": "999"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays(world, wrong, sentence):
    answer = world.admin.post(SAVE, {**SENT, "name": "Nina typed", **wrong})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'value="Nina typed"' in text(answer)
    assert "secret-pw" not in text(answer)
    assert not User.objects.filter(name="Nina typed").exists()


def test_without_its_project_there_is_no_account(world, monkeypatch):
    """One transaction: the project has become a personal one since the form was shown."""
    monkeypatch.setattr("boards.web.users.creation.list_team_projects", lambda: {world.project.pk: "Harbour"})
    Project.objects.update(is_private=True)
    answer = world.admin.post(SAVE, {**SENT, "project_id": world.project.pk})
    assert "A personal project has one member." in text(answer)
    assert not User.objects.filter(username="nina").exists()
    assert not AuditEntry.objects.filter(kind="user.created").exists()


def test_only_open_team_projects_are_offered(world):
    assert ">Harbour<" in text(world.admin.get(SHOW))
    Project.objects.update(is_active=False)
    assert ">Harbour<" not in text(world.admin.get(SHOW))
