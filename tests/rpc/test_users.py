"""The procedures of users, and getMe."""

from __future__ import annotations

from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.errors import NotFound
from boards.models import User
from boards.queries.users import get_me_object, get_user_object, get_user_object_by_name, list_user_objects
from boards.services.users import create_user, ensure_admin
from tests.conftest import Rpc


def row(user_id: int, **values: Any) -> dict[str, Any]:
    """The object of a new account in the order of the wire."""
    return {
        "id": user_id,
        "username": "anna",
        "password": "",
        "is_admin": 0,
        "is_ldap_user": 0,
        "name": "",
        "email": "",
        "google_id": None,
        "github_id": None,
        "notifications_enabled": 0,
        "timezone": None,
        "language": None,
        "disable_login_form": 0,
        "twofactor_activated": 0,
        "twofactor_secret": None,
        "token": "",
        "notifications_filter": 4,
        "nb_failed_login": 0,
        "lock_expiration_date": 0,
        "is_project_admin": 0,
        "gitlab_id": None,
        "role": "app-user",
        "is_active": 1,
        "avatar_path": None,
        "api_access_token": None,
        "filter": None,
        "theme": "light",
        **values,
    }


def test_a_user_comes_back_as_he_was_made(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw", "Anna", "anna@example.org", "app-manager")
    expected = row(user_id, name="Anna", email="anna@example.org", role="app-manager")
    for answer in (rpc.getUser(user_id), rpc.getUser(str(user_id)), rpc.getUserByName("anna"), rpc.getAllUsers()[0]):
        assert answer == expected
        assert list(answer) == list(expected)


def test_the_account_of_the_first_start_keeps_its_old_flag(rpc: Rpc):
    ensure_admin("secret-pw")
    first = User.objects.get()
    User.objects.filter(pk=first.pk).update(id=1)
    chief = rpc.createUser("chief", "secret-pw", "", "", "app-admin")
    assert [(rpc.getUser(pk)["is_admin"], rpc.getUser(pk)["is_project_admin"]) for pk in (1, chief)] == [(1, 0), (0, 0)]
    assert [one["is_admin"] for one in rpc.getAllUsers()] == [1, 0]
    group = rpc.createGroup("G")
    rpc.addGroupMember(group, 1)
    assert rpc.getGroupMembers(group)[0]["is_admin"] == 1


def test_no_secret_leaves_the_house(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw")
    User.objects.update(token="t" * 60, twofactor_secret="s", twofactor_activated=True, is_ldap_user=True)
    assert rpc.getUser(user_id) == row(user_id, twofactor_activated=1, is_ldap_user=1)
    with pytest.raises(NotFound):
        get_me_object(user_id + 1000)
    me = get_me_object(user_id)
    assert (me.token, me.api_access_token, me.twofactor_secret) == ("", None, None)
    assert (me.is_ldap_user, me.twofactor_activated) == (True, True)


@pytest.mark.parametrize("unknown", [99999999, 0, -1, "", "x", None, 1.5, [], {}])
def test_an_unknown_user_is_nothing(rpc: Rpc, unknown):
    assert rpc.getUser(unknown) is None
    assert rpc.isActiveUser(unknown) is False
    assert rpc.removeUser(unknown) is False
    assert rpc.disableUser(unknown) is True
    assert rpc.enableUser(unknown) is True


def test_a_user_name_is_found_by_its_exact_spelling(rpc: Rpc):
    rpc.createUser("anna", "secret-pw")
    assert rpc.getUserByName("Anna") is None
    assert rpc.getUserByName("") is None
    assert rpc.getUserByName(None) is None


@pytest.mark.parametrize(
    "values",
    [
        {"username": ""},
        {"username": None},
        {"username": " taken "},
        {"username": "u" * 192},
        {"password": "12345"},
        {"password": None},
        {"email": "not an address"},
        {"role": "app-god"},
        {"role": ""},
        {"role": None},
    ],
)
def test_bad_values_make_no_user(rpc: Rpc, values):
    rpc.createUser("taken", "secret-pw")
    assert rpc.createUser(**{"username": "anna", "password": "secret-pw", **values}) is False
    assert list(User.objects.values_list("username", flat=True)) == ["taken"]


def test_numbers_serve_as_texts(rpc: Rpc):
    user_id = rpc.createUser(username=4711, password=123456, name=5, email=None)
    assert rpc.getUser(user_id) == row(user_id, username="4711", name="5", email=None)


@pytest.mark.parametrize("name", ["username", "password", "email"])
def test_a_list_is_no_text(rpc: Rpc, name):
    assert rpc.error("createUser", **{"username": "anna", "password": "secret-pw", name: ["x"]}) == -32602
    assert not User.objects.exists()


def test_an_update_leaves_alone_what_is_null(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw", "Anna")
    assert rpc.updateUser(id=user_id, email="a@example.org", name=None) is True
    assert rpc.updateUser(str(user_id), "bert", None, None, "app-manager") is True
    assert rpc.updateUser(user_id) is True
    expected = row(user_id, username="bert", name="Anna", email="a@example.org", role="app-manager")
    assert rpc.getUser(user_id) == expected


def test_a_refused_update_changes_nothing(rpc: Rpc):
    rpc.createUser("taken", "secret-pw")
    user_id = rpc.createUser("anna", "secret-pw")
    for values in ({"username": "taken"}, {"username": ""}, {"email": "x"}, {"role": "x"}, {"role": ""}):
        assert rpc.updateUser(id=user_id, name="Other", **values) is False
    assert rpc.updateUser(id="", name="Other") is False
    assert rpc.updateUser(id="x", name="Other") is False
    assert rpc.updateUser(id=99999999, name="Other") is True
    assert rpc.getUser(user_id) == row(user_id)


def test_a_user_is_disabled_and_enabled(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw")
    assert rpc.isActiveUser(user_id) is True
    assert rpc.disableUser(user_id) is True
    assert (rpc.isActiveUser(user_id), rpc.getUser(user_id)["is_active"]) == (False, 0)
    assert rpc.user("anna").answer("getMe")[0] == 401
    assert rpc.enableUser(user_id) is True
    assert rpc.isActiveUser(user_id) is True


def test_a_user_is_removed_once(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw")
    assert rpc.removeUser(user_id) is True
    assert rpc.removeUser(user_id) is False
    assert rpc.getAllUsers() == []


def test_the_last_administrator_can_not_be_lost(rpc: Rpc):
    user_id = rpc.createUser(username="root", password="secret-pw", role="app-admin")
    assert rpc.removeUser(user_id) is False
    assert rpc.disableUser(user_id) is False
    assert rpc.updateUser(id=user_id, role="app-user") is False
    assert rpc.getUser(user_id) == row(user_id, username="root", role="app-admin")


def test_administrators_do_not_remove_themselves(rpc: Rpc):
    rpc.createUser(username="other", password="secret-pw", role="app-admin")
    user_id = rpc.createUser(username="root", password="secret-pw", role="app-admin")
    assert rpc.user("root").removeUser(user_id) is False
    assert rpc.user("root").disableUser(user_id) is False
    assert rpc.isActiveUser(user_id) is True


def test_users_are_listed_bytewise(rpc: Rpc):
    for name in ("b", "Z", "ä", "a"):
        rpc.createUser(name, "secret-pw")
    assert [user["username"] for user in rpc.getAllUsers()] == ["Z", "a", "b", "ä"]


def test_without_ldap_there_are_no_ldap_users(rpc: Rpc):
    assert rpc.error("createLdapUser", "anna") == 0
    assert not User.objects.exists()


def test_me_is_the_caller(rpc: Rpc):
    user_id = rpc.createUser("anna", "secret-pw", "Anna")
    expected = row(user_id, name="Anna", is_ldap_user=False, twofactor_activated=False)
    for key in ("password", "is_admin", "is_project_admin"):
        del expected[key]
    answer = rpc.user("anna").getMe()
    assert answer == expected
    assert list(answer) == list(expected)
    assert answer["is_ldap_user"] is False
    assert rpc.answer("getMe")[0] == 403


PROCEDURES: list[tuple[str, tuple[Any, ...]]] = [
    ("createUser", ("x", "secret-pw")),
    ("createLdapUser", ("x",)),
    ("getUser", (1,)),
    ("getUserByName", ("anna",)),
    ("getAllUsers", ()),
    ("updateUser", (1, "x")),
    ("removeUser", (1,)),
    ("disableUser", (1,)),
    ("enableUser", (1,)),
    ("isActiveUser", (1,)),
]


@pytest.mark.parametrize("role", ["app-user", "app-manager"])
def test_users_are_the_business_of_administrators(rpc: Rpc, role):
    rpc.createUser(username="anna", password="secret-pw", role=role)
    for method, args in PROCEDURES:
        assert rpc.user("anna").answer(method, *args)[0] == 403, method
    assert list(User.objects.values_list("username", "is_active")) == [("anna", True)]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [10, 200])
def test_reading_users_costs_one_statement(django_assert_num_queries, size):
    User.objects.bulk_create(User(username=f"user{number}") for number in range(size))
    user = create_user(actor=APPLICATION, username="anna", password="secret-pw")
    with django_assert_num_queries(1):
        assert len(list_user_objects()) == size + 1
    with django_assert_num_queries(3):
        assert {
            one.id for one in (get_user_object(user.pk), get_user_object_by_name("anna"), get_me_object(user.pk))
        } == {user.pk}
