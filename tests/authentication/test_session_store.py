"""The store of sessions keeps what Django's promises: expired, removed and unknown ones are none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from boards.authentication.session_store import SessionStore
from boards.authentication.sessions import BACKEND
from boards.models import User


@pytest.fixture
def stored(db: None) -> str:
    session = SessionStore()
    session["wanted"] = "/board/1"
    session.create()
    return str(session.session_key)


@pytest.fixture
def anna(db: None) -> User:
    return User.objects.create(username="anna", password="!")


def test_a_living_session_is_read_in_one_statement(stored, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(stored)["wanted"] == "/board/1"
    assert db.SessionStore(stored)["wanted"] == "/board/1"


@pytest.mark.parametrize("age", [timedelta(0), timedelta(seconds=1), timedelta(days=400)])
def test_an_expired_one_is_none_and_leaves_its_key_to_nobody(stored, age):
    Session.objects.filter(session_key=stored).update(expire_date=timezone.now() - age)
    session = SessionStore(stored)
    assert session.get("wanted") is None
    assert session.session_key is None
    session["wanted"] = "/"
    session.save()
    assert session.session_key != stored


def test_an_unknown_one_is_none(db):
    session = SessionStore("k" * 32)
    assert dict(session.items()) == {}
    assert session.session_key is None


def test_what_was_not_signed_by_us_is_nothing(stored):
    Session.objects.filter(session_key=stored).update(session_data="eyJ3YW50ZWQiOiIvIn0:1:forged")
    assert SessionStore(stored).get("wanted") is None


class TestWhoIsSignedIn:
    @pytest.fixture
    def browser(self, anna) -> Client:
        client = Client()
        client.force_login(anna, backend=BACKEND)
        return client

    def signed_in(self, browser: Client) -> bool:
        return browser.get("/dashboard").status_code == 200

    def test_an_active_account_is(self, browser):
        assert self.signed_in(browser)

    def test_one_that_was_switched_off_is_not(self, browser, anna):
        User.objects.filter(pk=anna.pk).update(is_active=False)
        assert not self.signed_in(browser)

    def test_one_with_another_password_is_not(self, browser, anna):
        anna.set_password("new-secret")
        anna.save()
        assert not self.signed_in(browser)

    def test_a_session_without_the_hash_of_the_account_is_not(self, browser):
        session = browser.session
        del session[HASH_SESSION_KEY]
        session.save()
        assert not self.signed_in(browser)

    def test_a_removed_one_is_not(self, browser, anna):
        anna.delete()
        assert not self.signed_in(browser)
