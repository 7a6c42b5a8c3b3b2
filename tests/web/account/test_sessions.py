"""Browsers and sign-ins of an account."""

from __future__ import annotations

import re

from django.test import Client

from boards.models import (
    BrowserSession,
    PasswordReset,
    RememberedBrowser,
)
from tests.web.account.asking import is_in, query, sign_in
from tests.web.asking import text


class TestSessions:
    def test_own_browsers_are_listed_and_ended(self, anna):
        here, there = Client(), Client()
        sign_in(here)
        sign_in(there, remember_me="1")
        html = text(here.get(f"/user/show/{anna.pk}/sessions"))
        assert html.count("This browser") == 1
        first = BrowserSession.objects.order_by("pk").last()
        here.post(query("UserView.removeSession", user_id=anna.pk, id=first.pk, kind="living"))
        remembered = RememberedBrowser.objects.get()
        here.post(query("UserView.removeSession", user_id=anna.pk, id=remembered.pk, kind="remembered"))
        assert not is_in(there)
        assert is_in(here)

    def test_those_of_others_are_not_found(self, world, anna):
        client = Client()
        sign_in(client)
        session = BrowserSession.objects.get(user=anna)
        own = world.people["member"].pk
        url = query("UserView.removeSession", user_id=own, id=session.pk, kind="living")
        assert world.member.post(url).status_code == 404
        assert is_in(client)

    def test_the_last_sign_ins_and_resets_are_listed(self, anna):
        client = Client(HTTP_USER_AGENT="Firefox <b>", REMOTE_ADDR="10.1.2.3")
        sign_in(client)
        PasswordReset.objects.create(
            user=anna, token_digest="x", ip="10.9.9.9", date_creation=1, date_expiration=2, user_agent="Lynx"
        )
        html = text(client.get(f"/user/show/{anna.pk}/last-logins"))
        assert re.search(r"<td[^>]*>password</td>", html)
        assert ("10.1.2.3" in html, "Firefox &lt;b&gt;" in html) == (True, True)
        assert "10.9.9.9" in text(client.get(f"/user/show/{anna.pk}/password-reset-history"))
