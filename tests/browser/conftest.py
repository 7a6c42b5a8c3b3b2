"""A real Chromium against a live server. Run by `make test-browser`, which needs Chromium on the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Project, Site
from tests.serving import serve

# Playwright's loop runs in the main thread, where Django would refuse every query of a fixture.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def launch_args() -> dict[str, Any]:
    """The browser of the machine, quiet."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed: install the package chromium, or name it in CHROMIUM."
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launch_args()


@pytest.fixture(params=[(390, 844), (1280, 800)], ids=["phone", "laptop"])
def browser_context_args(request: pytest.FixtureRequest, browser_context_args: dict[str, Any]) -> dict[str, Any]:
    width, height = request.param
    return {**browser_context_args, "viewport": {"width": width, "height": height}}


@pytest.fixture(autouse=True)
def patience() -> None:
    """What does not come within seconds does not come."""
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="session")
def running_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("site")) as (url, environment):
        yield Site(url, browser, environment)


@pytest.fixture
def site(running_site: Site) -> Iterator[Site]:
    """The running product; the browsers of a test are closed after it, and no script has failed in them."""
    yield running_site
    assert running_site.close_all() == []


@pytest.fixture
def project(site: Site) -> Project:
    """A project of its own for each test, with two members."""
    return site.project()
