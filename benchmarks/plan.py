"""Fill an installation, and note for each call its request, the statements that it runs and its result."""

from __future__ import annotations

import base64
import json
import pickle
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Call:
    name: str
    body: bytes
    headers: dict[str, str]
    statements: list[tuple[str, Any]] = field(default_factory=list)
    result: Any = None


def basic(name: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def rpc(method: str, *params: Any, identifier: int = 1) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params, "id": identifier}


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from boards.actors import APPLICATION
    from boards.models import Column, Swimlane, User
    from boards.services.comments import create_comment
    from boards.services.memberships import add_project_user
    from boards.services.projects import create_project
    from boards.services.tasks.create import NewTask, create_task

    call_command("prepare", verbosity=0)
    client = Client()

    def send(payload: Any, headers: dict[str, str]) -> Any:
        response = client.post("/jsonrpc.php", json.dumps(payload), content_type="application/json", headers=headers)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    admin = User.objects.get(username="admin")
    boards = {}
    for size in (200, 1000):
        project = create_project(actor=APPLICATION, name=f"Project of {size}")
        add_project_user(actor=APPLICATION, project=project, user_id=admin.pk, role="project-manager")
        columns = [column.pk for column in Column.objects.filter(project=project)]
        tasks = [
            create_task(
                actor=APPLICATION,
                task=NewTask(
                    title=f"Task {number} of the board",
                    project_id=project.pk,
                    column_id=columns[number % len(columns)],
                    description="Some words that explain what is to be done. " * 4,
                    tags=["urgent"] if number % 5 == 0 else [],
                ),
            )
            for number in range(size)
        ]
        boards[size] = (project, columns, tasks)
    project, columns, tasks = boards[200]
    for number in range(10):
        create_comment(
            actor=APPLICATION,
            task_id=tasks[0],
            user_id=admin.pk,
            content=f"Remark {number}, **with** Markdown and a few more words.",
        )
    lane = Swimlane.objects.get(project=project).pk
    app, user = basic("jsonrpc", "test"), basic("admin", "admin-password")
    wanted: list[tuple[str, Any, dict[str, str]]] = [
        ("getVersion", rpc("getVersion"), app),
        ("getTask", rpc("getTask", tasks[0]), app),
        ("getTask (user)", rpc("getTask", tasks[0]), user),
        ("getAllTasks (200)", rpc("getAllTasks", project.pk), app),
        ("getAllTasks (1000)", rpc("getAllTasks", boards[1000][0].pk), app),
        ("getBoard (200)", rpc("getBoard", project.pk), app),
        ("searchTasks", rpc("searchTasks", project.pk, "status:open tag:urgent"), app),
        ("getAllComments", rpc("getAllComments", tasks[0]), app),
        ("batch of 50 getTask", [rpc("getTask", one, identifier=one) for one in tasks[:50]], app),
        ("createTask", rpc("createTask", "Made by the benchmark", project.pk), app),
        ("updateTask", rpc("updateTask", tasks[1], "Renamed"), app),
        ("2 x moveTaskPosition", [
            rpc("moveTaskPosition", project.pk, tasks[2], columns[1], 1, lane, identifier=1),
            rpc("moveTaskPosition", project.pk, tasks[2], columns[0], 1, lane, identifier=2),
        ], app),
        ("createComment", rpc("createComment", tasks[3], admin.pk, "A remark of the benchmark"), app),
    ]  # fmt: skip
    calls = []
    for name, payload, headers in wanted:
        send(payload, headers)
        call = Call(name, json.dumps(payload).encode(), {"Content-Type": "application/json", **headers})

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any, call: Call = call) -> Any:
            call.statements.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            call.result = send(payload, headers)
        calls.append(call)
    Path(sys.argv[1]).write_bytes(pickle.dumps({"calls": [vars(call) for call in calls]}))


if __name__ == "__main__":
    main()
