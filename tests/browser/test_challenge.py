"""The challenge of the login form keeps to the policy of the page (decisions.md 1)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from boards.models import User
from tests.conftest import Rpc

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_challenge_runs_without_breaking_the_policy(page: Page, live_server):
    User.objects.create(username="anna", password=make_password("secret-pw"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    page.goto(f"{live_server.url}/login")
    page.get_by_label("User name").fill("anna")
    page.get_by_label("Password").fill("secret-pw")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("altcha-widget [data-state=verified]")).to_be_visible(timeout=15_000)
    assert said == []
