"""Staying signed in."""

from __future__ import annotations

import pytest
from django.conf import settings as site
from django.test import Client

from boards.authentication.remember_me import COOKIE, GRACE
from boards.dates import now
from boards.models import (
    LastLogin,
    RememberedBrowser,
    User,
)
from tests.web.account.asking import is_in, sign_in
from tests.web.asking import text


class TestStayingSignedIn:
    @pytest.fixture
    def client(self, anna) -> Client:
        client = Client()
        sign_in(client, remember_me="1")
        return client

    def test_without_the_box_there_is_no_cookie(self, anna):
        client = Client()
        sign_in(client)
        assert COOKIE not in client.cookies
        assert not RememberedBrowser.objects.exists()

    def test_the_cookie_is_for_nobody_but_the_browser(self, client):
        cookie = client.cookies[COOKIE]
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 60 * 24 * 3600)
        stored = RememberedBrowser.objects.values_list("token_digest", "sequence_digest").get()
        assert not set(cookie.value.split("|")) & set(stored)

    def test_it_signs_in_when_the_session_is_gone_and_changes_each_time(self, client):
        first = client.cookies[COOKIE].value
        del client.cookies[site.SESSION_COOKIE_NAME]
        assert is_in(client)
        assert client.cookies[COOKIE].value != first
        assert LastLogin.objects.latest("pk").auth_type == "RememberMe"

    def test_a_copied_cookie_ends_it_for_both(self, client):
        copied = client.cookies[COOKIE].value
        del client.cookies[site.SESSION_COOKIE_NAME]
        assert is_in(client)
        RememberedBrowser.objects.update(renewed=now() - GRACE - 1)
        thief = Client()
        thief.cookies[COOKIE] = copied
        assert not is_in(thief)
        assert not RememberedBrowser.objects.exists()

    def test_another_tab_in_the_same_moment_is_no_thief(self, client):
        copied = client.cookies[COOKIE].value
        del client.cookies[site.SESSION_COOKIE_NAME]
        assert is_in(client)
        tab = Client()
        tab.cookies[COOKIE] = copied
        assert is_in(tab)

    @pytest.mark.parametrize("value", ["", "a", "a|b", "|", "ü|" + "x" * 5000])
    def test_a_made_up_cookie_opens_nothing(self, anna, value):
        client = Client()
        client.cookies[COOKIE] = value
        assert not is_in(client)

    def test_it_runs_out(self, client):
        RememberedBrowser.objects.update(expiration=now())
        del client.cookies[site.SESSION_COOKIE_NAME]
        assert not is_in(client)

    def test_a_disabled_account_stays_out(self, client):
        User.objects.update(is_active=False)
        del client.cookies[site.SESSION_COOKIE_NAME]
        assert not is_in(client)

    def test_signing_out_forgets_this_browser_only(self, client):
        other = Client()
        sign_in(other, remember_me="1")
        client.post("/logout")
        assert not client.cookies[COOKIE].value
        assert RememberedBrowser.objects.count() == 1

    def test_the_operator_can_switch_it_off(self, client, monkeypatch):
        monkeypatch.setitem(site.ENV, "REMEMBER_ME_AUTH", False)
        del client.cookies[site.SESSION_COOKIE_NAME]
        assert not is_in(client)
        assert "remember_me" not in text(client.get("/login"))
