"""Every address, in both its forms, as everybody (tests/web/access_table.py)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from PIL import Image

from boards.actors import APPLICATION
from boards.models import BrowserSession, Comment, ExternalLink, Invitation, Link, Notification, Project, TaskLink, User
from boards.services.actions import store_action
from boards.services.categories import create_category
from boards.services.comments import create_comment
from boards.services.currencies import set_rate
from boards.services.custom_filters import create_custom_filter
from boards.services.custom_roles import create_custom_role, restrict_column, restrict_moves, restrict_project
from boards.services.external_links import create_external_link
from boards.services.files import create_project_file, create_task_file
from boards.services.groups import add_group_member, create_group
from boards.services.memberships import add_project_group
from boards.services.predefined_contents import create_predefined_description
from boards.services.subtasks import create_subtask
from boards.services.tags import create_tag
from boards.services.task_links import create_task_link
from boards.services.webhook_deliveries import send_webhook_test
from boards.services.webhooks import create_webhook
from boards.web.addresses import ADDRESSES
from kanboard_site.env import BASE_DIR
from tests.web.access_table import MISSING, TABLE

ROLES = ("admin", "chief", "manager", "member", "viewer", "outsider", "anonymous")
#: Who is let in, and what the others are told; anonymous visitors are sent to the form unless it is for everybody.
LET_IN = {
    "P": set(ROLES),
    "U": set(ROLES) - {"anonymous"},
    "V": {"admin", "manager", "member", "viewer"},
    "M": {"admin", "manager", "member"},
    "MGR": {"admin", "manager"},
    "AD": {"admin"},
    "AM": {"admin", "chief"},
    "OWN": {"admin", "member"},
    "SELF": {"member"},
    "AUTHOR": {"admin", "member"},
    "FILTER": {"admin", "manager", "member"},
    "CREATOR": {"admin", "manager"},
}
REFUSED = {"OWN": {404}, "SELF": {403, 404}}
#: A page, the way to another one, nothing new, or what is wrong with an empty form.
ANSWERED = {200, 204, 302, 304, 400, 409, 422}
SHOWN, DONE = {"GET", "BOTH", "AJAX"}, {"POST", "BOTH"}


@dataclass(frozen=True)
class Line:
    whom: str
    how: str
    name: str
    query: str
    paths: tuple[str, ...]

    @property
    def urls(self) -> list[str]:
        if self.name[0].islower():
            return list(self.paths)
        controller, action = self.name.split(".")
        query = "" if self.query == "-" else f"&{self.query}"
        return [f"/?controller={controller}Controller&action={action}{query}", *self.paths]

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Requested-With": "XMLHttpRequest"} if self.how == "AJAX" else {}

    def expects(self, role: str, response: Any) -> bool:
        """Whether this is the answer that the table says."""
        status = response.status_code
        if role in LET_IN[self.whom]:
            return status in ANSWERED and not _is_login(response)
        if role == "anonymous":
            return _is_login(response) or (self.how == "AJAX" and status == 401)
        return status in REFUSED.get(self.whom, {403})


def _is_login(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].split("?")[0] == "/login"


def lines() -> Iterator[Line]:
    for text in TABLE.strip().splitlines():
        if text:
            whom, how, name, query, *paths = text.split()
            yield Line(whom, how, name, query, tuple(path for path in paths if path != "-"))


LINES = list(lines())
each = pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name}{line.paths[0] if line.paths else ''}")


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def ids(world, settings, tmp_path) -> dict[str, Any]:
    """One of everything, by the words of the table."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    project, member = world.project, world.people["member"]
    Project.objects.filter(pk=project.pk).update(is_public=True, token="t0ken")
    User.objects.filter(pk=member.pk).update(token="f33d")
    task, other = world.task("Paint the boat"), world.task("Other")
    backlog, done = world.columns["Backlog"], world.columns["Done"]
    of_project = {"actor": APPLICATION, "project": project}
    of_task = {"actor": APPLICATION, "task_id": task.pk}
    role = create_custom_role(**of_project, name="careful")
    group = create_group(actor=APPLICATION, name="Gardeners")
    add_group_member(actor=APPLICATION, group=group, user_id=member.pk)
    add_project_group(**of_project, group_id=group.pk, role="project-viewer")
    kind = Link.objects.get(label="blocks").pk
    set_rate(actor=APPLICATION, currency="EUR", rate=Decimal("1.08"))
    create_task_link(**of_task, opposite_task_id=other.pk, link_id=kind)
    create_comment(**of_task, user_id=member.pk, content="Hello")
    create_external_link(**of_task, url="https://example.org/", dependency="related", title="Page")
    file = {"actor": APPLICATION, "project_id": project.pk, "name": "a.png", "content": picture()}
    letter = Notification.objects.create(user=member, date_creation=1, event_name="task.create", data={})
    action = store_action(
        **of_project, event_name="task_internal_link.create_update",
        action_name="\\Kanboard\\Action\\TaskAssignColorLink", params={"color_id": "red", "link_id": str(kind)},
    )  # fmt: skip
    webhooks = [
        create_webhook(actor=APPLICATION, project_id=one, name="Chat", url="https://chat.example/hook")
        for one in (project.pk, None)
    ]
    deliveries = [send_webhook_test(actor=APPLICATION, webhook=one) for one in webhooks]
    return {
        "webhook": webhooks[0].pk,
        "global_webhook": webhooks[1].pk,
        "delivery": deliveries[0].pk,
        "global_delivery": deliveries[1].pk,
        "project": project.pk,
        "token": "t0ken",
        "feed": "f33d",
        "user": member.pk,
        "task": task.pk,
        "column": backlog.pk,
        "swimlane": world.swimlane.pk,
        "category": create_category(**of_project, name="Hull").pk,
        "global_tag": create_tag(actor=APPLICATION, project_id=None, name="dry").pk,
        "kind": kind,
        "tag": create_tag(actor=APPLICATION, project_id=project.pk, name="wet").pk,
        "group": group.pk,
        "role": role.pk,
        "project_rule": restrict_project(actor=APPLICATION, role=role, rule="task_remove").pk,
        "column_rule": restrict_column(actor=APPLICATION, role=role, column=backlog, rule="block.task_creation").pk,
        "move_rule": restrict_moves(actor=APPLICATION, role=role, source=backlog, target=done).pk,
        "action": action.pk,
        "filter": create_custom_filter(
            actor=world.actor("member"), project=project, name="Mine", text="assignee:me"
        ).pk,
        "template": create_predefined_description(**of_project, title="Bug", description="Steps").pk,
        "project_file": create_project_file(**file),
        "file": create_task_file(**file, task_id=task.pk),
        "letter": letter.pk,
        "invitation": Invitation.objects.create(email="ida@example.org", date_creation=1, date_expiration=2).pk,
        "comment": Comment.objects.get().pk,
        "subtask": create_subtask(**of_task, title="Sand"),
        "link": TaskLink.objects.get(task=task).pk,
        "external": ExternalLink.objects.get().pk,
        "session": BrowserSession.objects.create(user=member, session_key="k", date_creation=1).pk,
    }


#: Written by signing in and by looking, not by what an address does.
SILENT = {"lastlogin", "browsersession"}


def everything() -> dict[str, list[Any]]:
    """All rows of all tables."""
    return {
        model._meta.model_name: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_app_config("boards").get_models()
        if model._meta.model_name not in SILENT
    }


def fill(url: str, ids: dict[str, Any]) -> str:
    return url.format(**ids)


@each
def test_reading_is_for_whom_the_table_says_and_changes_nothing(world, ids, line):
    before = everything()
    for url in line.urls if line.how in SHOWN else []:
        for role in ROLES:
            response = world.client(role).get(fill(url, ids), headers=line.headers)
            assert line.expects(role, response), (url, role, response.status_code)
    assert everything() == before


BACK = {"HX-Request": "true", "HX-History-Restore-Request": "true", "X-Requested-With": "XMLHttpRequest"}


@each
def test_going_back_shows_pages_never_parts_of_them(world, ids, line):
    """A step back is a page where there is one; and nobody may keep a part of it to show that as the page."""
    role = "member" if line.whom == "SELF" else "admin"
    for url in line.urls if line.how in SHOWN - {"AJAX"} else []:
        plain, back = (world.client(role).get(fill(url, ids), headers=headers) for headers in ({}, BACK))
        assert back.status_code == plain.status_code, url
        assert _is_page(back) == _is_page(plain), url
        for header in BACK:
            assert header in back["Vary"], url
        if _is_page(plain):
            # A page that carries a tag may lie in the person's own browser, which must ask for it each time.
            kept = {"private", "no-cache"} if plain.has_header("ETag") else {"private", "no-cache", "no-store"}
            assert kept <= set(back["Cache-Control"].split(", ")), url
        for part in ({"HX-Request": "true"}, {"X-Requested-With": "XMLHttpRequest"}):
            answer = world.client(role).get(fill(url, ids), headers=part)
            if not _is_page(answer) and _is_page(plain):
                assert "no-store" in answer["Cache-Control"], url


def _is_page(response: Any) -> bool:
    return not response.streaming and response.content.lstrip()[:9].lower() == b"<!doctype"


@each
def test_writing_is_refused_to_all_others_and_changes_nothing(world, ids, line):
    before = everything()
    for url in line.urls if line.how in DONE else []:
        for role in ROLES:
            if role not in LET_IN[line.whom]:
                response = world.client(role).post(fill(url, ids))
                assert line.expects(role, response), (url, role, response.status_code)
    if line.how == "GET":
        for url in line.urls:
            assert world.admin.post(fill(url, ids)).status_code == 405
    assert everything() == before


@each
def test_writing_without_the_token_is_refused_and_changes_nothing(world, ids, line):
    if line.how not in DONE:
        return
    before = everything()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["admin"], backend="boards.authentication.backends.PasswordBackend")
    for url in line.urls:
        assert client.post(fill(url, ids)).status_code == 403, url
    assert everything() == before
    assert Session.objects.exists()


@pytest.mark.parametrize("path", MISSING.split())
def test_what_has_no_page_yet_is_not_found(world, ids, path):
    assert world.admin.get(fill(path, ids)).status_code == 404


def test_the_table_is_complete():
    """Every address that we answer is in it, Kanboard's and our own, with each of its paths."""
    listed = [address for address in ADDRESSES if not address.name.startswith("old ")]
    ours = {(address.name, re.sub(r":\w+", ":", path)) for address in listed for path in address.paths}
    table = {(line.name, _pattern(path.partition("?")[0])) for line in LINES for path in line.paths}
    names = {address.name for address in listed}
    assert {name for name in names if name not in {line.name for line in LINES}} - ELSEWHERE == set()
    assert {pair for pair in table if pair not in ours and pair[1] != ""} == set()


#: Held by tests of their own: signing out, the daily round, and the pages that need a token, a code or a picture.
ELSEWHERE = {"Auth.logout", "Cronjob.run", "PasswordReset.change", "PasswordReset.update", "TwoFactor.code",
             "TwoFactor.qrcode", "UserInvite.signup", "UserInvite.register", "AvatarFile.image"}  # fmt: skip


def _pattern(path: str) -> str:
    """A path of the table as the addresses write theirs; the words of ``given`` stand for a parameter."""
    given = ("x", "boat", "priority", "assignee", "take", "EUR")
    parts = [":" if part.startswith("{") or part in given else part for part in path.strip("/").split("/")]
    if "redirect" in parts:
        parts[parts.index("redirect") + 1] = ":"
    return "/".join(parts)


LINKED = re.compile(r"""\blink(?:_by)?\(\s*["']([A-Za-z]+\.[A-Za-z]+)["']|go_to\(\s*request, ["']([\w.]+)["']""")


def test_no_page_links_to_an_address_that_is_none():
    known = {address.name for address in ADDRESSES}
    sources = [*(BASE_DIR / "templates").rglob("*.html"), *(BASE_DIR / "boards").rglob("*.py")]
    found = {next(filter(None, groups)) for path in sources for groups in LINKED.findall(path.read_text())}
    assert len(found) > 100
    assert found - known == set()
