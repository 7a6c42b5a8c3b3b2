"""No text of a page is left in English for who reads Russian: what is not marked for translation is found here."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from boards.actors import APPLICATION
from boards.addresses import link
from boards.models import Link, Task, User
from boards.services.groups import create_group
from boards.services.invitations import invite
from boards.services.projects import enable_public_access
from boards.services.settings import save_settings
from boards.web.frame.stylesheet import own_stylesheet
from tests.web.asking import text
from tests.web.test_access import LINES, SHOWN, fill, ids  # noqa: F401

#: What is written alike in all languages, and what the crawl has prepared.
ALIKE = {
    "api", "json", "rpc", "rest", "csv", "css", "url", "rss", "http", "https", "utc", "usd", "eur", "kanboard",
    "python", "django", "sqlite", "postgresql",
}  # fmt: skip
#: Elements whose words are no sentences of ours: code, keys, texts of people, and what is chosen from long lists.
SKIPPED = {"script", "style", "code", "kbd", "pre", "template", "textarea", "option", "svg"}
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-offline")
WORD = re.compile(r"[A-Za-z]{3,}")
ADDRESS = re.compile(r"\S+@\S+")
RUSSIAN = {"accept-language": "ru-RU,ru;q=0.9,en;q=0.8"}
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


class TestMeanings:
    """What is one word in English and several in Russian."""

    def read(self, world, path: str) -> str:
        User.objects.update(language="ru_RU")
        return re.sub(r"\s+", " ", text(world.admin.get(path)))

    def test_a_span_is_counted(self, world):
        task = world.task()
        Task.objects.update(recurrence_status=2, recurrence_factor=3, recurrence_timeframe=1)
        assert "<dd>3 месяца</dd>" in self.read(world, f"/task/{task.pk}/recurrence/edit")
        Task.objects.update(recurrence_factor=-5, recurrence_timeframe=2)
        assert "<dd>-5 лет</dd>" in self.read(world, f"/task/{task.pk}/recurrence/edit")

    def test_people_have_other_names_than_things(self, world):
        group = create_group(actor=APPLICATION, name="Gardeners")
        page = self.read(world, link("GroupList.associate", group_id=group.pk))
        assert re.search("> ?Имя ?<", page)
        assert "Название" not in page

    def test_signing_in_is_a_thing_and_a_deed(self, world):
        page = text(world.anonymous.get("/login", headers=RUSSIAN))
        assert "<h1>Вход</h1>" in page
        assert ">Войти</button>" in page


class TestGuests:
    """Who has not signed in yet reads what the browser wishes for."""

    @pytest.mark.parametrize(
        ("wish", "language"),
        [
            ("ru", "ru"), ("ru-RU,ru;q=0.9,en;q=0.8", "ru"), ("de-DE,de;q=0.9,ru;q=0.5", "ru"),
            ("en;q=0.1, ru;q=0.2", "ru"), ("en-GB,ru;q=0.5", "en"), ("de,*;q=0.5,ru;q=0.1", "en"), ("fr", "en"),
            ("", "en"), ("*", "en"), (";;q=,%00\ud800", "en"), ("xx," * 5000 + "ru", "en"),
        ],
    )  # fmt: skip
    def test_the_first_wish_that_is_ours_counts(self, world, wish, language):
        page = world.anonymous.get("/login", headers={"accept-language": wish})
        assert f'<html lang="{language}"' in text(page)
        assert "Accept-Language" in page["Vary"]

    def test_without_one_it_is_the_language_of_the_application(self, world, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            save_settings(actor=APPLICATION, values={"application_language": "ru_RU"})
        for wish, language in (("fr", "ru"), ("en-US", "en")):
            page = world.anonymous.get("/login", headers={"accept-language": wish})
            assert f'<html lang="{language}"' in text(page)

    def test_it_is_so_on_every_page_for_guests(self, world, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        enable_public_access(actor=APPLICATION, project=world.project)
        task = world.task()
        world.project.refresh_from_db()
        token = world.project.token
        ((_email, sign_up),) = invite(
            actor=world.actor("admin"), addresses=["nina@example.org"], project_id=0, base_url="/"
        )
        paths = [
            "/login", "/forgot-password", link("BoardView.readonly", token=token),
            link("TaskView.readonly", token=token, task_id=task.pk), "/nowhere", sign_up,
        ]  # fmt: skip
        for path in paths:
            page = world.anonymous.get(path, headers=RUSSIAN)
            assert '<html lang="ru"' in text(page), path
            assert "Accept-Language" in page["Vary"], path

    def test_who_has_signed_in_reads_the_chosen_one(self, world):
        page = world.member.get("/dashboard", headers=RUSSIAN)
        assert '<html lang="en"' in text(page)
        assert "Accept-Language" not in page["Vary"]

    def test_what_all_may_keep_is_kept_once(self, world, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            save_settings(actor=APPLICATION, values={"application_stylesheet": "h1 { color: red }"})
        answer = world.anonymous.get(own_stylesheet(), headers=RUSSIAN)
        assert answer["Cache-Control"].startswith("public")
        assert "Accept-Language" not in answer.get("Vary", "")
