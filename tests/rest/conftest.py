"""REST, called as a program calls it, and a project with people in every role."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from api.throttling import RATES
from tests.conftest import Rpc

PASSWORD = "secret-pw"


@dataclass
class Answer:
    """``json``: the document of the body, None without one."""

    status: int
    json: Any
    headers: Any
    content: bytes = b""


@dataclass
class Rest:
    """``rest.get("/tasks/5")`` as the application; ``rest.user("ana")`` is the same door for somebody else."""

    authorization: str
    client: Client = field(default_factory=Client)

    @classmethod
    def basic(cls, name: str, secret: str) -> Rest:
        return cls("Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode())

    def user(self, name: str) -> Rest:
        return Rest.basic(name, PASSWORD)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """``body``: a value for JSON, or bytes as they are; ``headers`` with _ for -."""
        kind = headers.pop("content_type", "application/json")
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.authorization:
            named.setdefault("Authorization", self.authorization)
        response = self.client.generic(method, f"/api/v1{path}", content, content_type=kind, headers=named)
        raw = response.getvalue()
        found = json.loads(raw) if raw and "json" in response.get("Content-Type", "") else None
        return Answer(response.status_code, found, response.headers, raw)

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return self.send("PATCH", path, body, **{"If_Match": "*", **headers})

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("PUT", path, body, **{"If_Match": "*", **headers})

    def delete(self, path: str, **headers: str) -> Answer:
        return self.send("DELETE", path, **{"If_Match": "*", **headers})


@pytest.fixture
def rest(db: None) -> Rest:
    """REST with application credentials."""
    RATES.forget()
    return Rest.basic("jsonrpc", "test")


@pytest.fixture
def project(rpc: Rpc) -> int:
    """The id of a project; ``mona`` is its manager, ``ana`` a member, ``vic`` a viewer, ``olga`` nobody of it."""
    pk = rpc.createProject(name="Harbour")
    for name, role in (("mona", "manager"), ("ana", "member"), ("vic", "viewer"), ("olga", "")):
        user = rpc.createUser(username=name, password=PASSWORD)
        if role:
            rpc.addProjectUser(project_id=pk, user_id=user, role=f"project-{role}")
    return int(pk)


@pytest.fixture
def task(rpc: Rpc, project: int) -> int:
    return int(rpc.createTask(title="Paint the boat", project_id=project, tags=["wood"]))
