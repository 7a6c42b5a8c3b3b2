"""The first hour of an administrator: a short list of what is left, each gone when done (web.md 4.1)."""

from __future__ import annotations

import pytest

from boards.models import AuditEntry, Project, Setting, User, UserMetadata
from tests.web.asking import text
from tests.web.conftest import PASSWORD

ALL = ["password", "mail", "place", "people", "project"]


@pytest.fixture
def first(world):
    """The administrator of a new installation."""
    Project.objects.all().delete()
    User.objects.exclude(username="admin").delete()
    return world.admin


def left(client) -> list[str]:
    return list(client.get("/dashboard").context["first_steps"])


def test_all_is_left_at_first_and_goes_when_it_is_done(world, first):
    assert left(first) == ALL
    admin = world.people["admin"]
    passwords = {"current_password": PASSWORD, "password": "another-pw", "confirmation": "another-pw"}
    first.post(f"/user/{admin.pk}/password", passwords)
    assert left(first) == ALL[1:]
    first.post("/settings/email/test")
    assert left(first) == ALL[2:]
    first.post("/?controller=ConfigController&action=save&redirect=application", {"application_timezone": "Asia/Tokyo"})
    assert left(first) == ALL[3:]
    User.objects.create(username="anna")
    assert left(first) == ["project"]
    Project.objects.create(name="Boat")
    assert left(first) == []
    assert "First steps" not in text(first.get("/dashboard"))


def test_each_can_be_skipped_and_all_dismissed(first):
    first.post("/dashboard/first-steps", {"step": "people"})
    first.post("/dashboard/first-steps", {"step": "nonsense"})
    assert left(first) == ["password", "mail", "place", "project"]
    assert first.post("/dashboard/first-steps", {"step": "all"})["Location"] == "/dashboard"
    assert left(first) == []
    assert UserMetadata.objects.get().value == ",".join(ALL)
    assert not Setting.objects.exists()
    assert not AuditEntry.objects.filter(kind="setting.changed").exists()


def test_a_test_that_is_not_taken_leaves_the_step(first, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    first.post("/settings/email/test")
    assert left(first) == ALL
    assert "Mail is not set up" in text(first.get("/dashboard"))


def test_nobody_else_has_first_steps(world):
    assert left(world.member) == []
    assert left(world.chief) == []
    assert world.admin.get(f"/dashboard/{world.people['member'].pk}").context["first_steps"] == ()
