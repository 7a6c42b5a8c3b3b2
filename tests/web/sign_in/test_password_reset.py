"""A new password for who forgot the old one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from boards.models import (
    PasswordReset,
    Setting,
    User,
)
from boards.queries.settings import forget_settings
from boards.workers.loop import run_due_jobs
from tests.web.account.asking import is_in, sign_in
from tests.web.asking import text
from tests.web.sign_in.test_page import solve


class TestForgottenPassword:
    def ask(self, name: str = "anna") -> Any:
        return Client().post("/forgot-password", {"username": name, "altcha": solve()})

    def link(self) -> str:
        run_due_jobs()
        (path,) = re.findall(r"http://localhost(/forgot-password/change/[0-9a-f]+)", str(mail.outbox[-1].body))
        return path

    def test_a_mailed_link_gives_a_new_password_and_ends_all_sessions(self, anna):
        client, other = Client(), Client()
        sign_in(other, remember_me="1")
        assert self.ask()["Location"] == "/login"
        url = self.link()
        assert mail.outbox[0].to == ["anna@example.com"]
        assert "New password" in text(client.get(url))
        response = client.post(url, {"password": "better-pw", "confirmation": "better-pw"})
        assert response["Location"] == "/login"
        assert not is_in(other)
        assert sign_in(client).status_code == 200
        assert sign_in(client, "better-pw").status_code == 302
        assert not PasswordReset.objects.filter(is_active=True).exists()

    def test_the_answer_does_not_tell_who_exists(self, anna):
        known, unknown = self.ask(), self.ask("nobody")
        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        run_due_jobs()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        "change", [{"is_active": False}, {"is_ldap_user": True}, {"disable_login_form": True}, {"email": ""}]
    )
    def test_accounts_that_cannot_use_it_get_no_mail(self, anna, change):
        User.objects.update(**change)
        self.ask()
        run_due_jobs()
        assert mail.outbox == []

    def test_nobody_is_flooded(self, anna):
        for _ in range(6):
            self.ask()
        run_due_jobs()
        assert len(mail.outbox) == 3

    def test_without_the_work_of_a_browser_nothing_is_sent(self, anna):
        response = Client().post("/forgot-password", {"username": "anna"})
        assert response.status_code == 422
        run_due_jobs()
        assert mail.outbox == []

    @pytest.mark.parametrize("end", [{"date_expiration": 1}, {"is_active": False}])
    def test_an_old_link_is_none(self, anna, end):
        self.ask()
        url = self.link()
        PasswordReset.objects.update(**end)
        assert Client().get(url)["Location"] == "/login"
        assert Client().post(url, {"password": "better-pw", "confirmation": "better-pw"})["Location"] == "/login"
        assert sign_in(Client()).status_code == 302

    @pytest.mark.parametrize(
        ("password", "confirmation", "sentence"),
        [("short", "short", "6 characters"), ("better-pw", "other-pw", "not the same")],
    )
    def test_a_bad_password_is_told(self, anna, password, confirmation, sentence):
        self.ask()
        response = Client().post(self.link(), {"password": password, "confirmation": confirmation})
        assert response.status_code == 422
        assert sentence in text(response)
        assert sign_in(Client()).status_code == 302

    def test_the_installation_can_switch_it_off(self, anna):
        self.ask()
        url = self.link()
        Setting.objects.create(option="password_reset", value="0")
        forget_settings()
        assert {Client().get("/forgot-password").status_code, Client().get(url).status_code} == {403}
        assert "/forgot-password" not in text(Client().get("/login"))
