"""The first hour of a project: it is made from a template and opens as its board."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_project_is_two_fields_and_opens_as_its_board(site):
    page = site.open("/projects", "admin")
    page.get_by_role("link", name="New project", exact=True).click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("[name=name]")).to_be_focused()
    expect(dialog.locator("[name=identifier]")).to_be_hidden()
    dialog.locator("[name=name]").fill("Leaks")
    dialog.get_by_role("radio", name=re.compile("Bug tracking.*Reported, Confirmed")).check()
    dialog.get_by_role("button", name="Make project").click()
    page.wait_for_url(re.compile(r"/board/\d+$"))
    for title in ("Reported", "Confirmed", "In progress", "Testing", "Fixed"):
        expect(page.get_by_role("heading", name=re.compile(title)).first).to_be_visible()


def test_the_parts_of_a_project_are_asked_for_when_one_is_chosen(site):
    ours = site.project(members=["admin"])
    page = site.open("/project/create", "admin")
    page.locator("summary", has_text="More").click()
    expect(page.get_by_label("Custom roles")).to_be_hidden()
    page.locator("[name=src_project_id]").select_option(str(ours.id))
    expect(page.get_by_label("Custom roles")).to_be_visible()
