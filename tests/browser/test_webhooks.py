"""A webhook from its making to what it was told, by mouse and by keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, TOAST
from tests.browser.test_accessibility import findings


def test_a_webhook_is_made_tested_and_removed(site):
    project = site.project(role="project-manager")
    page = site.open(f"/project/{project.id}/webhooks")
    page.get_by_role("link", name="New webhook").click()
    page.get_by_label("Name").fill("Chat")
    page.get_by_label("Address").fill("http://127.0.0.1:9/hook")
    page.get_by_role("button", name="Make webhook").click()
    # Private networks are closed to webhooks of this site; the page says so beside the field, and keeps what was typed.
    expect(page.locator("#id_url_error")).to_contain_text("private network")
    expect(page.get_by_label("Name")).to_have_value("Chat")
    page.get_by_label("Address").fill("http://receiver.invalid/hook")
    page.get_by_label("A task is closed").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Make webhook").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".secret")).to_contain_text("whsec_")
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator(TOAST)).to_contain_text("A test is on its way.")
    look_again = page.get_by_role("link", name="Look again")
    expect(page.get_by_role("heading", name="Attempts")).to_be_visible()
    for _ in range(40):
        if page.get_by_text("Headers of the request").count():
            break
        page.wait_for_timeout(250)
        look_again.click()
    page.get_by_text("Headers of the request").click()
    expect(page.get_by_text("webhook-signature")).to_be_visible()
    page.get_by_role("link", name="Chat", exact=True).click()
    expect(page.get_by_text("Failing", exact=True)).to_be_visible()
    page.get_by_role("link", name="Switch off").click()
    page.get_by_role("dialog").get_by_role("button", name="Switch off").click()
    expect(page.get_by_role("button", name="Switch on")).to_be_visible()
    page.get_by_role("link", name="Remove", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Remove webhook").click()
    expect(page.get_by_role("link", name="New webhook")).to_be_visible()
    expect(page.get_by_role("link", name="Chat", exact=True)).to_have_count(0)


def look(page: Page) -> None:
    """Nothing is wrong for those who can not see it, and nothing is wider than the screen."""
    assert findings(page, "") == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE], ids=["desk", "phone"])
def test_its_pages_are_for_everybody_and_fit(site, size, scheme):
    project = site.project(role="project-manager")
    options = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    page = site.open(f"/project/{project.id}/webhooks/new", **options)
    page.get_by_label("Name").fill("Somewhere" * 15)
    page.get_by_label("Address").fill("http://receiver.invalid/" + "a-long-path" * 40)
    page.get_by_role("button", name="Make webhook").click()
    expect(page.locator(".secret")).to_be_visible()
    page.get_by_text("How a receiver checks the signature").click()
    look(page)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("heading", name="Attempts")).to_be_visible()
    look(page)
    page.goto(f"/project/{project.id}/webhooks")
    look(page)
    page.get_by_role("link", name="Somewhere").click()
    expect(page.get_by_role("region", name="Deliveries")).to_be_visible()
    look(page)
