"""What pages weigh (ux.md 0 and 3.17), and that the colours can be read (ux.md 2)."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from boards.colors import COLORS
from boards.models import Task
from kanboard_site.env import BASE_DIR
from kanboard_site.static_files import StaticFiles, strip_script

STATIC = BASE_DIR / "static"


class Counter(HTMLParser):
    """How many elements and cards a page has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements = self.cards = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        self.cards += re.fullmatch(r"card-\d+", dict(attrs).get("id") or "") is not None


def zipped(*contents: bytes) -> int:
    return sum(len(gzip.compress(content)) for content in contents)


def fill(world, number: int) -> None:
    columns = list(world.columns.values())
    Task.objects.bulk_create(
        Task(
            title=f"Task {n} with a title of the usual length", project=world.project, column=columns[n % 4],
            swimlane=world.swimlane, color_id="blue", date_creation=1, date_modification=1, date_moved=1,
            position=n + 1,
            owner=world.people["member"] if n % 2 else None, priority=n % 4, date_due=1_700_000_000 if n % 3 else 0,
            description="Words" if n % 5 else "", score=n % 7,
        )
        for n in range(number)
    )  # fmt: skip


@pytest.mark.parametrize("number", [1_000, 10_000])
def test_a_full_board_stays_light(world, number):
    fill(world, number)
    content = world.member.get(f"/board/{world.project.pk}").content
    page = Counter(content.decode())
    assert len(content) <= 350_000
    assert zipped(content) <= 45_000
    assert page.cards <= 400
    assert page.elements <= 12_000
    assert f"{number // 4}" in content.decode()


@pytest.mark.parametrize("path", ["/dashboard", "/list/{0}", "/task/{1}", "/project/{0}/overview", "/project/{0}/edit"])
def test_usual_pages_stay_light(world, path):
    fill(world, 100)
    pk = Task.objects.latest("pk").pk
    content = world.manager.get(path.format(world.project.pk, pk)).content
    assert zipped(content) <= 40_000


def imported(path: Path, seen: set[Path]) -> set[Path]:
    """A module and all that it imports."""
    if path not in seen:
        seen.add(path)
        for name in re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', path.read_text()):
            imported((path.parent / name).resolve(), seen)
    return seen


def test_styles_and_scripts_stay_light():
    """All styles together, and the scripts of the heaviest pages as they are sent; there is no library among them."""
    styles = [path.read_bytes() for path in (STATIC / "css").rglob("*.css")]
    assert zipped(*styles) <= 35_000
    for page in ("js/board/main.js", "js/list/main.js"):
        seen: set[Path] = set()
        for name in ("js/app.js", page):
            imported(STATIC / name, seen)
        assert zipped(*(strip_script(path.read_bytes()) for path in seen)) <= 80_000


def test_no_text_of_a_script_has_two_lines():
    """They would lose the blanks at the begin of the second one."""
    scripts = {path.name: path.read_text().splitlines() for path in (STATIC / "js").rglob("*.js")}
    assert [name for name, lines in scripts.items() if any(line.count("`") % 2 for line in lines)] == []


def test_scripts_are_sent_without_their_comments_but_whole(tmp_path):
    script = b'// What it does.\n\nconst url = "https://a.b"; // kept\n  // aside\n  call(url,\n\t  " b");\n'
    kept = b'const url = "https://a.b"; // kept\ncall(url,\n" b");\n'
    assert strip_script(script) == kept
    storage = StaticFiles(location=str(tmp_path))
    file = ContentFile(script)
    for _time in range(2):  # the second time it has been read already
        name = storage.save("js/x.js", file)
        assert (tmp_path / name).read_bytes() == kept


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance of #rrggbb."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def colours_in(rules: str) -> list[dict[str, str]]:
    """The colours that rules of the style sheet set, in the light and in the dark theme."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", rules)
    return [{f"--{name}": light for name, light, _dark in pairs}, {f"--{name}": dark for name, _light, dark in pairs}]


def themes(color: str = "") -> list[dict[str, str]]:
    """The colours of the page, and those that one of the task colours sets beside them."""
    sheet = (STATIC / "css/shared/tokens.css").read_text()
    page = colours_in(sheet[: sheet.index("--sans")])
    if not color:
        return page
    (own,) = re.findall(rf"\.c-{color} (\{{[^}}]*\}})", sheet)
    return [ground | more for ground, more in zip(page, colours_in(own), strict=True)]


#: Token, the least contrast, and the grounds that it stands on.
GROUNDS = ("--canvas", "--surface", "--sunken", "--hover")
PAIRS = [
    ("--text", 12.0, GROUNDS),
    ("--muted", 5.4, GROUNDS),
    ("--accent", 7.0, (*GROUNDS, "--accent-soft")),
    ("--danger", 5.0, (*GROUNDS, "--danger-soft")),
    ("--warn", 5.0, (*GROUNDS, "--warn-soft")),
    ("--ok", 5.0, (*GROUNDS, "--ok-soft")),
    ("--info", 5.0, (*GROUNDS, "--info-soft")),
    ("--focus", 5.3, ("--canvas", "--surface", "--sunken")),
    ("--control", 3.0, ("--canvas", "--surface", "--sunken")),
    ("--on-accent", 7.0, ("--accent",)),
]


@pytest.mark.parametrize(("token", "least", "grounds"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_every_pair_of_tokens_can_be_read(token, least, grounds):
    for colors in themes():
        for ground in grounds:
            assert contrast(colors[token], colors[ground]) >= least, (token, ground, colors)


def test_every_colour_of_a_theme_is_written_once_with_its_other():
    sheet = (STATIC / "css/shared/tokens.css").read_text()
    light, dark = themes()
    assert len(light) == len(dark) == 21
    written = re.findall(r"--[\w-]+: light-dark", sheet)
    assert len(written) == 21 + 3 * len(COLORS)
    assert "prefers-color-scheme" not in sheet


@pytest.mark.parametrize("color", COLORS)
def test_every_task_colour_can_be_read(color):
    for colors in themes(color):
        tint = colors["--tint"]
        assert contrast(colors["--ink"], tint) >= 7
        assert contrast(colors["--edge"], tint) >= 3.05
        assert contrast(colors["--text"], tint) >= 11.9
        assert contrast(colors["--muted"], tint) >= 5.8
        # On a filled card stand badges and signs of all kinds, and chips on a ground of their own.
        assert min(contrast(colors[name], tint) for name in ("--danger", "--warn", "--ok", "--info", "--accent")) >= 4.5
        assert min(contrast(colors[name], tint) for name in ("--focus", "--control")) >= 3
        assert contrast(colors["--ink"], colors["--surface"]) >= 7
        # An edge lies between the ground of its card and that of the cell, or at the head of a lane.
        assert min(contrast(colors["--edge"], colors[ground]) for ground in GROUNDS[:3]) >= 3, colors


def steps(path: Path, above: tuple[Path, ...] = ()) -> int:
    """How many modules the longest way of imports from this one has."""
    assert path not in above, "modules that import each other never get a name"
    names = re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', path.read_text())
    return 1 + max((steps((path.parent / name).resolve(), (*above, path)) for name in names), default=0)


def test_every_module_gets_a_name_with_a_digest():
    """A digest changes with those of what is imported: with too few passes no server starts."""
    assert steps(STATIC / "js/board/main.js") < StaticFiles.max_post_process_passes
    assert steps(STATIC / "js/list/main.js") < StaticFiles.max_post_process_passes
