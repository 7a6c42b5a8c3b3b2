"""Who may call REST, and how often."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, override_settings

from api.rest.throttling import RATES
from boards.actors import COMMAND
from boards.authentication.tokens import make_token
from boards.models import PersonalToken, User
from tests.rest.conftest import PASSWORD, Rest


def token_of(name: str, **more: object) -> str:
    return make_token(actor=COMMAND, user=User.objects.get(username=name), name="A program", **more)


def changed_env(**variables: object):
    return override_settings(ENV={**settings.ENV, **variables})


def test_nobody_is_told_anything(rest, project):
    for authorization in ("", "Basic eA==", "Bearer nothing", "Bearer ", "Digest x", "Basic " + "!" * 20):
        answer = Rest(authorization).get(f"/projects/{project}/tasks")
        assert (answer.status, answer.json["type"]) == (401, "/api/docs/#problem-unauthenticated")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_personal_token_is_enough(rest, project, task):
    token = token_of("ana")
    for one in (Rest(f"Bearer {token}"), Rest.basic("ana", token), Rest.basic("ana", PASSWORD)):
        assert one.get("/me").json["username"] == "ana"
        assert one.patch(f"/tasks/{task}", {"title": "Mine"}).status == 200


def test_a_token_that_reads_changes_nothing(rest, project, task):
    reader = Rest(f"Bearer {token_of('ana', scope=PersonalToken.Scope.READ.value)}")
    assert reader.get(f"/tasks/{task}").status == 200
    assert reader.patch(f"/tasks/{task}", {"title": "Mine"}).status == 403
    assert reader.post(f"/tasks/{task}/close").status == 403
    assert reader.post(f"/projects/{project}/tasks", {"title": "x"}).status == 403


def test_the_application_has_a_token_without_a_name(rest, task):
    assert Rest("Bearer test").get(f"/tasks/{task}").status == 200


def test_a_token_of_who_was_disabled_is_over(rest, project):
    token = token_of("ana")
    User.objects.filter(username="ana").update(is_active=False)
    assert Rest(f"Bearer {token}").get("/me").status == 401


@pytest.fixture
def browser(rest, project):
    """Ana's browser, which checks what forms show."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="ana"))
    return Rest("", client)


def test_a_browser_reads_by_its_session_and_changes_with_the_token_of_its_forms(browser, task):
    assert browser.get(f"/tasks/{task}").status == 200
    refused = browser.patch(f"/tasks/{task}", {"title": "Mine"})
    assert (refused.status, "X-CSRFToken" in refused.json["detail"]) == (403, True)
    browser.client.get("/dashboard")
    shown = browser.client.cookies[settings.CSRF_COOKIE_NAME].value
    assert browser.patch(f"/tasks/{task}", {"title": "Mine"}, X_CSRFToken=shown).status == 200
    foreign = {"X_CSRFToken": shown, "Origin": "https://evil.example"}
    assert browser.patch(f"/tasks/{task}", {"title": "Yours"}, **foreign).status == 403


def test_wrong_credentials_are_not_saved_by_a_session(browser, task):
    browser.authorization = "Bearer wrong"
    assert browser.get(f"/tasks/{task}").status == 401


def test_who_asks_too_often_waits(rest, project):
    RATES.forget()
    with changed_env(API_RATE_LIMIT=3):
        assert [rest.get("/me").status for _ in range(4)][-1] == 429
        told = rest.get("/me")
        assert (told.json["type"], int(told.headers["Retry-After"])) == ("/api/docs/#problem-too-many-requests", 20)
        assert rest.user("ana").get("/me").status == 200


def test_other_sites_stay_outside_unless_they_are_let_in(rest, task):
    asked = {"Origin": "https://app.example"}
    assert "Access-Control-Allow-Origin" not in rest.get(f"/tasks/{task}", **asked).headers
    with override_settings(CORS_ALLOWED_ORIGINS=["https://app.example"]):
        answer = rest.get(f"/tasks/{task}", **asked)
        assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        before = Rest("").send("OPTIONS", f"/tasks/{task}", **asked, Access_Control_Request_Method="PATCH")
        assert "PATCH" in before.headers["Access-Control-Allow-Methods"]
        other = rest.get(f"/tasks/{task}", Origin="https://evil.example")
        assert "Access-Control-Allow-Origin" not in other.headers


def test_the_session_of_a_program_is_named_once(rest, project):
    ana = rest.user("ana")
    ana.get("/me")
    assert "KB_API_SID" in ana.client.cookies
