"""Operators see who is locked, and let them in again."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.test import Client

from boards.authentication.lockout import count_failures
from boards.models import User
from tests.conftest import Rpc

PAGE = "/admin/axes/accessattempt/"


@pytest.fixture
def operator(db) -> Client:
    client = Client()
    chief = User.objects.create(username="chief", role="app-admin", password="!")
    client.force_login(chief, backend="boards.authentication.backends.PasswordBackend")
    return client


@pytest.fixture
def failures(operator) -> None:
    """anna is locked by three programs, one failure each; bert failed once."""
    for name, agent in [("anna", "a"), ("anna", "b"), ("anna", "c"), ("bert", "a")]:
        Rpc(name, "wrong").post('{"jsonrpc":"2.0","method":"getVersion","id":1}', **{"User-Agent": agent})


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return sorted(row.username for row in response.context["cl"].result_list)


def test_a_lock_is_seen_however_many_programs_made_it(operator, failures):
    assert names(operator) == ["anna", "anna", "anna", "bert"]
    assert names(operator, "?locked=1") == ["anna", "anna", "anna"]
    assert names(operator, "?locked=0") == ["bert"]
    assert names(operator, "?q=bert&o=3") == ["bert"]


def test_a_failure_can_be_looked_at_but_not_changed(operator, failures):
    attempt = AccessAttempt.objects.filter(username="anna")[0]
    response = operator.get(f"{PAGE}{attempt.pk}/change/")
    assert response.status_code == 200
    assert b"anna" in response.content
    assert operator.post(f"{PAGE}{attempt.pk}/change/", {"username": "x"}).status_code == 403
    assert operator.post(f"{PAGE}{attempt.pk}/delete/", {"post": "yes"}).status_code == 403
    assert operator.get(f"{PAGE}add/").status_code == 403


def test_one_row_unlocks_the_whole_name_and_no_other(operator, failures):
    attempt = AccessAttempt.objects.filter(username="anna")[0]
    response = operator.post(PAGE, {"action": "unlock", "_selected_action": [attempt.pk]}, follow=True)
    assert b"Unlocked: anna" in response.content
    assert (count_failures("anna"), count_failures("bert")) == (0, 1)
