"""The one table of variables (kanboard_site/env.py)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from kanboard_site import document, env, serve


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


@pytest.mark.parametrize(("name", "text"), [("PORT", "x"), ("PORT", "-1"), ("DEBUG", "maybe")])
def test_a_wrong_value_is_named(monkeypatch, name, text):
    monkeypatch.setenv(name, text)
    with pytest.raises(ImproperlyConfigured, match=f"^{name}='{text}' is not valid"):
        env.read_environment()


def test_the_page_of_settings_is_up_to_date():
    assert document.PAGE.read_text() == document.page()


def test_the_launcher_starts_the_workers_that_are_asked_for(monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", "3")
    monkeypatch.setenv("TRUSTED_PROXY_NETWORKS", "10.0.0.0/8")
    web, worker = serve.commands(env.read_environment())
    assert web[web.index("--workers") + 1] == "3"
    assert web[-2:] == ["--forwarded-allow-ips", "10.0.0.0/8"]
    assert worker[-1] == "work"
    monkeypatch.setenv("EMBEDDED_WORKER", "no")
    monkeypatch.setenv("TRUSTED_PROXY_NETWORKS", "")
    (web,) = serve.commands(env.read_environment())
    assert web[-1] == "--no-proxy-headers"
