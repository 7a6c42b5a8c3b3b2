"""The pages of the import of users (web.md 9.5)."""

from __future__ import annotations

import html
import re

from django.core.files.uploadedfile import SimpleUploadedFile

from boards.models import User
from boards.services.user_import import COLUMNS
from tests.web.asking import text

SAVE = "/?controller=UserImportController&action=save"
FILE = ",".join(COLUMNS) + '\nNina,secret-pw,nina@example.org,"Nina\nN.",,1,\nchief,,,,,,\nbo,1,,,,,\n<b>,,,,,,\n'


def send(world, content: bytes = FILE.encode(), **more):
    return world.admin.post(SAVE, {"file": SimpleUploadedFile("users.csv", content), **more})


def kept(page: str) -> str:
    """What the second form sends again."""
    return html.unescape(re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page, re.S)[1])


def test_a_dry_run_says_all_and_writes_nothing(world):
    before = User.objects.count()
    page = text(send(world))
    assert User.objects.count() == before
    for said in ("Import 2 users", "A password has at least 6 characters.", "is there already", "&lt;b&gt;"):
        assert said in page
    assert re.findall(r"<strong>(\d+)</strong>", page)[:3] == ["2", "1", "1"]
    assert kept(page) == FILE


def test_numbers_of_a_dry_run_bend_the_words_behind_them(world):
    User.objects.filter(username="admin").update(language="ru_RU")
    page = " ".join(re.sub(r"<[^>]+>", " ", text(send(world))).split())
    assert "2 новых пользователя" in page
    assert "1 строка с ошибкой" in page


def test_a_wish_beside_a_file_is_no_import(world):
    send(world, wish="good")
    assert not User.objects.filter(username="nina").exists()


def test_the_good_ones_are_imported(world):
    answer = world.admin.post(SAVE, {"text": kept(text(send(world))), "wish": "good"})
    assert answer["Location"] == "/users"
    nina = User.objects.get(username="nina")
    assert (nina.role, nina.name, nina.check_password("secret-pw")) == ("app-manager", "Nina\nN.", True)
    assert User.objects.filter(username="<b>").exists()
    assert not User.objects.filter(username="bo").exists()
    assert "2 users imported." in text(world.admin.get("/users"))


def test_all_or_none_keeps_the_dry_run_on_the_page(world):
    answer = world.admin.post(SAVE, {"text": FILE, "wish": "all"})
    assert answer.status_code == 422
    assert "Not all lines are right, so nothing was imported." in text(answer)
    assert kept(text(answer)) == FILE
    assert not User.objects.filter(username="nina").exists()


def test_what_is_no_table_stands_beside_the_field(world):
    for content, sentence in ((b"", "The submitted file is empty"), (b"\xff\xfe\xd8", "not written in UTF-8")):
        answer = send(world, content)
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert "Choose a file." in text(world.admin.post(SAVE, {}))


def test_the_headings_can_be_downloaded(world):
    answer = world.admin.get("/?controller=UserImportController&action=template")
    assert text(answer) == "Username,Password,Email,Full Name,Administrator,Manager,Remote User\r\n"
    assert answer["Content-Disposition"] == 'attachment; filename="users.csv"'
