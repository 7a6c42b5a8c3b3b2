"""The OpenAPI document against its standard, the server against it, and a client that a generator makes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from tests.programs.conftest import Product
from tests.serving import PASSWORD, TOKEN, serve

BIN = Path(sys.executable).parent
HERE = Path(__file__).parent
PEOPLE = {"application": f"jsonrpc:{TOKEN}", "administrator": f"admin:{PASSWORD}"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of which the administrator is manager of a project, with one of each kind in it, mostly of number 1."""
    with serve(tmp_path_factory.mktemp("site"), API_RATE_LIMIT="0") as (url, environment):
        site = Product(url, environment)
        project = site.rpc("createProject", name="Harbour")
        site.rpc("addProjectUser", project_id=project, user_id=1, role="project-manager")
        for title in ("Paint the boat", "Sew the sail"):
            task = site.rpc("createTask", title=title, project_id=project, tags=["wood"])
            site.rpc("createSubtask", task_id=task, title="Sand")
            site.rpc("createComment", task_id=task, user_id=1, content="Two coats")
            site.rpc("createTaskFile", project_id=project, task_id=task, filename="a.txt", blob="YWJj")
            page = {"url": "https://example.org", "dependency": "related", "title": "A page"}
            site.rpc("createExternalTaskLink", task_id=task, **page)
        site.rpc("createTaskLink", task_id=1, opposite_task_id=2, link_id=1)
        site.rpc("createCategory", project_id=project, name="Hull")
        site.rpc("createProjectFile", project_id=project, filename="a.txt", blob="YWJj")
        site.rpc("createGroup", name="Crew")
        yield site


@pytest.fixture(scope="module")
def document(running: Product) -> dict[str, Any]:
    return json.loads(running.read("/api/schema/"))


def test_the_document_is_openapi(document):
    validate(document)
    assert document["openapi"] == "3.1.1"


def test_all_is_described_with_examples(document):
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            place = f"{method} {path}"
            assert described["summary"], place
            assert "Right:" in described["description"], place
            assert {"401", "403", "422", "429"} <= described["responses"].keys(), place
            for content in described.get("requestBody", {}).get("content", {}).values():
                assert "example" in content or content["schema"] == {}, place


CLIENT = """
from boards_client import AuthenticatedClient
from boards_client.api.tasks import create_task, get_task, list_project_tasks, update_task
from boards_client.models import NewTaskBody, Task, TaskPage, TaskPatch

client = AuthenticatedClient(base_url="{url}", token="{token}")
made = create_task.sync(1, client=client, body=NewTaskBody(title="From a client"))
assert isinstance(made, Task) and made.title == "From a client" and made.owner_id is None
page = list_project_tasks.sync(1, client=client, is_active=True)
assert isinstance(page, TaskPage) and "From a client" in [one.title for one in page.items]
changed = update_task.sync(made.id, client=client, body=TaskPatch(priority=3), if_match="*")
assert isinstance(changed, Task) and changed.priority == 3
gone = get_task.sync_detailed(999_999, client=client)
assert gone.status_code == 404
print("works")
"""


def test_a_generated_client_has_right_types_and_works(running, document, tmp_path):
    (tmp_path / "schema.json").write_text(json.dumps(document))
    (tmp_path / "config.yml").write_text("project_name_override: boards-client\npackage_name_override: boards_client\n")
    command = [str(BIN / "openapi-python-client"), "generate", "--path", "schema.json", "--meta", "none"]
    made = subprocess.run([*command, "--config", "config.yml"], cwd=tmp_path, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING parsing" not in made.stdout + made.stderr, made.stdout + made.stderr
    program = tmp_path / "program.py"
    program.write_text(CLIENT.format(url=running.url, token=TOKEN))
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--ignore-missing-imports", "program.py"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    ran = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.stdout == "works\n", ran.stderr


def run_schemathesis(running: Product, who: str, *more: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(BIN / "st"), "--config-file", str(HERE / "schemathesis.toml"), "run", f"{running.url}/api/schema/",
        "--url", running.url, "--auth", PEOPLE[who], "--phases", "examples,coverage,fuzzing", "--max-examples", "8",
        "--seed", "1", "--no-color", "--generation-database", "none", "--suppress-health-check", "all", *more,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=600, env={**os.environ})


@pytest.mark.parametrize("who", PEOPLE)
def test_the_server_answers_what_the_document_says(running, who):
    """No answer of 500, no status, header or shape that is not described, nothing wrong that is taken for right."""
    asked = run_schemathesis(running, who, "--exclude-method", "DELETE")
    assert asked.returncode == 0, asked.stdout[-8000:]


def test_what_is_removed_is_gone(running):
    asked = run_schemathesis(running, "application", "--include-method", "DELETE")
    assert asked.returncode == 0, asked.stdout[-8000:]
