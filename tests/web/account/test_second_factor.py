"""The second factor."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from boards.authentication.remember_me import COOKIE
from boards.authentication.second_factor import STEP, make_code, new_secret
from boards.dates import now
from boards.models import (
    AuditEntry,
    User,
)
from tests.conftest import Rpc
from tests.web.account.asking import PASSWORD, is_in, query, sign_in
from tests.web.asking import text

CODE_PAGE = "/?controller=TwoFactorController&action=code"


class TestSecondFactor:
    @pytest.fixture
    def secret(self, anna) -> str:
        secret = new_secret()
        User.objects.update(twofactor_activated=True, twofactor_secret=secret)
        return secret

    def code(self, secret: str, steps: int = 0) -> str:
        return make_code(secret, now() // STEP + steps)

    def test_the_known_example(self):
        """RFC 6238, appendix B, cut to six digits."""
        assert make_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59 // 30) == "287082"

    def test_it_is_switched_on_with_a_first_code(self, anna):
        client = Client()
        sign_in(client)
        html = text(client.post(query("TwoFactor.show")))
        secret = re.findall(r'<code class="secret">([^<]+)</code>', html)[0].replace(" ", "")
        assert client.get(query("TwoFactor.qrcode")).content.startswith(b"\x89PNG")
        proof = {"current_password": PASSWORD}
        assert client.post(query("TwoFactor.test"), {"code": "000000", **proof}).status_code == 422
        refused = client.post(query("TwoFactor.test"), {"code": self.code(secret), "current_password": "wrong"})
        assert "This is not your password." in text(refused)
        assert "This field is required." in text(client.post(query("TwoFactor.test"), {"code": self.code(secret)}))
        assert not User.objects.get().twofactor_activated
        client.post(query("TwoFactor.test"), {"code": self.code(secret), **proof})
        assert (User.objects.get().twofactor_activated, User.objects.get().twofactor_secret) == (True, secret)

    def test_recovery_codes_are_told_once_and_open_once(self, anna):
        client = Client()
        sign_in(client)
        html = text(client.post(query("TwoFactor.show")))
        secret = re.findall(r'<code class="secret">([^<]+)</code>', html)[0].replace(" ", "")
        html = text(client.post(query("TwoFactor.test"), {"code": self.code(secret), "current_password": PASSWORD}))
        codes = re.findall(r'<code class="secret">([^<]+)</code>', html)
        assert len(set(codes)) == 10
        index = text(client.get(f"/user/{anna.pk}/2fa"))
        assert "10 recovery codes are left" in index
        assert not any(code in index for code in codes)

        for code, is_right in ((codes[0], True), (codes[0], False), (codes[1].upper().replace("-", " "), True)):
            other = Client()
            sign_in(other)
            page = f"{CODE_PAGE}&recovery=yes"
            assert "Use the code of your app" in text(other.get(page))
            assert other.post(page, {"code": code}).status_code == (302 if is_right else 422)
            assert is_in(other) is is_right
        assert AuditEntry.objects.filter(kind="user.recovery_code_used").count() == 2

        renew = f"/user/{anna.pk}/2fa/codes"
        assert client.post(renew, {"current_password": "wrong"}).status_code == 422
        html = text(client.post(renew, {"current_password": PASSWORD}))
        new = re.findall(r'<code class="secret">([^<]+)</code>', html)
        assert not set(new) & set(codes)
        other = Client()
        sign_in(other)
        assert other.post(CODE_PAGE, {"code": codes[2]}).status_code == 422
        assert other.post(CODE_PAGE, {"code": new[0]}).status_code == 302
        client.post(query("TwoFactor.deactivate"), {"current_password": PASSWORD})
        assert not anna.recovery_codes.exists()
        assert client.post(renew, {"current_password": PASSWORD})["Location"] == f"/user/{anna.pk}/2fa"

    def test_wrong_recovery_codes_count_like_wrong_passwords(self, secret):
        client = Client()
        sign_in(client)
        for _ in range(4):
            response = client.post(f"{CODE_PAGE}&recovery=yes", {"code": "abcd-efgh-jkmn"})
        assert "seconds before you try again" in text(response)

    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_password_and_code_let_in(self, secret, steps):
        client = Client()
        assert sign_in(client, next="/projects", remember_me="1")["Location"] == CODE_PAGE
        assert COOKIE not in client.cookies
        assert client.post(CODE_PAGE, {"code": self.code(secret, steps)})["Location"] == "/projects"
        assert is_in(client)
        assert COOKIE in client.cookies

    @pytest.mark.parametrize("steps", [-2, 2])
    def test_a_code_of_another_time_does_not(self, secret, steps):
        client = Client()
        sign_in(client)
        assert client.post(CODE_PAGE, {"code": self.code(secret, steps)}).status_code == 422
        assert not is_in(client)

    def test_a_code_counts_once(self, secret):
        first, second = Client(), Client()
        sign_in(first)
        sign_in(second)
        code = self.code(secret)
        first.post(CODE_PAGE, {"code": code})
        assert second.post(CODE_PAGE, {"code": code}).status_code == 422
        assert not is_in(second)

    def test_wrong_codes_count_like_wrong_passwords(self, secret):
        client = Client()
        sign_in(client)
        for _ in range(4):
            response = client.post(CODE_PAGE, {"code": "000000"})
        assert "seconds before you try again" in text(response)
        assert client.post(CODE_PAGE, {"code": self.code(secret)}).status_code == 422

    def test_a_session_that_owes_the_code_opens_no_door(self, secret):
        client = Client()
        sign_in(client)
        call = b'{"jsonrpc":"2.0","method":"getMe","id":1}'
        assert client.post("/jsonrpc", call, content_type="application/json").status_code == 401
        assert client.get("/admin/")["Location"] == CODE_PAGE
        assert client.post("/logout").status_code == 302
        assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401

    def test_it_is_switched_off_by_its_owner(self, secret):
        client = Client()
        sign_in(client)
        client.post(CODE_PAGE, {"code": self.code(secret)})
        for guess, sentence in (("", "This field is required."), ("wrong", "This is not your password.")):
            response = client.post(query("TwoFactor.deactivate"), {"current_password": guess})
            assert (response.status_code, sentence in text(response)) == (422, True)
        assert User.objects.get().twofactor_activated
        client.post(query("TwoFactor.deactivate"), {"current_password": PASSWORD})
        user = User.objects.get()
        assert (user.twofactor_activated, user.twofactor_secret) == (False, "")

    def test_the_code_of_the_enrolment_is_used_then(self, anna):
        client, other = Client(), Client()
        sign_in(client)
        html = text(client.post(query("TwoFactor.show")))
        secret = re.findall(r'<code class="secret">([^<]+)</code>', html)[0].replace(" ", "")
        code = self.code(secret)
        client.post(query("TwoFactor.test"), {"code": code, "current_password": PASSWORD})
        sign_in(other)
        assert other.post(CODE_PAGE, {"code": code}).status_code == 422
        assert not is_in(other)
        assert other.post(CODE_PAGE, {"code": self.code(secret, 1)}).status_code == 302

    def test_an_account_without_a_local_password_is_asked_for_the_code_alone(self, world):
        User.objects.filter(username="member").update(is_ldap_user=True)
        html = text(world.member.post(query("TwoFactor.show")))
        secret = re.findall(r'<code class="secret">([^<]+)</code>', html)[0].replace(" ", "")
        assert "current_password" not in html
        world.member.post(query("TwoFactor.test"), {"code": self.code(secret)})
        assert User.objects.get(username="member").twofactor_activated

    def test_an_administrator_helps_who_lost_the_phone(self, world):
        member = world.people["member"]
        User.objects.filter(pk=member.pk).update(twofactor_activated=True, twofactor_secret=new_secret())
        url = query("TwoFactor.disable", user_id=member.pk)
        assert world.manager.post(url).status_code == 403
        world.admin.post(url)
        assert User.objects.get(pk=member.pk).twofactor_activated
        world.admin.post(url, {"current_password": PASSWORD})
        assert not User.objects.get(pk=member.pk).twofactor_activated

    def test_nobody_sees_that_of_others(self, world):
        assert world.admin.get(f"/user/{world.people['member'].pk}/2fa").status_code == 403
