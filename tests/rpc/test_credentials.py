"""Who may come in, and how they say so (protocol.md 7, decisions.md 1 to 3)."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api import credentials
from boards.actors import APPLICATION
from boards.authentication.lockout import unlock_user
from boards.authentication.tokens import end_all_tokens, make_token
from boards.models import User
from boards.queries.settings import forget_settings
from boards.services.settings import reset_token
from boards.services.users import change_password
from tests.conftest import Rpc

CALL = b'{"jsonrpc":"2.0","method":"getMe","id":1}'
VERSION = b'{"jsonrpc":"2.0","method":"getVersion","id":1}'
PASSWORD = "secret:pw"
BASIC = "Basic " + base64.b64encode(f"anna:{PASSWORD}".encode()).decode()


def encode(name: str, secret: str) -> str:
    return base64.b64encode(f"{name}:{secret}".encode()).decode()


@pytest.fixture
def anna(db) -> User:
    return User.objects.create(username="anna", password=make_password(PASSWORD))


def post(client: Client, body: bytes = CALL, content_type: str = "application/json", **headers: Any) -> int:
    return client.post("/jsonrpc", body, content_type=content_type, headers=headers).status_code


def speak_as_a_php_client(lines: list[str]) -> str:
    """The header of the next request: every name=value of every line that sets a cookie, as far as the line goes."""
    kept: dict[str, str] = {}
    for line in lines:
        for part in line.split(";"):
            name, equals, value = part.partition("=")
            if equals:
                kept[name.lstrip()] = value
    return "; ".join(f"{name}={value}" for name, value in kept.items())


@pytest.mark.parametrize("secure", [True, False])
def test_a_client_that_sends_attributes_back_keeps_its_requests_whole(anna, secure):
    response = Client().post(
        "/jsonrpc.php", CALL, content_type="application/json", headers={"Authorization": BASIC}, secure=secure
    )
    lines = [f" {morsel.output(header='')}\r\n" for morsel in response.cookies.values()]
    assert len(lines) == 1
    assert "SameSite=Strict" in lines[0]
    assert "HttpOnly" in lines[0]
    cookie = speak_as_a_php_client(lines)
    assert "\r" not in cookie
    client = Client()
    assert post(client, Cookie=cookie) == 200


@pytest.fixture
def signed_in(anna) -> Client:
    """A client that has the cookie of its first call and sends no credentials any more."""
    client = Client()
    response = client.post(
        "/jsonrpc",
        CALL,
        content_type="application/json",
        headers={"Authorization": BASIC},
    )
    cookie = response.cookies["KB_API_SID"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Strict", "/", "")
    return client


@pytest.mark.parametrize(
    "header",
    ["", "Bearer abc", "Basic", "Basic ???", "Basic " + base64.b64encode(b"no colon").decode(), "Basic \u00fc"],
)
def test_what_is_no_basic_is_no_credentials(anna, header):
    assert post(Client(), Authorization=header) == 401


def test_a_password_may_hold_colons_and_percents(anna):
    change_password(actor=APPLICATION, user=anna, password="a%41:b:c")
    assert post(Client(), Authorization=f"Basic {encode('anna', 'a%41:b:c')}") == 200
    assert post(Client(), Authorization=f"Basic {encode('anna', 'aA:b:c')}") == 401


def test_names_are_case_sensitive(anna):
    assert post(Client(), Authorization=f"Basic {encode('Anna', PASSWORD)}") == 401


def test_an_account_called_jsonrpc_never_gets_in(db):
    User.objects.create(username="jsonrpc", password=make_password(PASSWORD))
    assert post(Client(), VERSION, Authorization=f"Basic {encode('jsonrpc', PASSWORD)}") == 401


def test_the_token_of_the_environment_wins_over_the_stored_one(db, monkeypatch):
    stored = reset_token(actor=APPLICATION, name="api_token")
    assert Rpc("jsonrpc", stored).answer("getVersion")[0] == 401
    monkeypatch.setitem(settings.ENV, "API_AUTHENTICATION_TOKEN", "")
    forget_settings()
    assert Rpc("jsonrpc", stored).answer("getVersion")[0] == 200
    assert Rpc("jsonrpc", "").answer("getVersion")[0] == 401
    assert Rpc("jsonrpc", "tökên").answer("getVersion")[0] == 401


def test_wrong_tokens_are_slowed_down_and_right_ones_are_not(db, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr(credentials, "throttle", credentials.Throttle())
    monkeypatch.setattr(credentials.time, "sleep", pauses.append)
    for _ in range(credentials.TOKEN_FAILURES + 2):
        Rpc("jsonrpc", "wrong").answer("getVersion")
    assert pauses == [credentials.TOKEN_DELAY] * 2
    assert Rpc().answer("getVersion")[0] == 200
    assert len(pauses) == 2


def test_the_memory_of_wrong_tokens_is_bounded():
    throttle = credentials.Throttle()
    for number in range(1500):
        throttle.note_failure(f"address {number}")
    assert len(throttle._failures) <= 1001


def test_a_custom_header_wins_over_basic(anna, monkeypatch):
    monkeypatch.setitem(settings.ENV, "API_AUTHENTICATION_HEADER", "X-API-Auth")
    good, bad = encode("anna", PASSWORD), encode("anna", "wrong")
    assert post(Client(), **{"X-API-Auth": good}) == 200
    assert post(Client(), **{"X-API-Auth": good, "Authorization": f"Basic {bad}"}) == 200
    assert post(Client(), **{"X-API-Auth": bad, "Authorization": f"Basic {good}"}) == 401
    assert post(Client(), **{"X-API-Auth": encode("anna", ""), "Authorization": f"Basic {good}"}) == 200
    assert post(Client(), Authorization=f"Basic {good}") == 200


def test_the_header_means_nothing_while_it_is_switched_off(anna):
    assert post(Client(), **{"X-API-Auth": encode("anna", PASSWORD)}) == 401


def test_the_cookie_signs_later_calls(signed_in):
    assert post(signed_in) == 200
    assert post(signed_in, **{"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}) == 200


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])
def test_parameters_of_the_content_type_are_no_matter(signed_in, content_type):
    assert post(signed_in, content_type=content_type) == 200
    assert post(signed_in, content_type=content_type, Origin="https://evil.example") == 401


@pytest.mark.parametrize(
    ("content_type", "headers"),
    [
        ("text/plain", {}),
        ("application/x-www-form-urlencoded", {}),
        ("text/plain; x=application/json", {}),
        ("text/plain; application/json", {}),
        ("application/json, text/plain", {}),
        ("", {}),
        ("application/json", {"Sec-Fetch-Site": "cross-site"}),
        ("application/json", {"Sec-Fetch-Site": "same-site"}),
        ("application/json", {"Origin": "https://evil.example"}),
        ("application/json", {"Origin": "null"}),
        ("application/json", {"Origin": "https://testserver"}),
        ("application/json", {"Origin": "http://testserver:8000"}),
        ("application/json", {"Origin": "http://["}),
    ],
)
def test_a_page_of_another_site_can_not_use_the_cookie(signed_in, content_type, headers):
    assert post(signed_in, content_type=content_type, **headers) == 401


def test_a_page_of_another_site_can_not_use_the_passwords_of_a_browser(anna):
    basic = f"Basic {encode('anna', PASSWORD)}"
    assert post(Client(), Authorization=basic, **{"Sec-Fetch-Site": "cross-site"}) == 401
    assert post(Client(), Authorization=basic, **{"Sec-Fetch-Site": "none"}) == 200


def test_wrong_credentials_are_not_helped_by_a_cookie(signed_in):
    assert post(signed_in, Authorization=f"Basic {encode('anna', 'wrong')}") == 401
    assert post(signed_in, Authorization="Bearer x") == 401


def test_a_session_ends_with_the_password(signed_in, anna):
    change_password(actor=APPLICATION, user=anna, password="another-pw")
    assert post(signed_in) == 401


def test_a_session_ends_with_the_account(signed_in, anna):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert post(signed_in) == 401


def test_a_session_of_the_api_ends_with_a_lock(signed_in):
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    assert post(signed_in) == 401


def test_a_session_ends_with_its_row(signed_in):
    Session.objects.all().delete()
    assert post(signed_in) == 401


def test_a_browser_session_signs_calls_of_its_own_pages_only(anna):
    client = Client()
    client.force_login(anna, backend="boards.authentication.backends.PasswordBackend")
    assert post(client, **{"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}) == 200
    assert post(client, **{"Sec-Fetch-Site": "cross-site"}) == 401
    assert post(client, content_type="text/plain") == 401


def test_a_browser_session_survives_a_lock_by_strangers(anna):
    client = Client()
    client.force_login(anna, backend="boards.authentication.backends.PasswordBackend")
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    assert post(client) == 200


def test_a_cookie_that_is_sent_is_not_set_again(signed_in):
    response = signed_in.post(
        "/jsonrpc",
        CALL,
        content_type="application/json",
        headers={"Authorization": BASIC},
    )
    assert (response.status_code, "KB_API_SID" in response.cookies) == (200, False)


def test_a_proxy_that_ends_https_may_name_its_origin(signed_in, monkeypatch):
    monkeypatch.setattr(settings, "CSRF_TRUSTED_ORIGINS", ["https://boards.example"])
    assert post(signed_in, Origin="https://boards.example") == 200
    assert post(signed_in, Origin="https://other.example") == 401


def test_a_host_that_is_not_ours_has_no_origin_of_ours(signed_in, monkeypatch):
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["boards.example"])
    assert post(signed_in, Origin="http://testserver") == 401


def test_a_call_with_a_cookie_costs_one_statement(signed_in):
    with CaptureQueriesContext(connection) as statements:
        assert post(signed_in, VERSION) == 200
    assert len(statements) == 1


def test_a_lock_ends_a_session_for_good(signed_in):
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    unlock_user("anna")
    assert post(signed_in) == 401
    assert not Session.objects.exists()


@pytest.fixture
def with_token(anna) -> Client:
    """A client that has the cookie of its first call with a personal token."""
    client = Client()
    token = make_token(actor=APPLICATION, user=anna, name="script")
    assert post(client, Authorization=f"Basic {encode('anna', token)}") == 200
    return client


def test_strangers_can_not_stop_a_program_with_a_token(with_token, signed_in):
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    assert (post(with_token), post(signed_in)) == (200, 401)


def test_a_session_ends_with_the_token_that_opened_it(with_token, signed_in, anna):
    end_all_tokens(actor=APPLICATION, user=anna)
    assert (post(with_token), post(signed_in)) == (401, 200)


@pytest.mark.parametrize("flag", ["twofactor_activated", "disable_login_form", "is_ldap_user"])
def test_a_session_of_a_password_ends_when_that_may_not_be_used_any_more(with_token, signed_in, anna, flag):
    User.objects.filter(pk=anna.pk).update(**{flag: True})
    assert (post(with_token), post(signed_in)) == (200, 401)


@pytest.mark.parametrize("key", ["", "x", "abcdefgh\x00", "x" * 500, "ü" * 10])
@pytest.mark.parametrize("name", ["KB_API_SID", "KB_SID"])
def test_impossible_cookies_are_refused(db, name, key):
    client = Client()
    client.cookies[name] = key
    assert post(client) == 401


def test_a_broken_custom_header_is_not_helped_by_a_cookie(signed_in, monkeypatch):
    monkeypatch.setitem(settings.ENV, "API_AUTHENTICATION_HEADER", "X-API-Auth")
    assert post(signed_in, **{"X-API-Auth": "???"}) == 401
    assert post(signed_in) == 200


def test_a_wrong_application_token_is_logged_without_itself(db, caplog):
    Rpc("jsonrpc", "my-guess").answer("getVersion")
    assert "Sign-in of user 'jsonrpc' failed from 127.0.0.1" in caplog.text
    assert "my-guess" not in caplog.text


def test_waiting_for_wrong_tokens_takes_one_thread_and_never_the_only_one(monkeypatch):
    pauses: list[float] = []
    throttle = credentials.Throttle()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 1:
            throttle.note_failure("a")

    monkeypatch.setattr(credentials.time, "sleep", pause)
    for _ in range(credentials.TOKEN_FAILURES + 1):
        throttle.note_failure("a")
    assert len(pauses) == 1
    monkeypatch.setitem(settings.ENV, "WEB_THREADS", 1)
    throttle.note_failure("a")
    assert len(pauses) == 1
