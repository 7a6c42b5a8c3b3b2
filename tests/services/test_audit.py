"""The audit log: each change of people, groups, roles and settings leaves one line without a secret."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from boards import options
from boards.actors import APPLICATION, Actor, ActorKind, Origin
from boards.authentication.lockout import unlock_for
from boards.authentication.recovery import make_codes
from boards.authentication.tokens import end_all_tokens, make_token
from boards.dates import DAY, now
from boards.errors import Conflict
from boards.models import AuditEntry, BrowserSession, Column, ProjectRestriction, RememberedBrowser
from boards.services.audit import compare, forget_old_entries
from boards.services.custom_roles import (
    create_custom_role,
    lift_restriction,
    remove_custom_role,
    rename_custom_role,
    restrict_column,
    restrict_moves,
    restrict_project,
)
from boards.services.groups import add_group_member, create_group, remove_group, remove_group_member, update_group
from boards.services.links import create_link, remove_link, update_link
from boards.services.memberships import (
    add_project_group,
    add_project_user,
    change_project_group_role,
    change_project_user_role,
    remove_project_group,
    remove_project_user,
)
from boards.services.projects import create_project
from boards.services.sessions import end_session, forget_remembered_browser
from boards.services.settings import reset_token, save_settings
from boards.services.tags import create_tag, promote_tag, remove_tag, update_tag
from boards.services.users import (
    change_password,
    create_user,
    disable_user,
    enable_user,
    remove_user,
    set_feed_token,
    switch_second_factor_off,
    switch_second_factor_on,
    update_user,
)
from boards.workers.daily import PARTS

pytestmark = pytest.mark.django_db

BOSS = Actor(ActorKind.USER, username="boss", role="app-admin", origin=Origin("browser", "192.0.2.7", "Firefox"))
PASSWORD = "a-secret-password"


@pytest.fixture
def world() -> SimpleNamespace:
    """What deeds are done to; the lines that making it left are gone."""
    anna = create_user(actor=BOSS, username="anna", password=PASSWORD, role="app-admin")
    create_user(actor=BOSS, username="other", password=PASSWORD, role="app-admin")
    project = create_project(actor=APPLICATION, name="Garden")
    columns = list(Column.objects.filter(project=project).order_by("position"))
    group = create_group(actor=BOSS, name="Gardeners")
    role = create_custom_role(actor=BOSS, project=project, name="Helper")
    session = BrowserSession.objects.create(user=anna, session_key="k" * 32, date_creation=1)
    browser = RememberedBrowser.objects.create(user=anna, token_digest="d", expiration=1, date_creation=1)
    made = SimpleNamespace(
        anna=anna, project=project, columns=columns, group=group, role=role, session=session, browser=browser,
        link=create_link(actor=BOSS, label="needs"), tag=create_tag(actor=BOSS, project_id=None, name="urgent"),
        own_tag=create_tag(actor=BOSS, project_id=project.pk, name="soil"),
    )  # fmt: skip
    AuditEntry.objects.all().delete()
    return made


def joined(w: SimpleNamespace) -> None:
    add_group_member(actor=BOSS, group=w.group, user_id=w.anna.pk)
    add_project_user(actor=BOSS, project=w.project, user_id=w.anna.pk, role="project-member")
    add_project_group(actor=BOSS, project=w.project, group_id=w.group.pk, role="project-viewer")
    restrict_project(actor=BOSS, role=w.role, rule="task_creation")
    make_token(actor=BOSS, user=w.anna, name="script")
    AuditEntry.objects.all().delete()


Deed = Callable[[SimpleNamespace], Any]
#: AuditKind, what it is told of, what changed, and the deed.
DEEDS: list[tuple[str, str, dict[str, list[Any]], Deed]] = [
    ("user.created", "ben", {"role": ["", "app-user"]},
     lambda w: create_user(actor=BOSS, username="ben", password=PASSWORD)),
    ("user.changed", "anna", {"name": ["", "Anna"], "email": ["", "a@example.org"]},
     lambda w: update_user(
         actor=BOSS, user=w.anna, changes={"name": "Anna", "email": "a@example.org", "theme": "light"})),
    ("user.password", "anna", {}, lambda w: change_password(actor=BOSS, user=w.anna, password="another-" + PASSWORD)),
    ("user.disabled", "anna", {}, lambda w: disable_user(actor=BOSS, user=w.anna)),
    ("user.enabled", "anna", {}, lambda w: enable_user(actor=BOSS, user=w.anna)),
    ("user.removed", "anna", {}, lambda w: remove_user(actor=BOSS, user=w.anna)),
    ("user.unlocked", "anna", {}, lambda w: unlock_for(BOSS, "anna")),
    ("user.second_factor_on", "anna", {}, lambda w: switch_second_factor_on(actor=BOSS, user=w.anna, secret=PASSWORD)),
    ("user.second_factor_off", "anna", {}, lambda w: switch_second_factor_off(actor=BOSS, user=w.anna)),
    ("user.recovery_codes_made", "anna", {}, lambda w: make_codes(actor=BOSS, user=w.anna)),
    ("user.token_made", "anna", {"name": ["", "script"], "scope": ["", "write"]},
     lambda w: make_token(actor=BOSS, user=w.anna, name="script")),
    ("user.token_ended", "anna", {"name": ["script", ""]},
     lambda w: (joined(w), end_all_tokens(actor=BOSS, user=w.anna))),
    ("user.feed_opened", "anna", {}, lambda w: set_feed_token(actor=BOSS, user=w.anna, enabled=True)),
    ("user.feed_closed", "anna", {}, lambda w: set_feed_token(actor=BOSS, user=w.anna, enabled=False)),
    ("user.session_ended", "anna", {}, lambda w: end_session(actor=BOSS, user=w.anna, session_id=w.session.pk)),
    ("user.session_ended", "anna", {},
     lambda w: forget_remembered_browser(actor=BOSS, user=w.anna, browser_id=w.browser.pk)),
    ("group.created", "Cooks", {}, lambda w: create_group(actor=BOSS, name="Cooks")),
    ("group.changed", "Farmers", {"name": ["Gardeners", "Farmers"]},
     lambda w: update_group(actor=BOSS, group=w.group, name="Farmers", external_id="")),
    ("group.removed", "Gardeners", {}, lambda w: remove_group(actor=BOSS, group=w.group)),
    ("group.member_added", "Gardeners", {"member": ["", "anna"]},
     lambda w: add_group_member(actor=BOSS, group=w.group, user_id=w.anna.pk)),
    ("group.member_removed", "Gardeners", {"member": ["anna", ""]},
     lambda w: (joined(w), remove_group_member(actor=BOSS, group_id=w.group.pk, user_id=w.anna.pk))),
    ("project.role_given", "Garden", {"anna": ["", "project-viewer"]},
     lambda w: add_project_user(actor=BOSS, project=w.project, user_id=w.anna.pk, role="project-viewer")),
    ("project.role_given", "Garden", {"Gardeners": ["", "project-member"]},
     lambda w: add_project_group(actor=BOSS, project=w.project, group_id=w.group.pk, role="project-member")),
    ("project.role_changed", "Garden", {"anna": ["project-member", "project-manager"]},
     lambda w: (joined(w), change_project_user_role(
         actor=BOSS, project_id=w.project.pk, user_id=w.anna.pk, role="project-manager"))),
    ("project.role_changed", "Garden", {"Gardeners": ["project-viewer", "project-manager"]},
     lambda w: (joined(w), change_project_group_role(
         actor=BOSS, project_id=w.project.pk, group_id=w.group.pk, role="project-manager"))),
    ("project.role_ended", "Garden", {"anna": ["project-member", ""]},
     lambda w: (joined(w), remove_project_user(actor=BOSS, project_id=w.project.pk, user_id=w.anna.pk))),
    ("project.role_ended", "Garden", {"Gardeners": ["project-viewer", ""]},
     lambda w: (joined(w), remove_project_group(actor=BOSS, project_id=w.project.pk, group_id=w.group.pk))),
    ("custom_role.created", "Garden", {"role": ["", "Guest"]},
     lambda w: create_custom_role(actor=BOSS, project=w.project, name="Guest")),
    ("custom_role.changed", "Garden", {"role": ["Helper", "Guest"]},
     lambda w: rename_custom_role(actor=BOSS, role=w.role, name="Guest")),
    ("custom_role.removed", "Garden", {"role": ["Helper", ""]},
     lambda w: remove_custom_role(actor=BOSS, role=w.role)),
    ("custom_role.changed", "Garden", {"Helper": ["", "task_creation"]},
     lambda w: restrict_project(actor=BOSS, role=w.role, rule="task_creation")),
    ("custom_role.changed", "Garden", {"Helper": ["", "block.task_creation: Backlog"]},
     lambda w: restrict_column(actor=BOSS, role=w.role, column=w.columns[0], rule="block.task_creation")),
    ("custom_role.changed", "Garden", {"Helper": ["", "Backlog – Ready"]},
     lambda w: restrict_moves(actor=BOSS, role=w.role, source=w.columns[0], target=w.columns[1])),
    ("custom_role.changed", "Garden", {"Helper": ["task_creation", ""]},
     lambda w: (joined(w), lift_restriction(actor=BOSS, restriction=ProjectRestriction.objects.get()))),
    ("setting.changed", "application_timezone", {"value": ["", "Europe/Berlin"]},
     lambda w: save_settings(
         actor=BOSS, values={options.TIMEZONE.name: "Europe/Berlin", options.STYLESHEET.name: ""})),
    ("setting.renewed", "api_token", {}, lambda w: reset_token(actor=BOSS, name="api_token")),
    ("link.created", "feeds", {"opposite": ["", "is fed by"]},
     lambda w: create_link(actor=BOSS, label="feeds", opposite_label="is fed by")),
    ("link.changed", "wants", {"label": ["needs", "wants"]},
     lambda w: update_link(actor=BOSS, link_id=w.link.pk, label="wants", opposite_id=None)),
    ("link.removed", "needs", {}, lambda w: remove_link(actor=BOSS, link=w.link)),
    ("tag.created", "calm", {}, lambda w: create_tag(actor=BOSS, project_id=None, name="calm")),
    ("tag.created", "soil", {}, lambda w: promote_tag(actor=BOSS, tag=w.own_tag)),
    ("tag.changed", "calm", {"name": ["urgent", "calm"]},
     lambda w: update_tag(actor=BOSS, tag=w.tag, name="calm", color_id=None)),
    ("tag.removed", "urgent", {}, lambda w: remove_tag(actor=BOSS, tag=w.tag)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "subject", "changes", "deed"), DEEDS, ids=[f"{kind} {name}" for kind, name, *_ in DEEDS]
)
def test_each_deed_leaves_one_line(world, kind, subject, changes, deed):
    deed(world)
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.subject, entry.changes) == (kind, subject, changes)
    assert (entry.actor_name, entry.door, entry.ip, entry.user_agent) == ("boss", "browser", "192.0.2.7", "Firefox")
    assert now() - entry.date < 60
    told = json.dumps([entry.subject, entry.changes])
    assert PASSWORD not in told


def test_every_kind_is_told_by_some_deed():
    """Those that are not in the table are told by their own tests, those of webhooks by tests/webhooks."""
    elsewhere = {"user.signed_in", "user.recovery_code_used", "user.invited", "currency.set"}
    kinds = {kind for kind in AuditEntry.Kind.values if not kind.startswith("webhook.")}
    assert {kind for kind, *_ in DEEDS} | elsewhere == kinds


@pytest.mark.parametrize(
    "deed",
    [
        lambda w: update_user(actor=BOSS, user=w.anna, changes={"name": "", "theme": "light"}),
        lambda w: update_group(actor=BOSS, group=w.group, name="Gardeners"),
        lambda w: save_settings(actor=BOSS, values={options.STYLESHEET.name: ""}),
        lambda w: update_link(actor=BOSS, link_id=w.link.pk, label="needs", opposite_id=None),
        lambda w: change_project_user_role(actor=BOSS, project_id=w.project.pk, user_id=w.anna.pk, role="x"),
        lambda w: create_tag(actor=BOSS, project_id=w.project.pk, name="roots"),
    ],
)
def test_what_changes_nothing_of_the_kind_leaves_none(world, deed):
    deed(world)
    assert not AuditEntry.objects.exists()


def test_what_is_refused_leaves_none(world):
    with pytest.raises(Conflict):
        create_user(actor=BOSS, username="anna", password=PASSWORD)
    assert not AuditEntry.objects.exists()


def test_who_has_gone_is_still_named():
    boss = create_user(actor=BOSS, username="boss2", password=PASSWORD)
    acting = Actor(ActorKind.USER, boss.pk, boss.username)
    create_group(actor=acting, name="Cooks")
    remove_user(actor=BOSS, user=boss)
    entry = AuditEntry.objects.get(kind="group.created")
    assert (entry.actor, entry.actor_name) == (None, "boss2")


def test_compare_takes_nothing_and_nothing_given_for_the_same(world):
    assert compare(world.anna, {"name": "", "email": None, "theme": "dark"}) == {"theme": ("light", "dark")}


def test_old_lines_go_with_the_daily_round(world, monkeypatch):
    days = settings.ENV["AUDIT_DAYS"]
    for age in (days - 1, days + 1):
        AuditEntry.objects.create(date=now() - age * DAY, kind="link.removed", actor_name=str(age))
    monkeypatch.setitem(settings.ENV, "AUDIT_DAYS", 0)
    forget_old_entries()
    assert AuditEntry.objects.count() == 2
    monkeypatch.setitem(settings.ENV, "AUDIT_DAYS", days)
    PARTS["audit"](None)
    assert AuditEntry.objects.get().actor_name == str(days - 1)


class TestDoors:
    def test_the_api_tells_its_address_and_program(self, rpc):
        rpc.client.defaults.update(REMOTE_ADDR="192.0.2.9", HTTP_USER_AGENT="curl/8")
        rpc.createUser(username="anna", password=PASSWORD)
        entry = AuditEntry.objects.get(kind="user.created")
        assert (entry.actor_name, entry.door, entry.ip, entry.user_agent) == (
            "application", "api", "192.0.2.9", "curl/8",
        )  # fmt: skip

    def test_a_sign_in_is_told_once_a_session(self, rpc):
        rpc.createUser(username="anna", password=PASSWORD)
        anna = rpc.user("anna", PASSWORD)
        anna.getMe()
        anna.getMe()
        entry = AuditEntry.objects.get(kind="user.signed_in")
        assert (entry.actor_name, entry.subject, entry.door, entry.changes) == (
            "anna", "anna", "api", {"way": ["", "Database"]},
        )  # fmt: skip
