"""Three failures lock a name for passwords, over the API and the form together (decisions.md 1)."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from boards.actors import APPLICATION
from boards.authentication.backends import PasswordBackend
from boards.authentication.cleaning import forget_stale_sign_ins
from boards.authentication.lockout import count_failures, is_locked, seconds_to_wait, unlock_user
from boards.authentication.tokens import make_token
from boards.models import PasswordProof, User
from boards.services.users import change_password
from tests.conftest import Rpc

PASSWORD = "secret-pw"


def fail(name: str = "anna", times: int = 3, **headers: str) -> None:
    for _ in range(times):
        assert Rpc(name, "wrong").post('{"jsonrpc":"2.0","method":"getVersion","id":1}', **headers).status_code == 401


def status(name: str, password: str) -> int:
    return Rpc(name, password).answer("getVersion")[0]


def test_the_third_failure_locks_the_right_password_out(anna):
    fail(times=2)
    assert status("anna", PASSWORD) == 200
    fail(times=3)
    assert status("anna", PASSWORD) == 401
    assert is_locked("anna")


def test_a_success_over_the_api_clears_nothing(anna):
    """A victim's own program would give an attacker two new guesses with each of its calls."""
    assert status("anna", PASSWORD) == 200
    fail(times=2)
    for _ in range(2):
        assert status("anna", PASSWORD) == 200
    token = make_token(actor=APPLICATION, user=anna, name="script")
    for _ in range(2):
        assert status("anna", token) == 200
    assert count_failures("anna") == 2
    PasswordProof.objects.all().delete()
    assert status("anna", PASSWORD) == 200
    fail(times=1)
    assert status("anna", PASSWORD) == 401


def age(hours: int) -> None:
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=hours))


def test_a_count_below_the_limit_is_forgotten_after_a_day(anna):
    fail(times=2)
    age(hours=23)
    fail(times=1)
    assert is_locked("anna")
    unlock_user("anna")
    fail(times=2)
    age(hours=25)
    assert count_failures("anna") == 0
    fail(times=1)
    assert count_failures("anna") == 1
    assert status("anna", PASSWORD) == 200


def test_a_lock_is_never_forgotten(anna):
    fail(times=3)
    age(hours=1000)
    forget_stale_sign_ins()
    assert status("anna", PASSWORD) == 401


def note(address: str, failures: int, seconds_ago: int = 0) -> None:
    moment = timezone.now() - timedelta(seconds=seconds_ago)
    kept = {"username": "anna", "ip_address": address if "." in address or ":" in address else None}
    attempt = AccessAttempt.objects.create(failures_since_start=failures, user_agent=address, **kept)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=moment)


@pytest.mark.parametrize(
    ("rows", "address", "wait"),
    [
        ([("10.0.0.1", 3)], "10.0.0.1", 0),
        ([("10.0.0.1", 9)], "10.0.0.1", 320),
        ([("10.0.0.1", 90)], "10.0.0.1", 900),
        ([("10.0.0.1", 9)], "10.0.0.2", 30),
        ([("10.0.0.1", 90)], "10.0.0.2", 30),
        ([("10.0.0.1", 90), ("10.0.0.2", 1)], "10.0.0.2", 30),
        ([("10.0.0.1", 4)], "10.0.0.2", 10),
        ([("10.0.0.1", 101)], "10.0.0.2", 900),
        ([("2001:db8::1", 9)], "2001:db8::ffff", 320),
        ([("2001:db8::1", 9)], "2001:db8:1::1", 30),
        ([("10.0.0.1", 9)], "nonsense", 30),
    ],
)
def test_strangers_keep_an_owner_waiting_for_half_a_minute_at_most(anna, rows, address, wait):
    for network, failures in rows:
        note(network, failures)
    assert seconds_to_wait("anna", address) == wait


def test_an_owner_gets_in_while_a_stranger_waits(anna):
    note("10.0.0.1", 20, seconds_ago=31)
    assert seconds_to_wait("anna", "10.0.0.1") > 800
    assert seconds_to_wait("anna", "10.0.0.2") == 0


def test_the_command_unlocks_a_user(anna, capsys):
    fail(times=3)
    call_command("unlock", "anna")
    assert "3 failed sign-ins" in capsys.readouterr().out
    assert status("anna", PASSWORD) == 200
    with pytest.raises(CommandError, match="no user 'nobody'"):
        call_command("unlock", "nobody")


def test_changing_the_program_or_the_address_does_not_help(anna):
    for number in range(3):
        fail(times=1, **{"User-Agent": f"program {number}"})
    assert status("anna", PASSWORD) == 401


def test_a_batch_counts_once(anna):
    body = '[{"jsonrpc":"2.0","method":"getVersion","id":1},{"jsonrpc":"2.0","method":"getVersion","id":2}]'
    assert Rpc("anna", "wrong").post(body).status_code == 401
    assert count_failures("anna") == 1


def test_a_locked_name_is_not_counted_further(anna):
    fail(times=6)
    assert count_failures("anna") == 3
    assert AccessAttempt.objects.filter(username="anna").count() == 1


def test_the_answer_to_a_lock_is_the_ordinary_one(anna):
    wrong = Rpc("anna", "wrong").answer("getVersion")
    unknown = Rpc("nobody", "wrong").answer("getVersion")
    fail(times=2)
    assert Rpc("anna", PASSWORD).answer("getVersion") == wrong == unknown


def test_other_users_and_the_application_are_not_concerned(anna):
    User.objects.create(username="bert", password=make_password(PASSWORD))
    fail(times=3)
    assert status("bert", PASSWORD) == 200
    for _ in range(5):
        assert status("jsonrpc", "wrong") == 401
    assert status("jsonrpc", "test") == 200
    assert count_failures("jsonrpc") == 0


def test_a_personal_token_is_past_the_lock(anna):
    token = make_token(actor=APPLICATION, user=anna, name="script")
    fail(times=3)
    assert status("anna", token) == 200
    assert status("anna", PASSWORD) == 401


def test_a_proof_ends_with_the_lock_and_comes_back_with_the_unlock(anna):
    assert status("anna", PASSWORD) == 200
    fail(times=3)
    assert status("anna", PASSWORD) == 401
    unlock_user("anna")
    assert status("anna", PASSWORD) == 200


def test_unlocking_nobody_in_particular_unlocks_nobody(anna):
    fail(times=3)
    unlock_user("")
    assert is_locked("anna")


def test_a_failure_is_counted_whatever_the_form_of_the_request(anna):
    """Reading the fields of this request raises in Django; axes would, and would forget to count."""
    client = Client()
    for _ in range(3):
        client.post(
            "/jsonrpc.php",
            b'{"jsonrpc":"2.0","method":"getVersion","id":1}',
            content_type="multipart/form-data",
            headers={"Authorization": Rpc("anna", "wrong").authorization},
        )
    assert is_locked("anna")


def test_no_password_is_kept_or_logged(anna, caplog):
    with caplog.at_level(logging.DEBUG):
        Rpc("anna", "my-Secret-guess").answer("getVersion")
    (attempt,) = AccessAttempt.objects.all()
    assert "my-Secret-guess" not in str(vars(attempt)) + caplog.text
    assert "Sign-in of user 'anna' failed from 127.0.0.1" in caplog.text


def test_old_failures_under_names_that_nobody_has_are_forgotten(anna):
    fail("nobody", times=1)
    fail("anna", times=3)
    User.objects.create(username="bert")
    fail("bert", times=1)
    AccessAttempt.objects.update(attempt_time="2020-01-01T00:00:00Z")
    forget_stale_sign_ins()
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["anna"]


@pytest.mark.parametrize("name", ["", "x" * 300, "a\x00b"])
def test_impossible_names_are_refused_without_a_trace(db, name):
    assert status(name, "wrong") == 401
    assert not AccessAttempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_guesses_get_three_checks(monkeypatch):
    User.objects.create(username="anna", password=make_password(PASSWORD))
    checked: list[str] = []
    original = PasswordBackend.authenticate

    def watch(self, request, username=None, password=None, **kwargs):
        checked.append(password)
        return original(self, request, username=username, password=password, **kwargs)

    monkeypatch.setattr(PasswordBackend, "authenticate", watch)
    answers: list[int] = []

    def guess(number: int) -> None:
        try:
            answers.append(status("anna", f"guess {number}"))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, len(checked)) == ([401] * 50, 3)


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_right_passwords_are_checked_once(monkeypatch):
    User.objects.create(username="anna", password=make_password(PASSWORD))
    checked: list[str] = []
    original = PasswordBackend.authenticate

    def watch(self, request, username=None, password=None, **kwargs):
        checked.append(password)
        return original(self, request, username=username, password=password, **kwargs)

    monkeypatch.setattr(PasswordBackend, "authenticate", watch)
    answers: list[int] = []

    def call() -> None:
        try:
            answers.append(status("anna", PASSWORD))
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, len(checked)) == ([200] * 20, 1)


def test_a_new_password_does_not_lift_the_lock(anna):
    fail(times=3)
    change_password(actor=APPLICATION, user=anna, password="another-pw")
    assert status("anna", "another-pw") == 401


@pytest.mark.parametrize("address", ["unknown", "", "fe80::1%eth0", "10.0.0.1:4711"])
def test_a_failure_is_counted_from_any_address(anna, address):
    """What is no address to the database would otherwise end in an error and leave the guess uncounted."""
    headers = {"Authorization": Rpc("anna", "wrong").authorization, "User-Agent": "x" * 999}
    client = Client(REMOTE_ADDR=address)
    body = b'{"jsonrpc":"2.0","method":"getVersion","id":1}'
    assert client.post("/jsonrpc", body, content_type="application/json", headers=headers).status_code == 401
    assert count_failures("anna") == 1


def test_the_right_password_of_an_account_with_a_second_factor_counts_like_a_wrong_one(anna):
    """Else the number of failures would tell that a guess was right."""
    User.objects.filter(pk=anna.pk).update(twofactor_activated=True)
    assert status("anna", PASSWORD) == 401
    assert count_failures("anna") == 1


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_a_locked_name_is_not_checked_at_all(anna, monkeypatch, name):
    fail(name)
    monkeypatch.setattr(PasswordBackend, "authenticate", lambda *args, **kwargs: pytest.fail("a hash was checked"))
    assert status(name, PASSWORD) == 401
