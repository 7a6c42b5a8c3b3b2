"""What the installation runs on and how it fares, its log, a test of mails, the daily round by its token."""

from __future__ import annotations

import smtplib
import tomllib
from datetime import date

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import options
from boards.dates import DAY, midnight, now
from boards.models import AuditEntry, DailyRun, Job
from boards.product import VERSION
from boards.queries.settings import forget_settings, get_setting
from boards.services.settings import ensure_tokens
from boards.workers import daily
from kanboard_site.env import BASE_DIR
from tests.web.asking import text


def test_the_version_is_that_of_the_package():
    assert tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_it_is_said_what_it_runs_on_and_how_it_fares(world):
    Job.objects.create(name="mail.send", run_after=1)
    Job.objects.create(name="mail.send", run_after=1, is_dead=True)
    DailyRun.objects.create(part="statistics", day=date.today(), finished=now(), error="RoundFailed('project 7')")
    DailyRun.objects.create(part="reminder 5", day=date.today(), finished=now())
    page = world.admin.get("/settings")
    assert page.context["versions"]["program"] == VERSION
    assert page.context["database"].size > 0
    assert (page.context["waiting"], page.context["dead"]) == (1, 1)
    assert [run.part for run in page.context["runs"]] == ["statistics"]
    words = text(page)
    assert "RoundFailed(&#39;project 7&#39;)" in words
    assert "/admin/boards/job/?is_dead__exact=1" in words


def test_all_parts_of_the_round_have_words(world):
    for part in daily.PARTS:
        DailyRun.objects.create(part=part, day=date.today(), finished=now())
    assert len(world.admin.get("/settings").context["runs"]) == len(daily.PARTS)


def test_a_disk_that_is_nearly_full_is_told(world, monkeypatch):
    assert "nearly full" not in text(world.admin.get("/settings"))
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 1, "total": 100})())
    assert "nearly full" in text(world.admin.get("/settings"))


class TestMail:
    def test_a_test_goes_to_the_own_address(self, world, told):
        assert world.admin.post("/settings/email/test", {"next": "/settings/email"})["Location"] == "/settings/email"
        assert told() == "A test is on its way to admin@example.com."
        assert mail.outbox[0].to == ["admin@example.com"]

    def test_without_an_address_it_is_said_so(self, world, told):
        world.people["admin"].email = ""
        world.people["admin"].save()
        world.admin.post("/settings/email/test")
        assert "no mail address" in told()
        assert mail.outbox == []

    def test_without_a_server_it_is_said_so(self, world, told, settings):
        assert "Mail is not set up" not in text(world.admin.get("/settings"))
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        world.admin.post("/settings/email/test")
        assert "EMAIL_URL" in told()
        for page in ("/settings", "/settings/email"):
            assert "Mail is not set up" in text(world.admin.get(page))

    @pytest.mark.parametrize("path", ["/user/{user}/notifications", "/forgot-password", "/task/{task}/email/create"])
    def test_it_is_said_where_mail_is_needed(self, world, settings, path):
        path = path.format(task=world.task().pk, user=world.people["admin"].pk)
        client = world.anonymous if path == "/forgot-password" else world.admin
        assert "Mail is not set up" not in text(client.get(path))
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        assert "Mail is not set up" in text(client.get(path))

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (smtplib.SMTPAuthenticationError(535, b"bad credentials"), "535 bad credentials"),
            (smtplib.SMTPRecipientsRefused({"admin@example.com": (550, b"no such box")}), "550 no such box"),
            (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
            (TimeoutError(), "TimeoutError"),
        ],
    )
    def test_what_the_server_says_is_told(self, world, told, monkeypatch, error, words):
        def refuse(_self, _messages):
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        assert world.admin.post("/settings/email/test").status_code == 302
        assert words in told()


class TestLog:
    @pytest.fixture
    def entries(self, world) -> list[AuditEntry]:
        AuditEntry.objects.all().delete()
        first = midnight(date(2026, 3, 1), "UTC")
        return AuditEntry.objects.bulk_create(
            AuditEntry(
                date=first + number * DAY,
                kind=("group.created", "setting.changed")[number % 2],
                actor_name=("anna", "bo", "carl")[number % 3],
                subject=("Gardeners", "default_color")[number % 2],
                changes={} if number % 2 == 0 else {"value": ["", "red"]},
            )
            for number in range(120)
        )

    def shown(self, world, query: str = "") -> list[int]:
        return [entry.id for entry in world.admin.get(f"/settings/audit{query}").context["entries"]]

    def test_it_is_read_in_pieces_from_the_newest(self, world, entries):
        ids = [entry.pk for entry in reversed(entries)]
        first = self.shown(world)
        assert first == ids[:50]
        second = self.shown(world, f"?before={first[-1]}")
        assert second == ids[50:100]
        last = world.admin.get(f"/settings/audit?before={second[-1]}")
        assert [entry.id for entry in last.context["entries"]] == ids[100:]
        assert last.context["older"] == 0

    def test_it_is_narrowed_by_kind_person_subject_and_day(self, world, entries):
        def count(query: str) -> int:
            return len(self.shown(world, query))

        assert count("?kind=group.created&until=2026-03-11") == 6
        assert count("?person=BO&until=2026-03-12") == 4
        assert count("?subject=garden&since=2026-03-10&until=2026-03-12") == 1
        assert count("?since=2026-03-10&until=2026-03-10") == 1
        assert count("?kind=nonsense&until=2026-03-02") == 2
        assert count("?person=%00%F0%9F%98%80") == 0

    def test_what_is_no_day_is_told(self, world, entries):
        page = world.admin.get("/settings/audit?since=soonish")
        assert "“soonish” is no day." in text(page)
        assert len(page.context["entries"]) == 50

    def test_a_change_of_an_option_is_told_in_its_words(self, world, entries):
        words = text(world.admin.get("/settings/audit?kind=setting.changed"))
        assert "Colour of new tasks" in words
        assert "Yellow → Red" in words

    @pytest.mark.parametrize(
        ("stored", "told"),
        [("Database", "by: password"), ("RememberMe", "by: remembered browser"), ("Ldap", "by: Ldap")],
    )
    def test_how_somebody_signed_in_is_told_in_words(self, world, stored, told):
        AuditEntry.objects.create(date=now(), kind="user.signed_in", subject="bo", changes={"way": ["", stored]})
        assert told in text(world.admin.get("/settings/audit?subject=bo"))

    @pytest.mark.parametrize(
        ("field", "pair", "told"),
        [
            ("theme", ["light", "auto"], "theme: Light → As the device"),
            ("language", ["", "ru_RU"], "language: as the application → Русский"),
            ("language", ["ru_RU", None], "language: Русский → as the application"),
        ],
    )
    def test_what_somebody_chose_is_told_in_words(self, world, field, pair, told):
        AuditEntry.objects.create(date=now(), kind="user.changed", subject="bo", changes={field: pair})
        assert told in text(world.admin.get("/settings/audit?subject=bo"))

    @pytest.mark.parametrize("path", ["/settings", "/settings/audit", "/settings/audit?person=anna"])
    def test_it_costs_the_same_however_long_the_log_is(self, world, path):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert world.admin.get(path).status_code == 200
            return len(queries)

        few = (count(), count())[1]
        AuditEntry.objects.bulk_create(
            (AuditEntry(date=number, kind="tag.created", actor_name="anna", subject="x") for number in range(2000)),
            batch_size=500,
        )
        assert count() == few == (7 if path == "/settings" else 4)


class TestCronjob:
    @pytest.fixture
    def token(self, world, django_capture_on_commit_callbacks) -> str:

        with django_capture_on_commit_callbacks(execute=True):
            ensure_tokens()
        return get_setting(options.WEBHOOK_TOKEN)

    @pytest.mark.parametrize("path", ["/cronjob?token={}", "/?controller=CronjobController&action=run&token={}"])
    def test_the_round_is_done_for_who_knows_the_token(self, token, path):
        answer = Client(enforce_csrf_checks=True).get(path.format(token))
        assert (answer.status_code, text(answer)) == (200, "Cronjob executed")
        assert DailyRun.objects.filter(part__in=daily.PARTS, error="").count() == len(daily.PARTS)

    def test_a_program_may_post(self, token):
        answer = Client(enforce_csrf_checks=True).post("/cronjob", {"token": token})
        assert (answer.status_code, text(answer)) == (200, "Cronjob executed")

    @pytest.mark.parametrize("given", ["", "?token=", "?token=wrong", "?token=%D1%8F"])
    def test_nobody_else_starts_it(self, token, given):
        assert Client().get(f"/cronjob{given}").status_code == 403
        assert not DailyRun.objects.exists()

    def test_without_a_token_nobody_does(self, world):
        forget_settings()
        assert Client().get("/cronjob?token=").status_code == 403

    def test_what_failed_is_told(self, token, monkeypatch):
        def fail(_day):
            raise ValueError("broken")

        monkeypatch.setitem(daily.PARTS, "inboxes", fail)
        answer = Client().get(f"/cronjob?token={token}")
        assert (answer.status_code, text(answer)) == (500, "Failed: inboxes\n")
        assert "broken" in DailyRun.objects.get(part="inboxes").error


def test_operators_go_to_the_administration_and_back(world):
    assert 'href="/admin/"' in text(world.admin.get("/settings"))
    assert 'href="/settings"' in text(world.admin.get("/admin/"))


def test_the_address_of_settings_that_are_no_more_leads_to_them(world):
    assert world.admin.get("/settings/calendar")["Location"] == "/settings"


def test_there_are_no_plug_ins(world):
    assert "There are no plug-ins here" in text(world.admin.get("/extensions"))
