"""``make screenshots``: the main pages in both themes and widths, some in Russian, too, into docs/screenshots."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kanboard_site.env import BASE_DIR
from tests.browser.conftest import launch_args
from tests.browser.site import LAPTOP, PHONE, Site, draw
from tests.serving import PASSWORD, serve

TARGET = BASE_DIR / "docs/screenshots"
PAGES = {
    "sign-in": "/login",
    "my-work": "/dashboard",
    "projects": "/projects",
    "board": "/board/1",
    "task": "/task/4",
    "list": "/list/1",
    "search": "/search?search=status:open+tag:mobile",
    "overview": "/project/1/overview",
    "settings": "/project/1/columns",
    "new-task": "/project/1/task/create",
    "settings-about": "/settings",
    "settings-application": "/settings/application",
    "people": "/users",
    "person": "/user/show/2",
    "groups": "/groups",
}
#: As Vera sees them, who reads Russian; in the light theme.
IN_RUSSIAN = {
    "board": "/board/1",
    "settings-application": "/settings/application",
    "people": "/users",
    "help": "/help/roles",
}


def show(page: Page, path: str, file: Path) -> None:
    page.goto(path)
    page.evaluate("document.fonts.ready")
    draw(page)
    page.screenshot(path=file, type="jpeg", quality=72, animations="disabled")


def fill(site: Site) -> None:
    """The projects of the demo, with some of the work given to who looks."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), "demo"]
    subprocess.run(command, check=True, env=site.environment)
    for task_id in (2, 4, 7, 13, 15, 21, 26, 34):
        site.rpc("updateTask", id=task_id, owner_id=1)
    site.users["vera"] = site.rpc(
        "createUser", username="vera", password=PASSWORD, name="Vera Orlova", email="vera@example.org", role="app-admin"
    )
    site.rpc("addProjectUser", project_id=1, user_id=site.users["vera"], role="project-manager")


def choose(site: Site, user: str, field: str, value: str) -> None:
    """Change a preference of somebody, as they do it in their profile."""
    page = site.open(f"/user/{site.users[user]}/edit", user)
    page.locator(f"[name={field}]").select_option(value)
    page.locator(f"form:has([name={field}]) button:not([type=button])").first.click()
    page.wait_for_url("**/user/show/**")
    page.close()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serve(Path(tempfile.mkdtemp())) as (url, environment):
        browser = playwright.chromium.launch(**launch_args())
        site = Site(url, browser, environment)
        fill(site)
        choose(site, "admin", "theme", "auto")
        choose(site, "vera", "language", "ru_RU")
        dashboard = site.open("/dashboard", "admin")
        dashboard.get_by_role("button", name="Dismiss").click()
        for size, viewport in (("1280", LAPTOP), ("390", PHONE)):
            for scheme in ("light", "dark"):
                options = {"viewport": viewport, "color_scheme": scheme}
                inside = site.context("admin", **options).new_page()
                outside = browser.new_context(base_url=url, **options).new_page()
                for name, path in PAGES.items():
                    show(outside if name == "sign-in" else inside, path, TARGET / f"{name}-{size}-{scheme}.jpg")
            russian = site.context("vera", viewport=viewport, color_scheme="light").new_page()
            for name, path in IN_RUSSIAN.items():
                show(russian, path, TARGET / f"{name}-{size}-russian.jpg")
        browser.close()


if __name__ == "__main__":
    main()
