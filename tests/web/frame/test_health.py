"""Whether the service says truly if it can work (operations.md 3)."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, connection
from django.test import Client

from boards.web.frame import health


def test_a_working_service_says_so(db, client: Client):
    assert (client.get("/healthz").status_code, client.get("/healthz").json()) == (200, {"status": "ok"})
    assert client.get("/healthcheck.php").json() == {"status": 200, "message": "Database connection is OK"}


def test_missing_migrations_are_noticed(db, client: Client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'boards'")
    assert (client.get("/healthz").status_code, client.get("/healthz").json()) == (503, {"status": "failing"})
    assert client.get("/healthcheck.php").status_code == 503


def test_a_folder_that_can_not_be_written_is_noticed(db, client: Client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    assert client.get("/healthz").status_code == 503


def test_a_full_disk_is_noticed(db, client: Client, monkeypatch):
    class Full:
        def __init__(self, **options: object) -> None:
            self.room = 3

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *error: object) -> None: ...

        def write(self, content: bytes) -> None:
            self.room -= 1
            if self.room < 0:
                raise OSError(28, "No space left on device")

    monkeypatch.setattr(health.tempfile, "TemporaryFile", Full)
    assert (client.get("/healthz").status_code, client.get("/healthcheck.php").status_code) == (503, 503)


def test_what_is_tried_leaves_nothing_behind(db, client: Client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert client.get("/healthz").status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_the_words_of_the_database_stay_inside(db, client: Client, monkeypatch):
    def broken(*args: object) -> None:
        raise InterfaceError("secret host is down")

    with monkeypatch.context() as patched:
        patched.setattr(health.connection, "cursor", broken)
        response = client.get("/healthcheck.php")
    assert (response.status_code, b"secret" in response.content) == (503, False)


@pytest.mark.only_on("sqlite")
def test_a_deleted_file_of_the_database_is_noticed_and_not_made_anew(db, client: Client, monkeypatch, tmp_path):
    gone = tmp_path / "gone.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(gone))
    assert client.get("/healthz").status_code == 503
    assert not gone.exists()


@pytest.mark.parametrize("path", ["/healthz", "/healthcheck.php"])
def test_health_is_only_read(db, client: Client, path):
    assert client.post(path).status_code == 405
