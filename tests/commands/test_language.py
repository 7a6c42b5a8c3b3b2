"""Commands and the launcher speak the language of the terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from boards.actors import APPLICATION
from boards.console import find_locale, tell_operator
from boards.services.users import create_user
from kanboard_site import env

RUSSIAN = {"LC_ALL": "ru_RU.UTF-8"}


def run(*command: str, **variables: str) -> tuple[str, str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kanboard_site.settings", **variables}
    done = subprocess.run(
        [sys.executable, *command], cwd=env.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("variables", "locale"),
    [
        ({}, ""),
        ({"LANG": "ru_RU.UTF-8"}, "ru_RU"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "de_DE@euro", "LC_ALL": ""}, "de_DE"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "ru_RU", "LC_ALL": "C.UTF-8"}, "C"),
    ],
)
def test_the_first_variable_that_is_set_counts(variables, locale):
    assert find_locale(variables) == locale


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("ru_RU.UTF-8", "Нет пользователя 'bo'."),
        ("ru", "Нет пользователя 'bo'."),
        ("de_DE.UTF-8", "There is no user 'bo'."),
        ("../../etc", "There is no user 'bo'."),
        ("C", "There is no user 'bo'."),
    ],
)
def test_a_language_without_a_catalogue_is_english(monkeypatch, locale, told):
    monkeypatch.setenv("LC_ALL", locale)
    assert tell_operator("There is no user %(name)s.", name="'bo'") == told


@pytest.mark.django_db
def test_a_command_tells_what_it_did(monkeypatch, capsys):
    create_user(actor=APPLICATION, username="bo", password="secret-pw")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    call_command("unlock", "bo")
    assert capsys.readouterr().out == "Вход открыт: bo (забыто 0 неудачных попыток).\n"


def test_help_and_complaints_are_in_the_language_of_the_terminal():
    told, _ = run("manage.py", "cronjob", "--help", **RUSSIAN)
    assert "Выполнить ежедневный обход" in told
    assert "выполнить ещё раз, хотя сегодня он уже выполнен" in " ".join(told.split())
    _, complaint = run("-m", "kanboard_site.serve", PORT="x", **RUSSIAN)
    assert complaint == "Недопустимо PORT='x': это не целое число.\n"
