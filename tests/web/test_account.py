"""Staying signed in, a forgotten password, the second factor, and the pages of an account."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from boards.authentication.lockout import count_failures
from boards.authentication.remember_me import COOKIE, GRACE
from boards.authentication.second_factor import STEP, make_code, new_secret
from boards.dates import now
from boards.models import (
    BrowserSession,
    LastLogin,
    PasswordReset,
    RememberedBrowser,
    Setting,
    User,
    UserNotificationProject,
    UserNotificationType,
)
from boards.queries.settings import forget_settings
from boards.workers.loop import run_due_jobs
from tests.conftest import Rpc
from tests.web.test_sign_in import solve

PASSWORD = "secret-pw"
CODE_PAGE = "/?controller=TwoFactorController&action=code"


def text(response) -> str:
    return response.content.decode()


def query(name: str, **params: Any) -> str:
    controller, action = name.split(".")
    rest = "".join(f"&{key}={value}" for key, value in params.items())
    return f"/?controller={controller}Controller&action={action}{rest}"


@pytest.fixture
def anna(db) -> User:
    return User.objects.create(username="anna", name="Anna", email="anna@example.com", password=make_password(PASSWORD))


def sign_in(client: Client, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/login", {"username": "anna", "password": password, **fields})


def is_in(client: Client) -> bool:
    return client.get("/dashboard").status_code == 200


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
        assert ("10.1.2.3" in html, "Firefox &lt;b&gt;" in html) == (True, True)
        assert "10.9.9.9" in text(client.get(f"/user/show/{anna.pk}/password-reset-history"))


class TestProfile:
    def url(self, world, rest="edit", who="member") -> str:
        return f"/user/{world.people[who].pk}/{rest}"

    def fields(self, **changes: str) -> dict[str, str]:
        usual = {"username": "member", "name": "Member", "email": "member@example.com", "theme": "auto"}
        return {**usual, **changes}

    def test_everything_but_the_role_is_changed(self, world):
        fields = self.fields(
            name="Mo", theme="dark", timezone="Europe/Berlin", language="de_DE", filter="assignee:me", role="app-admin"
        )
        fields["task.search.all.fields"] = "1"
        world.member.post(self.url(world), fields)
        user = User.objects.get(username="member")
        assert (user.name, user.theme, user.timezone, user.language, user.filter, user.role) == (
            "Mo", "dark", "Europe/Berlin", "de_DE", "assignee:me", "app-user",
        )  # fmt: skip
        assert 'data-theme="dark"' in text(world.member.get("/dashboard"))

    def test_another_mail_address_needs_the_password(self, world):
        """A link for a forgotten password goes there: a session that was left open would give the account away."""
        fields = self.fields(name="Mo", email="new@example.com")
        for guess, sentence in (("", "your present password is needed"), ("wrong", "This is not your password.")):
            response = world.member.post(self.url(world), {**fields, "current_password": guess})
            assert (response.status_code, sentence in text(response)) == (422, True)
        user = User.objects.get(username="member")
        assert (user.name, user.email) == ("Member", "member@example.com")
        assert world.admin.post(self.url(world), fields).status_code == 422
        world.member.post(self.url(world), {**fields, "current_password": PASSWORD})
        assert User.objects.get(username="member").email == "new@example.com"
        world.member.post(self.url(world), self.fields(name="Mia", email="new@example.com"))
        assert User.objects.get(username="member").name == "Mia"

    def test_guesses_beside_a_change_are_counted(self, world):
        fields = self.fields(email="new@example.com", current_password="wrong")
        for _ in range(4):
            response = world.member.post(self.url(world), fields)
        assert "seconds before you try again" in text(response)
        assert count_failures("member") == 4

    def test_single_letters_can_be_switched_off(self, world):
        assert "data-keys" not in text(world.member.get("/dashboard"))
        world.member.post(self.url(world), self.fields(keys_off="1"))
        assert 'data-keys="off"' in text(world.member.get("/dashboard"))

    def test_an_administrator_changes_the_role(self, world):
        world.admin.post(self.url(world), self.fields(role="app-manager"))
        assert User.objects.get(username="member").role == "app-manager"

    @pytest.mark.parametrize(
        "change",
        [
            {"username": ""},
            {"username": "admin"},
            {"email": "nonsense"},
            {"theme": "pink"},
            {"timezone": "Mars/Sea"},
            {"language": "xx_XX"},
        ],
    )
    def test_a_bad_value_is_told_and_nothing_changes(self, world, change):
        response = world.member.post(self.url(world), self.fields(name="Other", **change))
        assert response.status_code == 422
        assert "Not saved:" in text(response)
        assert User.objects.get(pk=world.people["member"].pk).name == "Member"

    def test_the_password_needs_the_present_one_and_ends_other_sessions(self, anna):
        here, there = Client(), Client()
        sign_in(here)
        sign_in(there)
        url = f"/user/{anna.pk}/password"
        fields = {"current_password": "wrong", "password": "better-pw", "confirmation": "better-pw"}
        assert "This is not your password." in text(here.post(url, fields))
        assert here.post(url, {**fields, "current_password": PASSWORD}).status_code == 302
        assert (is_in(here), is_in(there)) == (True, False)
        assert sign_in(Client(), "better-pw").status_code == 302

    def test_an_administrator_proves_it_with_the_own_password(self, world):
        url = self.url(world, "password")
        User.objects.filter(username="admin").update(password=make_password("admin-pw"))
        admin = Client()
        admin.force_login(User.objects.get(username="admin"), backend="boards.authentication.backends.PasswordBackend")
        fields = {"password": "better-pw", "confirmation": "better-pw"}
        assert admin.post(url, {**fields, "current_password": PASSWORD}).status_code == 422
        assert admin.post(url, {**fields, "current_password": "admin-pw"}).status_code == 302
        assert User.objects.get(username="member").check_password("better-pw")

    def test_remote_accounts_have_no_password(self, world):
        User.objects.filter(username="member").update(is_ldap_user=True)
        assert world.member.get(self.url(world, "password")).status_code == 403

    def test_notifications_are_chosen(self, world):
        fields = {
            "notification_types[web]": "1",
            "notifications_filter": "2",
            f"notification_projects[{world.project.pk}]": "1",
            "notification_projects[999]": "1",
        }
        world.member.post(self.url(world, "notifications"), fields)
        user = User.objects.get(username="member")
        assert (user.notifications_enabled, user.notifications_filter) == (True, 2)
        assert [one.notification_type for one in UserNotificationType.objects.all()] == ["web"]
        assert [one.project_id for one in UserNotificationProject.objects.all()] == [world.project.pk]
        world.member.post(self.url(world, "notifications"), {"notifications_filter": "4"})
        assert not User.objects.get(username="member").notifications_enabled

    def test_a_token_is_shown_once(self, world):
        url = query("UserApiAccess.generate", user_id=world.people["member"].pk)
        world.member.get(url)
        assert not User.objects.get(username="member").api_token_digest
        for guess in ("", "wrong"):
            assert world.member.post(url, {"current_password": guess}).status_code == 422
        assert not User.objects.get(username="member").api_token_digest
        made = text(world.member.post(url, {"current_password": PASSWORD}))
        (token,) = re.findall(r'<code class="secret">([0-9a-f]{60})</code>', made)
        assert token not in text(world.member.get(self.url(world, "api")))
        assert Rpc("member", token).getMe()["username"] == "member"
        world.member.post(query("UserApiAccess.remove", user_id=world.people["member"].pk))
        assert Rpc("member", token).answer("getMe")[0] == 401

    def test_an_administrator_sets_how_one_signs_in_and_unlocks(self, world, anna):
        world.admin.post(f"/user/{anna.pk}/authentication", {"disable_login_form": "1"})
        assert sign_in(Client()).status_code == 200
        world.admin.post(f"/user/{anna.pk}/authentication", {})
        for _ in range(3):
            sign_in(Client(), "wrong")
        assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401
        world.admin.post(query("UserCredential.unlock", user_id=anna.pk))
        assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 200


class TestPicture:
    @pytest.fixture(autouse=True)
    def storage(self, settings, tmp_path):
        storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
        settings.STORAGES = {**settings.STORAGES, "default": storage}

    def picture(self, kind: str = "PNG", size: tuple[int, int] = (200, 100)) -> bytes:
        content = io.BytesIO()
        Image.new("RGB", size, "red").save(content, kind)
        return content.getvalue()

    def upload(self, world, name: str, content: bytes) -> Any:
        pk = world.people["member"].pk
        return world.member.post(query("AvatarFile.upload", user_id=pk), {"avatar": SimpleUploadedFile(name, content)})

    def test_it_is_shown_in_the_size_that_is_asked_for(self, world):
        self.upload(world, "me.png", self.picture())
        user = User.objects.get(username="member")
        (url,) = re.findall(
            r'<img class="avatar avatar-96" src="([^"]+)"', text(world.member.get(f"/user/{user.pk}/avatar"))
        )
        response = world.anonymous.get(url.replace("&amp;", "&"))
        assert Image.open(io.BytesIO(response.content)).size == (96, 96)
        assert response["X-Content-Type-Options"] == "nosniff"
        etag = response["ETag"]
        again = world.anonymous.get(url.replace("&amp;", "&"), headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        digest = hashlib.md5(f"{user.avatar_path}48".encode()).hexdigest()
        wanted = query("AvatarFile.image", user_id=user.pk, hash=digest)
        assert world.anonymous.get(wanted).status_code == 200
        assert world.anonymous.get(f"{wanted}&size=101").status_code == 400
        assert world.anonymous.get(query("AvatarFile.image", user_id=user.pk, hash="x")).status_code == 404

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("me.svg", b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>"),
            ("me.png", b"<script>alert(1)</script>"),
            ("me.png", b"\x89PNG\r\n\x1a\n broken"),
            ("me.html", b"<p>"),
        ],
    )
    def test_what_is_no_picture_is_refused(self, world, name, content):
        response = self.upload(world, name, content)
        assert response.status_code == 422
        assert "This is no picture." in text(response)
        assert not User.objects.get(username="member").avatar_path

    def test_it_is_removed_after_a_question(self, world):
        self.upload(world, "me.jpg", self.picture("JPEG"))
        url = query("AvatarFile.remove", user_id=world.people["member"].pk)
        world.member.get(url)
        assert User.objects.get(username="member").avatar_path
        world.member.post(url)
        assert not User.objects.get(username="member").avatar_path
