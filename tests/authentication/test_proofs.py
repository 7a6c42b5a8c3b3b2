"""A right password is checked once a session, and its proof dies with whatever it rests on (decisions.md 2)."""

from __future__ import annotations

import json
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.actors import APPLICATION
from boards.authentication.backends import PasswordBackend
from boards.authentication.cleaning import forget_stale_sign_ins
from boards.authentication.tokens import end_all_tokens, end_token, make_token
from boards.dates import now
from boards.errors import Conflict, Invalid, NotFound
from boards.models import LastLogin, PasswordProof, Project, User
from boards.services.users import change_password, disable_user, enable_user
from tests.conftest import Rpc

PASSWORD = "secret-pw"


@pytest.fixture
def checks(monkeypatch) -> list[str]:
    """The passwords that were really checked against a hash."""
    seen: list[str] = []
    original = PasswordBackend.authenticate

    def watch(self, request, username=None, password=None, **kwargs):
        seen.append(password)
        return original(self, request, username=username, password=password, **kwargs)

    monkeypatch.setattr(PasswordBackend, "authenticate", watch)
    return seen


def test_the_second_call_costs_one_statement_and_no_hash(anna, checks):
    rpc = Rpc("anna", PASSWORD)
    rpc.getVersion()
    with CaptureQueriesContext(connection) as statements:
        rpc.getVersion()
    assert (len(statements), checks) == (1, [PASSWORD])


def test_ten_calls_make_one_session_and_one_sign_in(anna):
    for _ in range(10):
        Rpc("anna", PASSWORD).getVersion()
    assert (Session.objects.count(), PasswordProof.objects.count()) == (1, 1)
    assert list(LastLogin.objects.values_list("auth_type", flat=True)) == ["Database"]


def test_an_application_call_opens_no_session_and_reads_no_table(db):
    rpc = Rpc()
    rpc.getVersion()
    with CaptureQueriesContext(connection) as statements:
        response = rpc.post('{"jsonrpc":"2.0","method":"getVersion","id":1}')
    assert (len(statements), response.cookies) == (0, {})
    assert not Session.objects.exists()


def test_a_proof_ends_with_the_password(anna):
    Rpc("anna", PASSWORD).getVersion()
    change_password(actor=APPLICATION, user=anna, password="another-pw")
    assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401
    assert Rpc("anna", "another-pw").answer("getVersion")[0] == 200


def test_a_proof_ends_with_the_account(anna):
    Rpc("anna", PASSWORD).getVersion()
    disable_user(actor=APPLICATION, user=anna)
    assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401
    enable_user(actor=APPLICATION, user=anna)
    assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 200


@pytest.mark.parametrize("end", ["delete", "expire"])
def test_a_proof_ends_with_its_session(anna, checks, end):
    Rpc("anna", PASSWORD).getVersion()
    if end == "delete":
        Session.objects.all().delete()
    else:
        Session.objects.update(expire_date=timezone.now())
    Rpc("anna", PASSWORD).getVersion()
    assert checks == [PASSWORD, PASSWORD]


@pytest.mark.parametrize("flag", ["twofactor_activated", "disable_login_form", "is_ldap_user"])
def test_a_proof_ends_when_the_password_may_not_be_used_any_more(anna, flag):
    token = make_token(actor=APPLICATION, user=anna, name="script")
    Rpc("anna", PASSWORD).getVersion()
    Rpc("anna", token).getVersion()
    User.objects.filter(pk=anna.pk).update(**{flag: True})
    assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401
    assert Rpc("anna", token).answer("getVersion")[0] == 200


def test_a_token_is_kept_as_a_digest_and_ends_when_taken(anna):
    token = make_token(actor=APPLICATION, user=anna, name="script")
    anna.refresh_from_db()
    assert (len(token), token in str(vars(anna))) == (60, False)
    rpc = Rpc("anna", token)
    rpc.getVersion()
    end_all_tokens(actor=APPLICATION, user=anna)
    assert rpc.answer("getVersion")[0] == 401


def test_each_program_has_a_token_that_ends_by_itself(anna):
    one, two = (make_token(actor=APPLICATION, user=anna, name=name) for name in ("script", "phone"))
    assert [Rpc("anna", token).answer("getVersion")[0] for token in (one, two)] == [200, 200]
    end_token(actor=APPLICATION, user=anna, token_id=anna.personal_tokens.get(name="script").pk)
    assert [Rpc("anna", token).answer("getVersion")[0] for token in (one, two)] == [401, 200]


def test_a_token_holds_until_its_day(anna, monkeypatch):
    token = make_token(actor=APPLICATION, user=anna, name="script", expiration=now() + 60)
    rpc = Rpc("anna", token)
    rpc.getVersion()
    monkeypatch.setattr("boards.authentication.proofs.now", lambda: now() + 61)
    assert rpc.answer("getVersion")[0] == 401
    PasswordProof.objects.all().delete()
    assert rpc.answer("getVersion")[0] == 401


def test_when_a_token_was_last_used_is_known(anna):
    token = make_token(actor=APPLICATION, user=anna, name="script")
    assert anna.personal_tokens.get().last_used == 0
    Rpc("anna", token).getVersion()
    assert now() - anna.personal_tokens.get().last_used < 60


def test_a_token_to_read_changes_nothing(anna):
    User.objects.filter(pk=anna.pk).update(role="app-admin")
    token = make_token(actor=APPLICATION, user=anna, name="report", scope="read")
    rpc = Rpc("anna", token)
    assert rpc.getMe()["username"] == "anna"
    assert [user["username"] for user in rpc.getAllUsers()] == ["anna"]
    for call in (("createProject", "Garden"), ("createMyPrivateProject", "Mine"), ("createUser", "ben", PASSWORD)):
        assert rpc.error(*call) == 403
    assert User.objects.count() == 1
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"name": " "}, {"name": "x" * 101}, {"name": "x", "scope": "all"}, {"name": "x", "expiration": 1}],
)
def test_a_token_needs_a_name_a_scope_and_a_day_to_come(anna, values):
    with pytest.raises(Invalid):
        make_token(actor=APPLICATION, user=anna, **values)
    assert not anna.personal_tokens.exists()


def test_an_account_has_fifty_tokens_at_most(anna):
    for number in range(50):
        make_token(actor=APPLICATION, user=anna, name=str(number))
    with pytest.raises(Conflict, match="at most 50 tokens"):
        make_token(actor=APPLICATION, user=anna, name="one more")


def test_nobody_ends_the_token_of_another(anna):
    bert = User.objects.create(username="bert", password="!")
    make_token(actor=APPLICATION, user=anna, name="script")
    with pytest.raises(NotFound):
        end_token(actor=APPLICATION, user=bert, token_id=anna.personal_tokens.get().pk)


def test_an_account_without_a_token_has_no_empty_one(anna):
    assert Rpc("anna", "").answer("getVersion")[0] == 401


def test_a_token_of_another_is_refused(anna):
    bert = User.objects.create(username="bert", password="!")
    token = make_token(actor=APPLICATION, user=bert, name="script")
    assert Rpc("anna", token).answer("getVersion")[0] == 401


def test_the_newest_ten_sign_ins_are_kept(anna):
    for _ in range(12):
        Session.objects.all().delete()
        Rpc("anna", PASSWORD).getVersion()
    assert LastLogin.objects.filter(user=anna).count() == 10


def test_stale_proofs_are_thrown_away(anna):
    Rpc("anna", PASSWORD).getVersion()
    Session.objects.update(expire_date=timezone.now())
    forget_stale_sign_ins()
    assert (Session.objects.count(), PasswordProof.objects.count()) == (0, 0)


def test_the_actor_knows_the_account(anna):
    User.objects.filter(pk=anna.pk).update(timezone="Europe/Vienna")
    assert Rpc("anna", PASSWORD).getTimezone() == "Europe/Vienna"
    assert (
        json.loads(Rpc("anna", PASSWORD).post('{"jsonrpc":"2.0","method":"getMe","id":1}').content)["result"]["id"]
        == anna.pk
    )


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_first_calls_with_a_token_open_one_session():
    user = User.objects.create(username="anna", password="!")
    token = make_token(actor=APPLICATION, user=user, name="script")
    answers: list[int] = []

    def call() -> None:
        try:
            answers.append(Rpc("anna", token).answer("getVersion")[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, Session.objects.count()) == ([200] * 20, 1)
