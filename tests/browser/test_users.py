"""Administrators run the users of an installation: by mouse, by keys, on a laptop and on a phone (web.md 9.5)."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.site import LAPTOP, PHONE, Site

SIZES = {"laptop": LAPTOP, "phone": PHONE}
sizes = pytest.mark.parametrize("size", SIZES)


def findings(page: Page) -> list[Any]:
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in Axe().run(page).response["violations"]]


def fresh(site: Site, prefix: str = "u") -> str:
    """A user of this test alone."""
    name = prefix + secrets.token_hex(3)
    site.user(name)
    return name


def row(page: Page, name: str) -> Any:
    return page.get_by_role("row").filter(has_text=name)


class TestList:
    @sizes
    def test_a_menu_of_a_row_leads_on(self, site, size):
        name = fresh(site)
        page = site.open("/dashboard", "admin", viewport=SIZES[size], reduced_motion="reduce")
        page.locator("summary[aria-label^='Account of']").click()
        page.get_by_role("link", name="Users", exact=True).click()
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("button", name="Search", exact=True).click()
        expect(row(page, name)).to_have_count(1)
        row(page, name).locator("summary").click()
        items = row(page, name).locator(".menu-items")
        expect(items).to_be_in_viewport(ratio=1)
        assert findings(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        items.get_by_role("link", name="Profile", exact=True).click()
        expect(page).to_have_url(re.compile(f"/user/show/{site.users[name]}$"))

    def test_keys_alone_find_filter_and_sort(self, site):
        name = fresh(site)
        page = site.open("/users", "admin")
        page.get_by_role("searchbox").focus()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(row(page, name)).to_have_count(1)
        page.locator(".users-filters > summary").focus()
        if not page.get_by_label("State").is_visible():
            page.keyboard.press("Enter")
        page.get_by_label("State").focus()
        page.keyboard.type("Disabled")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Apply").press("Enter")
        expect(page.get_by_role("heading", name="Nobody matches")).to_be_visible()
        page.get_by_role("link", name="Show all users").press("Enter")
        page.get_by_role("link", name="Number").press("Enter")
        expect(page.get_by_role("columnheader", name="Number")).to_have_attribute("aria-sort", "ascending")


class TestNewUser:
    @sizes
    def test_a_dialog_makes_an_account_and_its_owner_signs_in(self, site, size):
        name = "n" + secrets.token_hex(3)
        page = site.open("/users", "admin", viewport=SIZES[size], reduced_motion="reduce")
        page.get_by_role("link", name="New user").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("User name").fill(name)
        dialog.get_by_label("Full name").fill("Nina New")
        dialog.get_by_label("Password", exact=False).first.fill("12345")
        dialog.get_by_label("Password, once more").fill("12345")
        assert findings(page) == []
        dialog.get_by_role("button", name="Make account").click()
        expect(dialog.get_by_role("alert")).to_contain_text("at least 6 characters")
        expect(dialog.get_by_label("Full name")).to_have_value("Nina New")
        dialog.get_by_label("Password", exact=False).first.fill("secret-pw")
        dialog.get_by_label("Password, once more").fill("secret-pw")
        dialog.get_by_role("button", name="Make account").click()
        expect(page).to_have_url(re.compile(r"/user/show/\d+$"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Nina New")
        site.users[name] = int(page.url.rpartition("/")[2])
        expect(site.open("/dashboard", name).get_by_role("heading", level=1)).to_have_text("My work")

    def test_keys_alone_make_a_remote_account(self, site):
        name = "r" + secrets.token_hex(3)
        page = site.open("/users", "admin")
        page.get_by_role("link", name="New user").press("Enter")
        expect(page.get_by_role("dialog").get_by_label("User name")).to_be_focused()
        page.keyboard.type(name)
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.get_by_role("dialog").get_by_label("Password, once more")).to_be_hidden()
        page.keyboard.press("Control+Enter")
        expect(page).to_have_url(re.compile(r"/user/show/\d+$"))
        expect(page.locator("main")).to_contain_text("Remote")


class TestDeparture:
    @sizes
    def test_work_is_seen_in_numbers_and_handed_over(self, site, size):
        name, heir = fresh(site, "lea"), fresh(site, "hal")
        project = site.project(members=[name, "ana"])
        tasks = project.tasks(2, owner_id=site.users[name])
        board = site.open(project.board, "ana", viewport=LAPTOP)
        page = site.open(f"/users?search={name}", "admin", viewport=SIZES[size], reduced_motion="reduce")
        row(page, name).locator("summary").click()
        row(page, name).get_by_role("link", name="Remove…").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("2 open tasks")
        expect(dialog.get_by_label("Who takes it over")).to_be_hidden()
        dialog.get_by_label("goes to somebody else").check()
        dialog.get_by_label("Who takes it over").fill("nobody at all")
        assert findings(page) == []
        dialog.get_by_role("button", name="Remove").click()
        expect(dialog.get_by_text("This is nobody, or several").first).to_be_visible()
        dialog.get_by_label("Who takes it over").fill(heir)
        dialog.get_by_role("button", name="Remove").click()
        expect(page.get_by_role("heading", name="Users")).to_be_visible()
        expect(row(page, name)).to_have_count(0)
        # The open board of somebody else is told.
        for task in tasks:
            expect(board.locator(f"#card-{task}")).to_contain_text("".join(w[0] for w in [heir.title()]).upper())

    def test_keys_alone_disable_and_enable(self, site):
        name = fresh(site)
        page = site.open(f"/users?search={name}", "admin")
        row(page, name).locator("summary").press("Enter")
        row(page, name).get_by_role("link", name="Disable…").press("Enter")
        page.get_by_role("dialog").get_by_role("button", name="Disable").press("Enter")
        expect(row(page, name)).to_contain_text("Disabled")
        row(page, name).locator("summary").press("Enter")
        row(page, name).get_by_role("link", name="Enable…").press("Enter")
        page.get_by_role("dialog").get_by_role("button", name="Enable").press("Enter")
        expect(row(page, name)).not_to_contain_text("Disabled")

    def test_oneself_can_not_be_removed(self, site):
        page = site.open("/?controller=UserStatusController&action=confirmRemove&user_id=1", "admin")
        expect(page.get_by_role("alert").first).to_contain_text("administrator")
        expect(page.get_by_role("button", name="Remove")).to_have_count(0)
        assert findings(page) == []


class TestInvitation:
    """Mail is not set up here, so the link is shown."""

    def invite(self, page: Page, address: str) -> str:
        page.get_by_role("link", name="Invite people").click()
        expect(page.locator("main")).to_contain_text("Mail is not set up here")
        page.get_by_label("Mail addresses").fill(f"{address}\nnobody")
        page.get_by_role("button", name="Make links").click()
        expect(page.get_by_role("alert").first).to_contain_text("This is no address: nobody")
        page.get_by_label("Mail addresses").fill(address)
        page.get_by_role("button", name="Make links").click()
        return str(page.get_by_label(address, exact=True).input_value())

    def stranger(self, site: Site, size: dict[str, int]) -> Page:
        context = site.browser.new_context(base_url=site.url, viewport=size, reduced_motion="reduce")
        site.contexts.append(context)
        return context.new_page()

    @sizes
    def test_somebody_makes_the_own_account_and_signs_in(self, site, size):
        name = "ida" + secrets.token_hex(3)
        page = site.open("/users", "admin", viewport=SIZES[size], reduced_motion="reduce")
        link = self.invite(page, f"{name}@example.org")
        assert findings(page) == []
        guest = self.stranger(site, SIZES[size])
        guest.goto(link)
        assert findings(guest) == []
        assert not guest.evaluate("document.documentElement.scrollWidth > innerWidth")
        expect(guest.get_by_label("Email", exact=True)).to_have_value(f"{name}@example.org")
        guest.get_by_label("User name").fill(name)
        guest.get_by_label("Password", exact=True).fill("secret-pw")
        guest.get_by_label("Password, once more", exact=True).fill("secret-pw")
        guest.get_by_role("button", name="Make my account").click()
        expect(guest).to_have_url(f"{site.url}/login")
        guest.get_by_label("User name").fill(name)
        guest.get_by_label("Password", exact=True).fill("secret-pw")
        guest.get_by_role("button", name="Sign in", exact=True).click()
        expect(guest.get_by_role("heading", level=1)).to_have_text("My work")
        guest.goto("/users")
        expect(guest.get_by_role("heading", level=1)).to_have_text("Access denied")
        other = self.stranger(site, SIZES[size])
        other.goto(link)
        expect(other.get_by_role("heading", level=1)).to_have_text("This invitation leads nowhere")

    def test_keys_alone_invite_sign_up_and_withdraw(self, site):
        first, second = (f"{word}{secrets.token_hex(3)}@example.org" for word in ("ida", "kai"))
        page = site.open("/users", "admin")
        page.get_by_role("link", name="Invite people").press("Enter")
        expect(page.get_by_label("Mail addresses")).to_be_focused()
        page.keyboard.type(f"{first}\n{second}")
        page.get_by_role("button", name="Make links").press("Enter")
        guest = self.stranger(site, LAPTOP)
        guest.goto(page.get_by_label(first, exact=True).input_value())
        expect(guest.get_by_label("User name")).to_be_focused()
        guest.keyboard.type(first.partition("@")[0])
        guest.get_by_label("Password", exact=True).focus()
        guest.keyboard.type("secret-pw")
        guest.get_by_label("Password, once more", exact=True).focus()
        guest.keyboard.type("secret-pw")
        guest.keyboard.press("Enter")
        expect(guest).to_have_url(f"{site.url}/login")
        link = page.get_by_label(second, exact=True).input_value()
        page.get_by_role("link", name=f"Withdraw {second}").press("Enter")
        page.get_by_role("dialog").get_by_role("button", name="Withdraw").press("Enter")
        expect(page.get_by_role("link", name=f"Withdraw {second}")).to_have_count(0)
        guest.goto(link)
        expect(guest.get_by_role("heading", level=1)).to_have_text("This invitation leads nowhere")


class TestImport:
    HEAD = "Username,Password,Email,Full Name,Administrator,Manager,Remote User\n"

    def file(self, name: str) -> Any:
        lines = f"{name},secret-pw,,New One,,,\n{name}b,1,,,,,\nadmin,,,,,,\n"
        return {"name": "users.csv", "mimeType": "text/csv", "buffer": (self.HEAD + lines).encode()}

    @sizes
    def test_a_file_is_looked_at_and_then_imported(self, site, size):
        name = "c" + secrets.token_hex(3)
        page = site.open("/users", "admin", viewport=SIZES[size], reduced_motion="reduce")
        page.get_by_role("link", name="Import", exact=True).click()
        page.get_by_label("CSV file").set_input_files(self.file(name))
        page.get_by_role("button", name="Look at it first").press("Enter")
        expect(page.get_by_role("row").filter(has_text=f"{name}b")).to_contain_text("at least 6 characters")
        assert findings(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.get_by_role("button", name="All lines or none").press("Enter")
        expect(page.get_by_role("alert").first).to_contain_text("nothing was imported")
        page.get_by_role("button", name="Import 1 user").press("Enter")
        expect(page).to_have_url(f"{site.url}/users")
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("searchbox").press("Enter")
        expect(row(page, name)).to_have_count(1)


class TestProjectsOfPeople:
    @sizes
    def test_the_projects_and_tasks_of_somebody_are_found_by_name(self, site, size):
        name = fresh(site)
        project = site.project(members=[name])
        project.task("Paint the hull", owner_id=site.users[name])
        page = site.open("/projects", "admin", viewport=SIZES[size], reduced_motion="reduce")
        page.get_by_role("link", name="Projects of people").press("Enter")
        page.get_by_label("Person").fill(name)
        page.get_by_label("Person").press("Enter")
        expect(page).to_have_url(re.compile(f"/projects/managers/{site.users[name]}$"))
        page.get_by_role("link", name="Members", exact=True).click()
        expect(row(page, name.title())).to_contain_text("Backlog 1")
        page.get_by_role("link", name="Open tasks", exact=True).click()
        expect(page.get_by_role("link", name="Paint the hull")).to_be_visible()
        assert findings(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
