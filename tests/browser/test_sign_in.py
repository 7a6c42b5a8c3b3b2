"""Signing in as a person does (decisions.md 1)."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from boards.models import User
from tests.conftest import Rpc

PASSWORD = "secret-pw"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(live_server) -> User:
    return User.objects.create(username="anna", name="Anna", role="app-admin", password=make_password(PASSWORD))


def fill(page: Page, password: str) -> None:
    page.get_by_label("User name").fill("anna")
    page.get_by_label("Password", exact=True).fill(password)


def test_the_keyboard_signs_in_and_out(page: Page, live_server, anna):
    page.goto(f"{live_server.url}/dashboard")
    expect(page).to_have_url(re.compile("/login"))
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    page.locator("summary[aria-label='Account of Anna']").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{live_server.url}/login")


def test_a_wrong_password_is_told(page: Page, live_server, anna):
    page.goto(f"{live_server.url}/login")
    fill(page, "wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("This user name or password is not right.")
    expect(page.get_by_label("User name")).to_have_value("anna")


def test_the_owner_unlocks_what_programs_locked(page: Page, live_server, anna):
    """The browser does a little work by itself; nobody has to read a riddle."""
    for _ in range(3):
        Rpc("anna", "wrong").answer("getVersion")
    assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401
    page.goto(f"{live_server.url}/login")
    fill(page, PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("altcha-widget")).to_be_visible()
    fill(page, PASSWORD)
    expect(page.locator("altcha-widget [data-state=verified]")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(page: Page, live_server, anna, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/login")
    assert Axe().run(page).response["violations"] == []
    fill(page, PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    assert Axe().run(page).response["violations"] == []
