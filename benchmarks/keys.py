"""How soon a board of 200 tasks answers a press of a key, as the browser itself reports it.

``python -m benchmarks.keys`` fills a board, opens it in Chromium, presses keys, and prints for each the time that its
handlers took, and the time from the press until the next picture was drawn (``PerformanceEventTiming``, in steps of
8 ms). Browsers do not report what takes less than 16 ms: that counts as 16, with handlers of 0. What needs the answer
of the server ("D": the card goes) is in a later picture. ``--presses`` is the number for each key.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import launch_args
from tests.browser.site import Project, Site, serve

TASKS = 200
#: Where keys are pressed: amid the second column, so that each has something to do.
START = 75
#: The shortest time that browsers report.
LEAST = 16.0
#: Keys, and what is pressed after each, so that the next press finds the same board.
KEYS = {
    "j": "",
    "k": "",
    "l": "h",
    "h": "l",
    "x": "x",
    "]": "[",
    "p": "Escape",
    "Control+k": "Escape",
    "D": "Control+z",
}
WATCH = """() => {
  window.timings = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (one.name === "keydown") timings.push([one.duration, one.processingEnd - one.processingStart]);
  }).observe({type: "event", durationThreshold: 16});
}"""
#: What was reported, when two more pictures were drawn and nothing else is waiting.
TAKE = """() => new Promise((done) => {
  const idle = () => requestIdleCallback(() => done(timings.splice(0)));
  requestAnimationFrame(() => requestAnimationFrame(idle));
})"""


def fill(site: Site) -> Project:
    """200 tasks in four columns, some of them with all that cards show."""
    project = site.project()
    columns = list(project.columns.values())
    more = {"owner_id": site.user("bo"), "tags": ["oak", "mast"], "priority": 2, "description": "Some words."}
    site.batch(
        (
            "createTask",
            {"title": f"Task {n} of the board", "project_id": project.id, "column_id": columns[n % 4]}
            | (more if n % 3 == 0 else {}),
        )
        for n in range(TASKS)
    )
    return project


def settle(page: Page) -> list[list[float]]:
    taken: list[list[float]] = page.evaluate(TAKE)
    return taken


def wait_for_cards(page: Page, number: int) -> None:
    page.wait_for_function("n => document.querySelectorAll('.card[data-task-id]').length === n", arg=number)


def press(page: Page, key: str, after: str, presses: int) -> list[tuple[float, float]]:
    """For each press the time until the next picture, and the time of the handlers, in milliseconds."""
    found = []
    cards = page.locator(".card[data-task-id]").count()
    page.locator(".card .card-title").nth(START).focus()
    for _ in range(presses):
        settle(page)
        page.keyboard.press(key)
        reported = settle(page)
        found.append(max(((one[0], one[1]) for one in reported), default=(LEAST, 0.0)))
        if key == "D":
            wait_for_cards(page, cards - 1)
        if after:
            page.keyboard.press(after)
        wait_for_cards(page, cards)
    settle(page)
    return found


def print_line(name: str, found: list[tuple[float, float]]) -> None:
    until, handlers = (sorted(values) for values in zip(*found, strict=True))
    deciles = statistics.quantiles(until, n=10, method="inclusive")
    print(
        f"{name:12}{statistics.median(until):8.0f}{deciles[-1]:8.0f}{until[-1]:8.0f}"
        f"{statistics.median(handlers):12.1f}{handlers[-1]:8.1f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.keys", description=__doc__)
    parser.add_argument("--presses", type=int, default=20, help="of each key")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        serve(Path(folder)) as (url, environment),
    ):
        browser = playwright.chromium.launch(**launch_args())
        site = Site(url, browser, environment)
        page = site.open(fill(site).board)
        page.evaluate(WATCH)
        print(f"{page.locator('.card[data-task-id]').count()} cards, load of the machine {os.getloadavg()[0]:.1f}")
        print(f"{'ms':12}{'picture':>8}{'p90':>8}{'max':>8}{'handlers':>12}{'max':>8}")
        everything = []
        for key, after in KEYS.items():
            found = press(page, key, after, options.presses)
            everything += found
            print_line(key, found)
        print_line("all", everything)
        browser.close()


if __name__ == "__main__":
    main()
