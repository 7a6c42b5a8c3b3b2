"""A task on its page and in the panel: two people at once, and editing in place (ux.md 3.15, 4, scenarios 34 to 36)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Project, Site


@pytest.fixture
def project(site: Site) -> Project:
    return site.project()


def dialog(page: Page):
    return page.locator("#dialog")


def open_edit(site: Site, pk: int, user: str) -> Page:
    page = site.open(f"/task/{pk}", user)
    page.locator("#task").get_by_role("link", name="Edit", exact=True).first.click()
    expect(dialog(page).locator("[name=description]")).to_be_visible()
    return page


def save(page: Page) -> None:
    dialog(page).get_by_role("button", name="Save", exact=True).click()


def description(site: Site, pk: int) -> str:
    return site.rpc("getTask", task_id=pk)["description"]


def test_34_changes_of_different_lines_are_put_together(site, project):
    pk = project.task(description="one\ntwo\nthree")
    ana, bo = open_edit(site, pk, "ana"), open_edit(site, pk, "bo")
    dialog(ana).locator("[name=description]").fill("ONE\ntwo\nthree")
    save(ana)
    expect(ana.locator("#description")).to_contain_text("ONE")
    dialog(bo).locator("[name=description]").fill("one\ntwo\nTHREE")
    save(bo)
    expect(bo.locator(".toast")).to_contain_text("put together with the change of Ana")
    assert description(site, pk) == "ONE\ntwo\nTHREE"


def test_35_the_same_line_is_compared_and_nothing_is_lost(site, project):
    pk = project.task(description="one\ntwo")
    ana, bo = open_edit(site, pk, "ana"), open_edit(site, pk, "bo")
    dialog(ana).locator("[name=description]").fill("one\nfrom Ana")
    save(ana)
    expect(dialog(ana)).to_be_hidden()
    dialog(bo).locator("[name=description]").fill("one\nfrom Bo")
    save(bo)
    expect(dialog(bo).locator("mark")).to_have_text(["from Bo", "from Ana"])
    expect(dialog(bo).locator("[name=description]")).to_have_value("one\nfrom Bo")
    assert description(site, pk) == "one\nfrom Ana"
    bo.keyboard.press("Escape")
    bo.reload()
    bo.locator("#task").get_by_role("link", name="Edit", exact=True).first.click()
    dialog(bo).get_by_role("button", name="Restore").click()
    save(bo)
    dialog(bo).get_by_role("button", name="Use both").click()
    save(bo)
    expect(dialog(bo)).to_be_hidden()
    assert description(site, pk) == "one\nfrom Bo\nfrom Ana"


def test_36_two_people_change_different_fields(site, project):
    pk = project.task()
    ana, bo = open_edit(site, pk, "ana"), open_edit(site, pk, "bo")
    dialog(ana).locator("[name=priority]").select_option("2")
    save(ana)
    expect(dialog(ana)).to_be_hidden()
    dialog(bo).locator("[name=date_due]").fill("2030-12-31")
    save(bo)
    expect(dialog(bo)).to_be_hidden()
    task = site.rpc("getTask", task_id=pk)
    assert (int(task["priority"]), bool(int(task["date_due"]))) == (2, True)


def test_a_clash_is_solved_without_scripts(site, project):
    pk = project.task(description="one\ntwo")
    page = site.open(f"/task/{pk}/edit", java_script_enabled=False)
    page.locator("[name=description]").fill("one\nmine")
    site.rpc("updateTask", id=pk, description="one\ntheirs")
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("mark")).to_have_text(["mine", "theirs"])
    expect(page.get_by_role("button", name="Use both")).to_be_hidden()
    page.locator("[name=description]").fill("one\nmine and theirs")
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/task/{pk}$"))
    assert description(site, pk) == "one\nmine and theirs"
