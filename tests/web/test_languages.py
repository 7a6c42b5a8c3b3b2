"""No text of a page is left in English for who reads Russian: what is not marked for translation is found here."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from boards.models import Link, User
from tests.web.asking import text
from tests.web.test_access import LINES, SHOWN, fill, ids  # noqa: F401

#: What is written alike in all languages, and what the crawl has prepared.
ALIKE = {
    "api", "json", "rpc", "csv", "css", "url", "rss", "http", "https", "utc", "usd", "eur", "kanboard", "python",
    "django", "sqlite", "postgresql",
}  # fmt: skip
#: Elements whose words are no sentences of ours: code, keys, texts of people, and what is chosen from long lists.
SKIPPED = {"script", "style", "code", "kbd", "pre", "template", "textarea", "option", "svg"}
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-offline")
WORD = re.compile(r"[A-Za-z]{3,}")
ADDRESS = re.compile(r"\S+@\S+")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
#: What the crawl has prepared, as far as it has words.
DATA = {
    "Admin", "Harbour", "Member", "member", "Manager", "Viewer", "Chief", "Outsider", "admin", "chief",
    "manager", "viewer", "outsider", "Paint the boat", "Other",
    "Backlog", "Ready", "Work in progress", "Done", "Default swimlane", "a.png", "Gardeners", "Sand", "Hello", "Page",
    "Bug", "Mine", "Hull", "Chat", "wet", "dry", "careful", "related", "1.08",
}  # fmt: skip


class Words(HTMLParser):
    """The words that a person reads or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in SPOKEN and value]
        if tag in SKIPPED:
            self._skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped and data.strip():
            self.texts.append(data.strip())


def find_english(html: str, data: set[str]) -> set[str]:
    """Texts with English words and no letter of Russian, beside what the crawl has prepared and paths of files."""
    reader = Words()
    reader.feed(html)
    prepared = re.compile("|".join(map(re.escape, sorted(data, key=len, reverse=True))))
    return {
        one
        for one in reader.texts
        if not CYRILLIC.search(one) and not one.startswith("/")
        and set(map(str.lower, WORD.findall(prepared.sub(" ", ADDRESS.sub(" ", one))))) - ALIKE
    }  # fmt: skip


def test_every_page_is_russian_for_who_reads_it(world, ids):  # noqa: F811
    User.objects.update(language="ru_RU")
    data = DATA | set(Link.objects.values_list("label", flat=True))
    left: dict[str, str] = {}
    for line in LINES:
        if line.how in SHOWN:
            answer = world.admin.get(fill(line.urls[-1], ids), headers=line.headers)
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                for one in find_english(text(answer), data):
                    left.setdefault(one, line.name)
    assert "\n".join(sorted(f"{where}: {one}" for one, where in left.items())) == ""


def test_english_that_is_left_is_found():
    html = '<p title="Close it">Задача</p><code>status</code><a>Add task</a><b>Anna</b><i>Колонка Done</i>'
    assert find_english(html, {"Anna"}) == {"Close it", "Add task"}
