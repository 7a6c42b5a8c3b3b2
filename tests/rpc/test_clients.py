"""The ``kanboard`` client of PyPI, as it is installed, against a server that listens."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from typing import Any

import kanboard
import pytest

from boards.actors import APPLICATION
from boards.services.users import create_user

PIXEL = base64.b64encode(b"\x89PNG no picture, but bytes\x00\xff").decode()


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The client takes one when it is made."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def connect(transactional_db: None, live_server: Any, loop: asyncio.AbstractEventLoop) -> Any:
    create_user(actor=APPLICATION, username="anna", password="secret-pw", name="Anna", role="app-manager")

    def connect(name: str, secret: str, path: str = "/jsonrpc.php") -> Any:
        return kanboard.Client(live_server.url + path, name, secret, loop=loop)

    return connect


@pytest.mark.parametrize(("name", "secret"), [("jsonrpc", "test"), ("anna", "secret-pw")])
def test_the_client_works_through_a_project(connect, name, secret):
    client = connect(name, secret)
    assert client.get_version() == "1.2.53"
    project = client.create_project(name="Release", description="What is left")
    assert client.get_project_by_id(project_id=project)["name"] == "Release"
    columns = {column["title"]: column["id"] for column in client.get_columns(project_id=project)}
    assert list(columns) == ["Backlog", "Ready", "Work in progress", "Done"]
    lane = client.get_active_swimlanes(project_id=project)[0]["id"]

    tasks = [client.create_task(title=title, project_id=project) for title in ("a", "b", "c")]
    assert client.move_task_position(
        project_id=project, task_id=tasks[2], column_id=columns["Done"], position=1, swimlane_id=lane
    )
    assert client.move_task_position(
        project_id=project, task_id=tasks[1], column_id=columns["Backlog"], position=1, swimlane_id=lane
    )
    board = client.get_board(project_id=project)
    assert [
        (column["title"], [(task["title"], task["position"]) for task in column["tasks"]])
        for column in board[0]["columns"]
    ] == [("Backlog", [("b", 1), ("a", 2)]), ("Ready", []), ("Work in progress", []), ("Done", [("c", 1)])]

    assert client.update_task(id=tasks[0], color_id="red", tags=["urgent"], date_due="2030-01-31 12:00") is True
    assert list(client.get_task_tags(task_id=tasks[0]).values()) == ["urgent"]
    found = client.search_tasks(project_id=project, query="color:red due:2030-01-31")
    assert [(task["title"], task["date_due"]) for task in found] == [("a", 1896091200)]
    assert client.close_task(task_id=tasks[2]) is True
    assert [task["title"] for task in client.get_all_tasks(project_id=project, status_id=0)] == ["c"]
    assert client.remove_task(task_id=tasks[1]) is True
    assert [task["id"] for task in client.get_all_tasks(project_id=project)] == [tasks[0]]


def test_the_client_comments_and_attaches(connect):
    application, anna = connect("jsonrpc", "test"), connect("anna", "secret-pw")
    me = anna.get_me()
    assert (me["username"], me["name"], me["role"]) == ("anna", "Anna", "app-manager")
    project = anna.create_my_private_project(name="Mine")
    assert anna.get_my_projects_list() == {str(project): "Mine"}
    task = anna.create_task(title="t", project_id=project)

    comment = anna.create_comment(task_id=task, user_id=me["id"], content="Grüße **all** 👋")
    assert anna.get_comment(comment_id=comment)["comment"] == "Grüße **all** 👋"
    assert application.get_all_comments(task_id=task)[0]["username"] == "anna"

    file = anna.create_task_file(project_id=project, task_id=task, filename="a b.png", blob=PIXEL)
    assert anna.download_task_file(file_id=file) == PIXEL
    assert [one["name"] for one in application.get_all_task_files(task_id=task)] == ["a b.png"]
    assert anna.remove_all_task_files(task_id=task) is True
    assert anna.get_all_task_files(task_id=task) == []

    subtask = anna.create_subtask(task_id=task, title="step", user_id=me["id"], time_estimated=1.5)
    assert anna.update_subtask(id=subtask, task_id=task, status=2) is True
    assert anna.get_subtask(subtask_id=subtask)["time_estimated"] == 1.5
    assert anna.save_task_metadata(task_id=task, values={"key": "value"}) is True
    assert anna.get_task_metadata(task_id=task) == {"key": "value"}


def test_the_client_runs_calls_side_by_side(connect, loop):
    client = connect("jsonrpc", "test", "/jsonrpc")
    project = client.create_project(name="P")

    async def create() -> list[int]:
        return await asyncio.gather(*(client.create_task_async(title=str(n), project_id=project) for n in range(12)))

    created = loop.run_until_complete(create())
    tasks = client.get_all_tasks(project_id=project)
    assert sorted(created) == [task["id"] for task in tasks]
    assert sorted(task["position"] for task in tasks) == list(range(1, 13))


@pytest.mark.parametrize(
    ("name", "secret", "method", "message"),
    [
        ("jsonrpc", "wrong", "get_version", "401"),
        ("anna", "wrong", "get_version", "401"),
        ("anna", "secret-pw", "get_all_users", "403"),
        ("jsonrpc", "test", "get_me", "403"),
        ("jsonrpc", "test", "get_nothing", "Method not found"),
        ("jsonrpc", "test", "get_task", "Invalid params"),
    ],
)
def test_the_client_hears_of_refusals(connect, name, secret, method, message):
    with pytest.raises(kanboard.ClientError, match=message) as raised:
        getattr(connect(name, secret), method)()
    cause = raised.value.__cause__
    if isinstance(cause, OSError) and hasattr(cause, "close"):
        cause.close()
