"""Every option: changed on its page, it has its effect (domain.md 20)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail

from boards.actors import APPLICATION
from boards.models import (
    AuditEntry,
    Category,
    Column,
    DailyColumnStatistics,
    Job,
    Setting,
    SubtaskTimer,
)
from boards.options import OPTIONS, Section
from boards.queries.settings import forget_settings, get_setting
from boards.services.projects import create_project
from boards.services.statistics import record_day
from boards.services.subtasks import create_subtask
from boards.services.tasks.status import close_task
from boards.services.users import create_user
from tests.web.asking import text
from tests.web.conftest import PASSWORD

MOMENT = 1_600_000_000  # 2020-09-13 12:26:40 UTC


def _mail(world) -> Any:
    world.admin.post("/settings/email/test")
    return mail.outbox[-1]


def _log(world) -> str:
    AuditEntry.objects.create(date=MOMENT, kind="user.signed_in", actor_name="anna")
    return text(world.admin.get("/settings/audit"))


def _start(world) -> Any:
    """Begin a second sub-task, where one is in progress."""
    task, member = world.task(), world.people["member"]
    for title, status in (("Sand", 1), ("Paint", 0)):
        pk = create_subtask(actor=APPLICATION, task_id=task.pk, title=title, user_id=member.pk, status=status)
    url = f"/?controller=SubtaskStatusController&action=change&task_id={task.pk}&subtask_id={pk}"
    return world.member.post(url)


def _count_closed(world) -> int:
    close_task(actor=world.actor(), task_id=world.task().pk)
    record_day(project_id=world.project.pk, day=date.today().isoformat())
    return sum(DailyColumnStatistics.objects.values_list("total", flat=True))


def _board(world) -> str:
    world.task()
    return text(world.member.get(f"/board/{world.project.pk}"))


def _public(world) -> str:
    type(world.project).objects.filter(pk=world.project.pk).update(is_public=True, token="t0ken")
    return text(world.anonymous.get("/public/board/t0ken"))


def _new_project(names: Any) -> list[str]:
    made = create_project(actor=APPLICATION, name="Yard", owner_id=None)
    return list(names.objects.filter(project=made).order_by("pk").values_list(*_NAME[names], flat=True))


_NAME = {Column: ("title",), Category: ("name",)}


def _style(world) -> bool:
    page = text(world.anonymous.get("/login"))
    href = page.split('rel="stylesheet" href="/application.css')[1].split('"')[0]
    answer = world.anonymous.get(f"/application.css{href}")
    return text(answer) == "h1 { color: teal }" and "immutable" in answer["Cache-Control"]


#: Option to what is posted for it, and whether that has its effect.
EFFECTS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "application_url": ("https://boards.example", lambda world: "https://boards.example/settings" in _mail(world).body),
    "application_language": ("ru_RU", lambda world: 'lang="ru"' in text(world.anonymous.get("/login"))),
    "application_timezone": ("Asia/Tokyo", lambda world: "2020-09-13T21:26:40+09:00" in _log(world)),
    "application_date_format": ("d.m.Y", lambda world: 'title="13.09.2020 12:26"' in _log(world)),
    "application_time_format": ("g:i a", lambda world: 'title="09/13/2020 12:26 pm"' in _log(world)),
    "notifications_enabled": ("1", lambda world: _user().notifications_enabled),
    "password_reset": ("", lambda world: world.anonymous.get("/forgot-password").status_code == 403),
    "application_stylesheet": ("h1 { color: teal }", _style),
    "mail_sender_address": ("office@boards.example", lambda world: "office@boards.example" in _mail(world).from_email),
    "default_color": ("red", lambda world: world.task().color_id == "red"),
    "board_columns": ("One, Two", lambda world: _new_project(Column) == ["One", "Two"]),
    "project_categories": ("Bug, Idea", lambda world: _new_project(Category) == ["Bug", "Idea"]),
    "disable_private_project": ("1", lambda world: "New personal project" not in text(world.member.get("/projects"))),
    "subtask_restriction": ("1", lambda world: "SubtaskRestriction" in _start(world)["Location"]),
    "subtask_time_tracking": ("", lambda world: bool(_start(world)) and not SubtaskTimer.objects.exists()),
    "cfd_include_closed_tasks": ("", lambda world: _count_closed(world) == 0),
    "application_currency": ("EUR", lambda world: "EUR – Euro" in text(world.admin.get("/settings/currencies"))),
    "board_highlight_period": ("0", lambda world: " recent" not in _board(world)),
    "board_public_refresh_interval": ("7", lambda world: 'http-equiv="refresh" content="7"' in _public(world)),
    "board_private_refresh_interval": ("33", lambda world: 'data-poll="33"' in _board(world)),
    "webhook_url": ("https://hooks.example/", lambda world: bool(_board(world)) and _jobs() == 1),
}
SWITCHES = [name for name, option in OPTIONS.items() if option.kind.name == "switch"]


def _user() -> Any:
    return create_user(actor=APPLICATION, username="nora", password=PASSWORD, role="app-user")


def _jobs() -> int:
    return Job.objects.filter(name="webhooks.deliver").count()


def test_every_option_has_its_effect_below():
    assert set(EFFECTS) == {name for name, option in OPTIONS.items() if not option.is_token}


@pytest.mark.parametrize("name", EFFECTS)
def test_an_option_is_changed_on_its_page_and_has_its_effect(world, post, told, name):
    value, has_effect = EFFECTS[name]
    section = OPTIONS[name].section
    if section is Section.CURRENCY:
        page, saved = "/settings/currencies/change", ("Currency.update", {})
    else:
        page, saved = f"/settings/{section.value}", ("Config.save", {"redirect": section.value})
    form = world.admin.get(page).context["form"]
    data = {key: field.initial for key, field in form.fields.items() if not isinstance(field.initial, bool)}
    data |= {key: "1" for key, field in form.fields.items() if field.initial is True}
    data[name] = value
    if name in SWITCHES and not value:
        del data[name]
    assert post(saved[0], data, **saved[1]).status_code == 302
    assert AuditEntry.objects.filter(kind="setting.changed").values_list("subject", flat=True).get() == name
    assert str(OPTIONS[name].label) in told()
    assert has_effect(world)


@pytest.mark.parametrize("name", sorted(EFFECTS))
def test_without_the_change_the_effect_is_not_there(world, name):
    """Else the test above could not fail."""
    if name == "application_stylesheet":
        assert "application.css" not in text(world.anonymous.get("/login"))
    elif name not in ("application_currency",):
        assert not EFFECTS[name][1](world)
    else:
        assert "USD – US dollar" in text(world.admin.get("/settings/currencies"))


@pytest.fixture
def own_tokens(settings) -> None:
    """No token of the environment goes before the one that is kept."""
    settings.ENV = {**settings.ENV, "API_AUTHENTICATION_TOKEN": ""}


@pytest.mark.usefixtures("own_tokens")
class TestTokens:
    def test_a_new_token_of_the_api_is_shown_once_and_opens_it(self, world, post):
        page = post("Config.token", {"current_password": PASSWORD}, type="api")
        token = page.context["token"]
        assert len(token) == 60
        assert token in text(page)
        assert token not in text(world.admin.get("/settings/api"))
        assert self.ask(world, token) == 200
        assert AuditEntry.objects.get(kind="setting.renewed").changes == {}
        second = post("Config.token", {"current_password": PASSWORD}, type="api").context["token"]
        assert (self.ask(world, token), self.ask(world, second)) == (401, 200)

    def ask(self, world, token: str) -> int:
        credentials = base64.b64encode(f"jsonrpc:{token}".encode()).decode()
        body = json.dumps({"jsonrpc": "2.0", "method": "getVersion", "id": 1})
        headers = {"Authorization": f"Basic {credentials}"}
        return world.anonymous.post("/jsonrpc.php", body, content_type="application/json", headers=headers).status_code

    def test_it_needs_the_own_password(self, world, post):
        before = dict(Setting.objects.values_list("option", "value"))
        page = post("Config.token", {"current_password": "wrong"}, type="webhook")
        assert page.status_code == 422
        assert page.context["form"].errors["current_password"] == ["This is not your password."]
        assert dict(Setting.objects.values_list("option", "value")) == before

    def test_there_are_two_of_them(self, post):
        assert post("Config.token", {"current_password": PASSWORD}, type="default_color").status_code == 404

    def test_the_token_of_the_environment_is_said_to_count(self, world, settings):
        page = "/settings/api"
        assert "API_AUTHENTICATION_TOKEN" not in text(world.admin.get(page))
        settings.ENV = {**settings.ENV, "API_AUTHENTICATION_TOKEN": "fixed"}
        assert "API_AUTHENTICATION_TOKEN" in text(world.admin.get(page))
        assert "fixed" not in text(world.admin.get(page))


class TestSaving:
    def test_it_is_said_what_has_changed(self, post, told):
        post("Config.save", {"application_timezone": "Europe/Moscow", "password_reset": "1"}, redirect="application")
        assert told() == "Time zone: UTC → Europe/Moscow"
        post("Config.save", {"application_timezone": "Europe/Moscow"}, redirect="application")
        assert told() == "Forgotten passwords can be set anew: Yes → No"
        post("Config.save", {"application_stylesheet": "a" * 100, "password_reset": "1"}, redirect="application")
        assert told() == "Forgotten passwords can be set anew: No → Yes; Style sheet: changed"
        post("Config.save", {"password_reset": "1"}, redirect="application")
        assert told() == "Nothing is different from before."

    def test_what_the_form_does_not_have_is_not_stored(self, post):
        data = {"application_timezone": "Asia/Tokyo", "board_columns": "A", "api_token": "x" * 60, "no_such": "1"}
        post("Config.save", data, redirect="application")
        assert set(Setting.objects.values_list("option", flat=True)) == {"application_timezone", "password_reset"}

    def test_boxes_and_fields_of_other_pages_stay(self, post):
        post("Config.save", {"disable_private_project": "1", "subtask_time_tracking": "1"}, redirect="project")
        post("Config.save", {"application_timezone": "Asia/Tokyo"}, redirect="application")
        assert get_setting(OPTIONS["disable_private_project"]) is True
        assert get_setting(OPTIONS["cfd_include_closed_tasks"]) is False

    def test_a_wrong_value_is_told_beside_its_field_and_nothing_is_stored(self, world, post):
        data = {
            "application_url": "boards.example",
            "application_timezone": "Mars/Base",
            "application_language": "ru_RU",
        }
        page = post("Config.save", data, redirect="application")
        assert page.status_code == 422
        errors = page.context["form"].errors
        assert errors["application_url"] == ["Write an address that begins with http:// or https://."]
        assert set(errors) == {"application_url", "application_timezone"}
        assert "boards.example" in text(page)
        assert not Setting.objects.exists()

    @pytest.mark.parametrize("value", ["-1", "x", "1.5", "9" * 30])
    def test_a_number_is_a_whole_one(self, post, value):
        page = post("Config.save", {"board_highlight_period": value}, redirect="board")
        assert page.context["form"].errors["board_highlight_period"] == ["Write a whole number from 0 to 999999999."]

    def test_an_empty_field_means_the_default(self, world, post, told):
        post("Config.save", {"board_highlight_period": "5"}, redirect="board")
        assert "Default: 172800." in text(world.admin.get("/settings/board"))
        told()
        post("Config.save", {"board_highlight_period": ""}, redirect="board")
        assert told() == "Seconds that a changed card is marked as recent: 5 → 172800"

    def test_a_topic_that_is_none_is_not_there(self, post):
        assert post("Config.save", {"application_currency": "EUR"}, redirect="currency").status_code == 404
        assert post("Config.save", {}, redirect="https://evil.example").status_code == 404

    def test_what_somebody_else_has_stored_untidily_is_shown_and_stays(self, world, post):
        Setting.objects.create(option="application_timezone", value="GMT")
        forget_settings()
        assert 'value="GMT" selected' in text(world.admin.get("/settings/application"))
        post("Config.save", {"application_timezone": "GMT", "password_reset": "1"}, redirect="application")
        assert not AuditEntry.objects.filter(kind="setting.changed").exists()
