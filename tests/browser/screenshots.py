"""``make screenshots``: the ten main pages, in both themes and widths, into docs/screenshots."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kanboard_site.env import BASE_DIR
from tests.browser.conftest import launch_args
from tests.browser.site import LAPTOP, PHONE, Site, draw
from tests.serving import serve

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


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serve(Path(tempfile.mkdtemp())) as (url, environment):
        browser = playwright.chromium.launch(**launch_args())
        site = Site(url, browser, environment)
        fill(site)
        profile = site.open("/user/1/edit", "admin")
        profile.locator("[name=theme]").select_option("auto")
        profile.get_by_role("button", name="Save").click()
        profile.wait_for_url("**/user/show/**")
        profile.goto("/dashboard")
        profile.get_by_role("button", name="Dismiss").click()
        for size, viewport in (("1280", LAPTOP), ("390", PHONE)):
            for scheme in ("light", "dark"):
                options = {"viewport": viewport, "color_scheme": scheme}
                inside = site.context("admin", **options).new_page()
                outside = browser.new_context(base_url=url, **options).new_page()
                for name, path in PAGES.items():
                    show(outside if name == "sign-in" else inside, path, TARGET / f"{name}-{size}-{scheme}.jpg")
        browser.close()


if __name__ == "__main__":
    main()
