"""The settings of the installation and its groups, by mouse and by keys."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.site import PASSWORD, PHONE, TOAST


@pytest.fixture
def admin(site):
    """Who may: the first administrator has a password that no test knows, so one of ours does it."""
    if "chief" not in site.users:
        site.users["chief"] = site.rpc(
            "createUser", username="chief", password=PASSWORD, name="Chief", email="chief@example.org", role="app-admin"
        )
    return "chief"


@pytest.fixture
def name() -> str:
    return f"Gardeners {secrets.token_hex(3)}"


def test_an_option_is_changed_by_keys_and_it_is_told_what_changed(site, admin):
    page = site.open("/settings", admin)
    page.get_by_role("link", name="Boards", exact=True).focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Seconds until a public board is read anew")
    field.focus()
    field.press("ControlOrMeta+a")
    page.keyboard.type("61")
    page.keyboard.press("Enter")
    expect(page.locator(TOAST)).to_contain_text("Seconds until a public board is read anew: 60 → 61")
    expect(page.get_by_text("0: never. Default: 60.")).to_be_visible()
    page.get_by_label("Seconds until a public board is read anew").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(TOAST)).to_contain_text("61 → 60")
    page.get_by_role("link", name="Audit log").click()
    expect(page.get_by_role("region", name="Audit log").get_by_text("60 → 61").first).to_be_visible()


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(site, admin):
    page = site.open("/settings/application", admin)
    page.get_by_label("Address").fill("boards.example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="Not saved")).to_be_focused()
    field = page.get_by_label("Address")
    expect(field).to_have_value("boards.example")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_token_is_shown_once_to_who_knows_the_own_password(site, admin):
    page = site.open("/settings/webhook", admin)
    page.get_by_role("link", name="New token").click()
    page.get_by_label("Your present password").fill("wrong")
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_text("This is not your password.").first).to_be_visible()
    page.get_by_label("Your present password").fill(PASSWORD)
    page.get_by_role("button", name="Make token").click()
    token = page.locator(".notice .secret")
    expect(token).to_have_text(re.compile("^[0-9a-f]{60}$"))
    page.goto("/settings/webhook")
    expect(token).to_have_count(0)


def test_a_label_is_made_and_removed_in_dialogs(site, admin, name):
    page = site.open("/settings/links/labels", admin)
    page.get_by_role("link", name="Add label").click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("[name=label]")).to_be_focused()
    page.keyboard.type(f"waters {name}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name=f"waters {name}")).to_be_visible()
    page.get_by_role("link", name=f"Remove waters {name}").click()
    expect(dialog.get_by_text("and with it 0 links between tasks")).to_be_visible()
    dialog.get_by_role("button", name="Remove label").click()
    expect(page.get_by_role("rowheader", name=f"waters {name}")).to_have_count(0)


def test_a_group_gets_a_member_by_name_and_a_role_and_goes(site, admin, name):
    project = site.project()
    page = site.open("/groups", admin)
    page.get_by_role("link", name="New group").click()
    page.locator("#dialog [name=name]").fill(name)
    page.locator("#dialog").get_by_role("button", name="Make group").click()
    page.wait_for_url(re.compile(r"/group/\d+/members"))
    page.get_by_label("Person").focus()
    page.keyboard.type("ana")
    page.keyboard.press("Enter")
    expect(page.locator(TOAST)).to_contain_text("Ana added.")
    group = int(re.search(r"/group/(\d+)/", page.url)[1])
    site.rpc("addProjectGroup", project_id=project.id, group_id=group, role="project-viewer")
    page.reload()
    page.get_by_role("link", name=re.compile("Permissions Harbour")).click()
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("link", name="Remove Ana").click()
    expect(page.locator("#dialog").get_by_text("loses its role in 1 project")).to_be_visible()
    page.locator("#dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nobody yet.")).to_be_visible()
    page.get_by_role("link", name="Remove group").click()
    expect(page.locator("#dialog").get_by_text("has 0 members and a role in 1 project")).to_be_visible()
    page.locator("#dialog").get_by_role("button", name="Remove group").click()
    page.wait_for_url(re.compile(r"/groups$"))
    expect(page.get_by_text(name, exact=True)).to_have_count(0)


def test_without_a_mail_server_it_is_said_and_the_first_steps_go_one_by_one(site, admin):
    page = site.open("/dashboard", admin)
    steps = page.get_by_role("region", name="First steps")
    expect(steps.get_by_text("Mail is not set up")).to_be_visible()
    steps.get_by_role("button", name="Skip See that mails arrive").click()
    expect(steps.get_by_text("See that mails arrive")).to_have_count(0)
    page.goto("/settings")
    page.get_by_role("button", name="Send me a test").click()
    expect(page.locator(TOAST)).to_contain_text("EMAIL_URL")
    page.goto("/dashboard")
    steps.get_by_role("button", name="Dismiss").click()
    expect(steps).to_have_count(0)


def test_on_a_phone_the_settings_are_a_list_that_leads_there_and_back(site, admin):
    page = site.open("/settings", admin, viewport=PHONE, has_touch=True)
    page.get_by_role("link", name="Currencies").tap()
    page.get_by_role("link", name="Settings", exact=True).first.tap()
    page.wait_for_url(re.compile("/settings$"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
