"""The one table of variables (kanboard_site/env.py)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from kanboard_site import document, env, serve, settings, web_process


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert env.read_environment()["PORT"] == 8000


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("PORT", "9000", 9000), ("DEBUG", "Yes", True), ("DEBUG", "off", False), ("ALLOWED_HOSTS", "a, b,", ["a", "b"])],
)
def test_texts_become_values(monkeypatch, name, text, value):
    monkeypatch.setenv(name, text)
    assert env.read_environment()[name] == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "x"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("WEB_THREADS", "0"),
        ("DEBUG", "maybe"),
        ("SQLITE_SYNCHRONOUS", "fulll"),
        ("LOG_LEVEL", "loud"),
        ("TRUSTED_PROXY_NETWORKS", "10.0.0.0/8,proxy"),
        ("CSRF_TRUSTED_ORIGINS", "boards.example"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch, name, text):
    monkeypatch.setenv(name, text)
    with pytest.raises(ImproperlyConfigured, match=f"^{name}='{text}' is not valid: .+[.]$"):
        env.read_environment()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("EMAIL_URL", "fulll"),
        ("EMAIL_URL", "smtp//mail.example"),
        ("EMAIL_URL", "foo://key@mail.example"),
        ("EMAIL_URL", "smtp://user:key@mail.example:port"),
        ("DATABASE_URL", "nonsense key"),
        ("DATABASE_URL", "mysql://user:key@host/name"),
        ("DATABASE_URL", "postgres://user:key@host"),
        ("DATABASE_URL", "postgres://user:key@host:port/name"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("DATABASE_URL", "sqlite://folder/file"),
    ],
)
def test_an_unreadable_address_is_refused_without_its_password(monkeypatch, name, text):
    monkeypatch.setenv(name, text)
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not valid: .+[.]$") as caught:
        env.read_environment()
    assert "key" not in str(caught.value)


def test_a_file_of_sqlite_gets_the_engine_of_the_default_one(tmp_path):
    chosen = settings.choose_database(f"sqlite:///{tmp_path}/other.sqlite3")
    assert chosen == {**settings.SQLITE, "NAME": tmp_path / "other.sqlite3"}
    assert settings.choose_database("postgres://u@h/n")["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PORT": "x"}, "PORT='x' is not valid: this is no whole number."),
        ({"DATA_DIR": "/dev/null/x"}, "DATA_DIR='/dev/null/x' can't be used: Not a directory."),
    ],
)
def test_a_wrong_environment_ends_a_command_with_one_sentence(changes, sentence):
    command = [sys.executable, str(env.BASE_DIR / "manage.py"), "check"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kanboard_site.settings", **changes}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


def test_the_page_of_settings_is_up_to_date():
    assert document.PAGE.read_text() == document.describe_environment()


@pytest.mark.parametrize("worker", [True, False])
def test_the_launcher_starts_the_processes_that_are_asked_for(monkeypatch, worker):
    monkeypatch.setenv("WEB_CONCURRENCY", "3")
    monkeypatch.setenv("EMBEDDED_WORKER", "on" if worker else "no")
    launcher = serve.Launcher()
    serve.add_processes(launcher, env.read_environment(), [7, 8])
    assert [child.name for child in launcher.children] == ["web process"] * 3 + ["job worker"] * worker
    assert launcher.children[0].command[-1] == "7,8"


@pytest.mark.parametrize("networks", ["10.0.0.0/8", ""])
def test_only_proxies_that_are_named_are_believed(monkeypatch, networks):
    monkeypatch.setenv("TRUSTED_PROXY_NETWORKS", networks)
    config = web_process.make_server().config
    assert (config.proxy_headers, config.forwarded_allow_ips) == (bool(networks), [networks] if networks else [])
