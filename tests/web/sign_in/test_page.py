"""The login form, its unlock rule, and the pages around it (decisions.md 1, web.md 3)."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import altcha
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from boards.actors import APPLICATION
from boards.authentication.lockout import count_failures, seconds_to_wait
from boards.authentication.tokens import make_token
from boards.models import LastLogin, RememberedBrowser, User
from boards.web.sign_in.page import link_token
from tests.conftest import Rpc

PASSWORD = "secret-pw"
CODE = "/?controller=TwoFactorController&action=code"
CALL = b'{"jsonrpc":"2.0","method":"getVersion","id":1}'


@pytest.fixture
def anna(db) -> User:
    return User.objects.create(username="anna", name="Anna <b>", password=make_password(PASSWORD))


@pytest.fixture
def client(anna) -> Client:
    return Client()


def solve() -> str:
    """What the browser sends when it has done its work."""
    challenge = altcha.create_challenge(altcha.ChallengeOptions(hmac_key=settings.ALTCHA_HMAC_KEY, max_number=50))
    solution = altcha.solve_challenge(challenge.challenge, challenge.salt, challenge.algorithm, 50, 0)
    payload = {**vars(challenge), "number": solution.number}
    return base64.b64encode(json.dumps(payload).encode()).decode()


def send(client: Client, password: str = PASSWORD, name: str = "anna", **fields: str) -> Any:
    return client.post("/login", {"username": name, "password": password, **fields})


def calls_with_cookie(name: str, key: str) -> int:
    program = Client()
    program.cookies[name] = key
    return program.post("/jsonrpc", CALL, content_type="application/json").status_code


def signed_in(client: Client) -> bool:
    return client.get("/dashboard").status_code == 200


def lock(client: Client) -> None:
    for _ in range(3):
        send(client, "wrong")


def end_the_wait() -> None:
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))


def test_the_right_password_lets_in(client, anna):
    response = send(client)
    assert (response.status_code, response["Location"]) == (302, "/dashboard")
    assert signed_in(client)
    assert list(LastLogin.objects.values_list("auth_type", "user_id")) == [("Database", anna.pk)]


def test_the_form_also_answers_at_its_old_address(client):
    assert client.post("/login/check", {"username": "anna", "password": PASSWORD}).status_code == 302


def test_who_is_signed_in_sees_no_form(client):
    send(client)
    assert client.get("/login")["Location"] == "/dashboard"


@pytest.mark.parametrize(
    ("name", "password"),
    [("anna", "wrong"), ("nobody", "wrong"), ("anna", PASSWORD + " "), ("ANNA", PASSWORD), ("a\x00b", "x")],
)
def test_one_sentence_for_all_that_is_wrong(client, name, password):
    response = send(client, password, name)
    assert (response.status_code, response.context["failure"]) == (200, "This user name or password is not right.")
    assert not signed_in(client)


@pytest.mark.parametrize("flag", ["is_ldap_user", "disable_login_form"])
def test_accounts_without_a_password_sign_in_are_refused(client, anna, flag):
    User.objects.filter(pk=anna.pk).update(**{flag: True})
    assert send(client).context["failure"] == "This user name or password is not right."


def test_the_third_failure_shows_the_challenge(client):
    assert "altcha" not in send(client, "wrong").content.decode()
    send(client, "wrong")
    assert "<altcha-widget" in send(client, "wrong").content.decode()


def test_a_locked_name_needs_password_and_challenge(client):
    lock(client)
    response = send(client)
    assert response.context["form"].errors["altcha"]
    assert not signed_in(client)
    assert send(client, altcha=solve()).status_code == 302
    assert signed_in(client)


def test_a_success_at_the_form_unlocks_the_api(client):
    rpc = Rpc("anna", PASSWORD)
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    assert rpc.answer("getVersion")[0] == 401
    send(client, altcha=solve())
    assert rpc.answer("getVersion")[0] == 200
    assert count_failures("anna") == 0


def test_a_challenge_opens_the_form_once(client):
    lock(client)
    challenge = solve()
    send(client, "wrong", altcha=challenge)
    end_the_wait()
    assert send(client, altcha=challenge).context["form"].errors["altcha"]
    cache.clear()


def test_each_further_failure_doubles_the_wait(client):
    lock(client)
    waits = []
    for _ in range(3):
        send(client, "wrong", altcha=solve())
        waits.append(seconds_to_wait("anna"))
        end_the_wait()
    assert waits == [10, 20, 40]


def test_while_waiting_the_right_password_is_not_even_checked(client):
    lock(client)
    send(client, "wrong", altcha=solve())
    response = send(client, altcha=solve())
    assert "Please wait 10 seconds" in response.context["failure"]
    assert count_failures("anna") == 4
    end_the_wait()
    assert send(client, altcha=solve()).status_code == 302


def test_a_forged_challenge_is_refused(client):
    lock(client)
    for forged in ("nonsense", base64.b64encode(b"{}").decode()):
        assert send(client, altcha=forged).context["form"].errors["altcha"]


@pytest.mark.parametrize("name", ["", "x" * 300])
def test_impossible_names_get_an_error_beside_the_field(client, name):
    response = send(client, name=name)
    assert response.status_code == 200
    assert response.context["form"].errors["username"]


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/admin/", "/admin/"),
        ("https://evil.example/", "/dashboard"),
        ("//evil.example", "/dashboard"),
        ("javascript:alert(1)", "/dashboard"),
    ],
)
def test_only_own_pages_are_gone_to(client, wanted, got):
    assert send(client, next=wanted)["Location"] == got


def test_a_post_without_a_csrf_token_is_refused(anna):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict).status_code == 403
    strict.force_login(anna, backend="boards.authentication.backends.PasswordBackend")
    assert strict.post("/logout").status_code == 403
    assert signed_in(strict)


def test_logging_out_ends_the_session(client):
    send(client)
    assert client.post("/logout")["Location"] == "/login"
    assert not signed_in(client)


def test_a_link_signs_out_only_with_the_token_of_its_session(client):
    send(client)
    for query in ("", "?csrf_token=", "?csrf_token=" + "0" * 64, "?csrf_token=ü"):
        assert client.get(f"/logout{query}").status_code == 403
        assert signed_in(client)
    token = link_token(client.get("/dashboard").wsgi_request)
    assert len(token) == 64
    assert client.get(f"/logout?csrf_token={token}")["Location"] == "/login"
    assert not signed_in(client)
    assert client.get("/logout")["Location"] == "/login"


def test_logging_out_ends_the_session_that_the_api_gave_this_browser(client):
    headers = {"Authorization": Rpc("anna", PASSWORD).authorization}
    client.post("/jsonrpc", CALL, content_type="application/json", headers=headers)
    key = client.cookies["KB_API_SID"].value
    send(client)
    client.post("/logout")
    assert client.cookies["KB_API_SID"].value == ""
    assert calls_with_cookie("KB_API_SID", key) == 401


def test_a_session_of_the_api_opens_no_page(client, anna):
    """A personal token is good for the API only, whatever name its cookie is given."""
    User.objects.filter(pk=anna.pk).update(role="app-admin")
    token = make_token(actor=APPLICATION, user=anna, name="script")
    headers = {"Authorization": Rpc("anna", token).authorization}
    key = Client().post("/jsonrpc", CALL, content_type="application/json", headers=headers).cookies["KB_API_SID"].value
    assert calls_with_cookie("KB_API_SID", key) == 200
    assert calls_with_cookie("KB_SID", key) == 401
    stranger = Client()
    stranger.cookies["KB_SID"] = key
    assert stranger.get("/admin/").status_code == 302
    assert not signed_in(stranger)


def test_a_second_factor_is_not_passed_by_the_password_alone(client, anna):
    User.objects.filter(pk=anna.pk).update(twofactor_activated=True)
    assert send(client)["Location"] == CODE
    assert client.get("/dashboard")["Location"] == CODE
    assert client.get("/admin/")["Location"] == CODE
    ajax = client.get("/dashboard", headers={"X-Requested-With": "XMLHttpRequest"})
    assert (ajax.status_code, ajax.content) == (401, b"Not Authorized")


def test_who_may_not_enter_the_administration_is_told_and_not_sent_in_circles(client):
    send(client)
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    response = client.get("/admin/login/?next=/admin/")
    assert (response.status_code, b"Access denied" in response.content) == (403, True)


def test_strangers_are_sent_to_the_form(client):
    assert client.get("/dashboard")["Location"] == "/login?next=/dashboard"
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/login?next=/admin/"


def test_the_first_page_shows_names_as_text(client):
    send(client)
    page = client.get("/").content.decode()
    assert "Account of Anna &lt;b&gt;" in page
    assert "/admin/" not in page


def test_administrators_are_shown_the_way_to_the_administration(client, anna):
    User.objects.filter(pk=anna.pk).update(role="app-admin")
    send(client)
    assert 'href="/admin/"' in client.get("/").content.decode()
    assert client.get("/admin/").status_code == 200


def test_the_pages_forbid_foreign_frames_and_scripts(client):
    response = client.get("/login")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cache-Control"].startswith("max-age=0")


def test_robots_stay_out(client):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


@pytest.fixture
def operator(db) -> User:
    return User.objects.create(username="root", role="app-admin", password=make_password(PASSWORD))


def test_the_admin_signs_out_by_the_same_rules(operator):
    client = Client()
    send(client, name="root", remember_me="1")
    assert "KB_RM" in client.cookies
    assert client.post("/admin/logout/")["Location"] == "/login"
    assert not RememberedBrowser.objects.exists()
    assert not signed_in(client)


def test_the_admin_has_no_change_of_password_of_its_own(operator):
    client = Client()
    assert client.get("/admin/password_change/")["Location"] == "/login?next=/admin/password_change/"
    send(client, name="root")
    fields = {"old_password": PASSWORD, "new_password1": "another-pw", "new_password2": "another-pw"}
    for response in (client.get("/admin/password_change/"), client.post("/admin/password_change/", fields)):
        assert response["Location"] == f"/user/{operator.pk}/password"
    operator.refresh_from_db()
    assert operator.check_password(PASSWORD)
