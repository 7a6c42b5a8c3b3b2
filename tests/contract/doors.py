"""Four doors, each called as its callers call it, and a harbour with people of every kind."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from api.throttling import RATES
from boards.actors import APPLICATION, Actor
from boards.addresses import link
from boards.authentication.sessions import actor_of
from boards.authentication.tokens import make_token
from boards.models import Column, Link, Project, Swimlane, User
from boards.roles import ProjectRule
from boards.services.categories import create_category
from boards.services.columns import create_column
from boards.services.comments import create_comment
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.external_links import create_external_link
from boards.services.files import create_task_file
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.swimlanes import create_swimlane
from boards.services.tags import create_tag
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.status import close_task

#: What the custom role of the apprentice may not do.
NOT_FOR_APPRENTICES = (
    ProjectRule.TASK_OPEN_CLOSE,
    ProjectRule.TASK_MOVE,
    ProjectRule.TASK_REMOVE,
    ProjectRule.TASK_CHANGE_ASSIGNEE,
)
#: Name to application role and role in the project.
ACCOUNTS = {
    "administrator": ("app-admin", ""),
    "manager": ("app-user", "project-manager"),
    "member": ("app-user", "project-member"),
    "viewer": ("app-user", "project-viewer"),
    "apprentice": ("app-user", "Apprentice"),
    "outsider": ("app-user", ""),
}
#: Who calls: the administrator is no member; ``reader`` is the manager's token that may only read. The last two are
#: programs, which have no browser.
PEOPLE = (*ACCOUNTS, "reader", "application")
PROGRAMS = ("reader", "application")
#: A new file of any door.
CONTENT = b"Two coats, then sand."


class Harbour:
    """``names``: what the calls of the table name as ``$task``, ``$column`` and so on.

    The manager has made ``task``, the member is its assignee and has written ``comment``. Spare things are empty.
    ``shed``: another project of the manager, the member and the apprentice; ``cave``: one of nobody, with the task
    ``hidden``.
    """

    def __init__(self) -> None:
        RATES.forget()
        self.people: dict[str, User] = {}
        harbour = self._make_project("Harbour")
        shed, cave = self._make_project("Shed"), self._make_project("Cave")
        role = create_custom_role(actor=APPLICATION, project=harbour, name="Apprentice")
        for rule in NOT_FOR_APPRENTICES:
            restrict_project(actor=APPLICATION, role=role, rule=rule)
        for name, (app_role, project_role) in ACCOUNTS.items():
            person = User.objects.create(username=name, name=name.title(), role=app_role, password="!")
            self.people[name] = person
            if project_role:
                add_project_user(actor=APPLICATION, project=harbour, user_id=person.pk, role=project_role)
        for name in ("manager", "member", "apprentice"):
            person = self.people[name]
            add_project_user(actor=APPLICATION, project=shed, user_id=person.pk, role="project-member")
        self.names: dict[str, Any] = {"project": harbour.pk, "shed": shed.pk, "cave": cave.pk, **self._fill(harbour)}
        self.names["hidden"] = create_task(actor=APPLICATION, task=NewTask(title="Gold", project_id=cave.pk))
        self.tokens = {
            name: make_token(actor=APPLICATION, user=person, name="Contract") for name, person in self.people.items()
        }
        self.tokens["reader"] = make_token(actor=APPLICATION, user=self.people["manager"], name="Reader", scope="read")
        self.tokens["application"] = "test"
        self._sign_in()

    def _sign_in(self) -> None:
        """All have been here before: the first call of a program, and a sign-in, leave traces of their own."""
        for name in PEOPLE:
            assert Rest("GET /application").send(self, name)
        self.browsers = {name: Client() for name in self.people}
        for name, browser in self.browsers.items():
            browser.force_login(self.people[name], backend="boards.authentication.backends.PasswordBackend")

    def _make_project(self, name: str) -> Project:
        return create_project(actor=APPLICATION, name=name, owner_id=None)

    def _actor(self, name: str) -> Actor:
        return actor_of(self.people[name])

    def _fill(self, project: Project) -> dict[str, Any]:
        manager, member = self._actor("manager"), self._actor("member")
        columns = list(Column.objects.filter(project=project).order_by("position"))
        where = {"project_id": project.pk, "column_id": columns[0].pk}
        paint = NewTask(title="Paint", owner_id=member.user_id, **where)
        sail, sink = NewTask(title="Sail", **where), NewTask(title="Sink", **where)
        task, other, closed = (create_task(actor=manager, task=one) for one in (paint, sail, sink))
        close_task(actor=manager, task_id=closed)
        relates = Link.objects.get(label="relates to").pk
        outside = {"url": "https://example.com/a", "title": "A page", "dependency": "related"}
        return {
            "task": task,
            "other": other,
            "closed": closed,
            "member": member.user_id,
            "manager": manager.user_id,
            "viewer": self.people["viewer"].pk,
            "column": columns[0].pk,
            "next_column": columns[1].pk,
            "spare_column": create_column(actor=manager, project=project, title="Spare").pk,
            "swimlane": Swimlane.objects.get(project=project).pk,
            "spare_swimlane": create_swimlane(actor=manager, project=project, name="Spare").pk,
            "category": create_category(actor=manager, project=project, name="Hull").pk,
            "tag": create_tag(actor=manager, project_id=project.pk, name="wood").pk,
            "comment": create_comment(actor=member, task_id=task, content="Ready?", user_id=member.user_id),
            "subtask": create_subtask(actor=manager, task_id=task, title="Sand", user_id=member.user_id),
            "relates": relates,
            "blocks": Link.objects.get(label="blocks").pk,
            "link": create_task_link(actor=manager, task_id=task, opposite_task_id=other, link_id=relates),
            "outside": create_external_link(actor=manager, task_id=task, **outside).pk,
            "file": create_task_file(
                actor=manager, project_id=project.pk, task_id=task, name="plan.txt", content=CONTENT
            ),
        }

    def name(self, value: Any, caller: str) -> Any:
        """``$task`` and the like, by what they stand for; ``$me`` is who calls, 0 for the application."""
        if isinstance(value, dict):
            return {key: self.name(one, caller) for key, one in value.items()}
        if isinstance(value, list):
            return [self.name(one, caller) for one in value]
        if isinstance(value, str) and value.startswith("$"):
            return self._me(caller) if value == "$me" else self.names[value[1:]]
        return value

    def path(self, template: str) -> str:
        return "/".join(str(self.name(step, "")) for step in template.split("/"))

    def _me(self, caller: str) -> int:
        name = {"reader": "manager"}.get(caller, caller)
        return self.people[name].pk if name in self.people else 0


@dataclass(frozen=True)
class Call:
    """Base of what is asked at a door. ``place``: procedure, path, page or tool; ``given``: what is sent."""

    place: str
    given: dict[str, Any] = field(default_factory=dict)

    def send(self, harbour: Harbour, caller: str) -> bool:
        """Whether the door says that it was done."""
        raise NotImplementedError


def _post(harbour: Harbour, caller: str, path: str, body: Any, method: str = "POST", **headers: str) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
    headers["Authorization"] = f"Bearer {harbour.tokens[caller]}"
    return Client().generic(method, path, content, content_type="application/json", headers=headers)


class Rpc(Call):
    def send(self, harbour: Harbour, caller: str) -> bool:
        call = {"jsonrpc": "2.0", "id": 1, "method": self.place, "params": harbour.name(self.given, caller)}
        response = _post(harbour, caller, "/jsonrpc.php", call)
        assert response.status_code in (200, 403), response.content
        return bool(json.loads(response.content).get("result"))


class Rest(Call):
    """``place``: method and path; ``given`` is the body, or the bytes of a file under "file"."""

    def send(self, harbour: Harbour, caller: str) -> bool:
        method, _, path = self.place.partition(" ")
        body = harbour.name(self.given, caller)
        content = body.get("file", body) if body or method != "DELETE" else None
        address, mark, query = path.partition("?")
        address = f"/api/v1{harbour.path(address)}{mark}{query}"
        response = _post(harbour, caller, address, content, method, **{"If-Match": "*"})
        assert response.status_code < 300 or response.status_code in (403, 404, 409, 422), response.content
        return bool(response.status_code < 300)


class Tool(Call):
    def send(self, harbour: Harbour, caller: str) -> bool:
        params = {"name": self.place, "arguments": harbour.name(self.given, caller)}
        response = _post(harbour, caller, "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
        result = json.loads(response.content)["result"]
        return not result["isError"]


class Page(Call):
    """A page with a form: it is opened, filled in, and sent. ``place``: name and parameters of the address.

    ``given``: what is typed; all else is sent as the form has it. Lists are the bytes of files.
    """

    def send(self, harbour: Harbour, caller: str) -> bool:
        browser = harbour.browsers[caller]
        name, _, params = self.place.partition("?")
        named = dict(one.split("=") for one in params.split("&")) if params else {}
        address = link(name, **harbour.name(named, caller))
        opened = browser.get(address, headers={"X-Requested-With": "XMLHttpRequest"})
        if opened.status_code != 200:
            assert opened.status_code in (302, 403, 404), opened.content
            return False
        form = read_form(opened.content.decode(), address)
        for field_name, value in harbour.name(self.given, caller).items():
            form.fields[field_name] = SimpleUploadedFile("new.txt", value) if isinstance(value, bytes) else str(value)
        sent = browser.post(form.action, form.fields)
        assert sent.status_code in (200, 302, 303, 403, 404, 422), sent.content
        return bool(sent.status_code < 400)


class Button(Page):
    """A small form within a page, which is sent as it is."""

    def send(self, harbour: Harbour, caller: str) -> bool:
        browser = harbour.browsers[caller]
        name, _, params = self.place.partition("?")
        named = dict(one.split("=") for one in params.split("&"))
        sent = browser.post(link(name, **harbour.name(named, caller)), harbour.name(self.given, caller))
        assert sent.status_code in (200, 302, 303, 403, 404, 422), sent.content
        return bool(sent.status_code < 400)


class FormReader(HTMLParser):
    """The last form of a page that is sent by POST: where it goes, and what it holds."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = self.action = address
        self.fields: dict[str, Any] = {}
        self._is_open = False
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name, value = known.get("name") or "", known.get("value") or ""
        if tag == "form":
            self._is_open = (known.get("method") or "").lower() == "post"
            if self._is_open:
                self.action, self.fields = known.get("action") or self.address, {}
        if not self._is_open:
            return
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in known or self._select not in self.fields):
            self.fields[self._select] = value
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "input" and name and _is_sent(known):
            self.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data if self.fields[self._area] else data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_open = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def _is_sent(known: dict[str, str | None]) -> bool:
    kind = known.get("type")
    return kind not in ("file", "submit", "button") and (kind not in ("checkbox", "radio") or "checked" in known)


def read_form(html: str, address: str) -> FormReader:
    reader = FormReader(address)
    reader.feed(html)
    return reader
