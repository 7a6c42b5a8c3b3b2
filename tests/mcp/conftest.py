"""MCP, called as an assistant calls it, and a project with people in every role."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from api.throttling import RATES
from boards.actors import APPLICATION
from boards.authentication.tokens import make_token
from boards.models import Comment, Project, Subtask, Task, User
from tests.conftest import Rpc

PASSWORD = "secret-pw"
MODERN = "2026-07-28"
META = "io.modelcontextprotocol/"


@dataclass
class Assistant:
    """``assistant.call("find_tasks", query="boat")`` answers what a tool says; ``version`` None speaks without one."""

    authorization: str
    version: str | None = MODERN
    client: Client = field(default_factory=Client)

    def post(self, body: Any, **headers: str) -> Any:
        """The response. ``body``: a value for JSON, or bytes as they are."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.authorization:
            named.setdefault("Authorization", self.authorization)
        return self.client.generic("POST", "/mcp", content, content_type="application/json", headers=named)

    def send(self, method: str, params: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
        """Status and document of a request that is as the version of the assistant wants it."""
        params = dict(params or {})
        if self.version is not None:
            headers = {"MCP_Protocol_Version": self.version, **headers}
        if self.version == MODERN:
            params.setdefault("_meta", {f"{META}protocolVersion": MODERN, f"{META}clientCapabilities": {}})
            headers = {"Mcp_Method": method, **headers}
            if "name" in params:
                headers = {"Mcp_Name": params["name"], **headers}
        response = self.post({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}, **headers)
        return response.status_code, json.loads(response.content)

    def result(self, method: str, **params: Any) -> Any:
        status, document = self.send(method, params)
        assert status == 200, document
        return document["result"]

    def call(self, name: str, /, **arguments: Any) -> Any:
        """What a tool answers: an object where it has one, else a text."""
        result = self.result("tools/call", name=name, arguments=arguments)
        assert result["isError"] is False, result
        return result.get("structuredContent", result["content"][0]["text"])

    def refusal(self, name: str, /, **arguments: Any) -> str:
        """The words in which a tool refuses."""
        result = self.result("tools/call", name=name, arguments=arguments)
        assert result["isError"] is True, result
        return str(result["content"][0]["text"])


def basic(name: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


def token_of(name: str, scope: str = "write") -> str:
    return make_token(actor=APPLICATION, user=User.objects.get(username=name), name="Assistant", scope=scope)


@pytest.fixture(autouse=True)
def fresh_rates() -> None:
    RATES.forget()


@pytest.fixture
def application(numbers_from_one: None) -> Assistant:
    return Assistant("Bearer test")


@pytest.fixture
def numbers_from_one(db: None) -> None:
    """What a test makes has the numbers 1, 2, 3; PostgreSQL goes on counting where the test before has ended."""
    tables = [{"table": model._meta.db_table, "column": "id"} for model in (Project, Task, Subtask, Comment, User)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), tables):
            cursor.execute(statement)


@pytest.fixture
def project(numbers_from_one: None, rpc: Rpc) -> int:
    """The id of a project; ``mona`` is its manager, ``ana`` a member, ``vic`` a viewer, ``olga`` nobody of it."""
    pk = rpc.createProject(name="Harbour", identifier="HARB")
    for name, role in (("mona", "manager"), ("ana", "member"), ("vic", "viewer"), ("olga", "")):
        user = rpc.createUser(username=name, password=PASSWORD, name=f"{name.title()} Sailor")
        if role:
            rpc.addProjectUser(project_id=pk, user_id=user, role=f"project-{role}")
    return int(pk)


@pytest.fixture
def task(rpc: Rpc, project: int) -> int:
    return int(rpc.createTask(title="Paint the boat", project_id=project, tags=["wood"]))


@pytest.fixture
def ana(project: int) -> Assistant:
    """The assistant of a member."""
    return Assistant(f"Bearer {token_of('ana')}")


@pytest.fixture
def reader(project: int) -> Assistant:
    """The assistant of a manager, with a token that may only read."""
    return Assistant(f"Bearer {token_of('mona', 'read')}")


@pytest.fixture
def olga(project: int) -> Assistant:
    """The assistant of somebody who is in no project."""
    return Assistant(f"Bearer {token_of('olga')}")
