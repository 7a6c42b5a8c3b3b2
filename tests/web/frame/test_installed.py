"""The site on a home screen: its manifest and its pictures."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from boards.web.frame.installed import CANVAS, SURFACE
from kanboard_site.env import BASE_DIR


@pytest.fixture
def manifest(world) -> dict[str, Any]:
    answer = Client().get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    return answer.json()


def picture(address: str) -> Image.Image:
    with Image.open(finders.find(address.removeprefix("/static/"))) as image:
        return image.convert("RGBA")


def test_it_is_a_program_of_its_own_that_opens_at_my_work(manifest):
    assert (manifest["display"], manifest["start_url"], manifest["scope"]) == ("standalone", "/dashboard", "/")
    assert [place["url"] for place in manifest["shortcuts"]] == ["/dashboard", "/projects", "/search"]


def test_its_pictures_are_what_it_says(manifest):
    for icon in manifest["icons"]:
        width, height = picture(icon["src"]).size
        assert icon["sizes"] == f"{width}x{height}"
    assert {"any", "maskable"} == {icon["purpose"] for icon in manifest["icons"]}
    cut = next(icon for icon in manifest["icons"] if icon["purpose"] == "maskable")
    assert picture(cut["src"]).getpixel((0, 0))[3] == 255


def test_its_colours_are_those_of_the_pages(manifest):
    tokens = (BASE_DIR / "static/css/shared/tokens.css").read_text()
    assert f"--canvas: light-dark({CANVAS}, " in tokens
    assert f"--surface: light-dark({SURFACE}, " in tokens
    bars = re.findall(r'theme-color" content="(#\w+)"', (BASE_DIR / "templates/layout/base.html").read_text())
    assert bars == re.findall(r"#\w+", re.findall(r"--surface: ([^;]+);", tokens)[0])


@pytest.mark.parametrize("path", ["/login", "/dashboard", "/admin/"])
def test_pages_of_all_kinds_name_it(world, path):
    client = Client() if path == "/login" else world.client("admin")
    html = client.get(path).content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in html
    assert 'rel="apple-touch-icon" href="/static/img/icon-touch-180' in html


def test_a_picture_is_where_browsers_look_for_one(world):
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/static/img/favicon")


def test_the_admin_has_the_colours_of_the_product():
    colors = re.findall(r"#[0-9a-f]{6}", (BASE_DIR / "static/css/admin.css").read_text())
    tokens = (BASE_DIR / "static/css/shared/tokens.css").read_text().lower()
    assert len(colors) > 50
    assert [color for color in colors if color not in tokens] == []
