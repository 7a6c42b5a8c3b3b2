"""All procedures from eight programs at once, in an order that nobody chose: no error, and the board stays whole.

``MIXTURE=10`` makes ten times as many calls, other ones each time.
"""

from __future__ import annotations

import json
import logging
import os
import random
from functools import partial
from typing import Any

import pytest

from api.rpc.procedure import Procedure
from api.rpc.procedures import NAMESPACES
from boards import models
from tests.conftest import Rpc
from tests.rpc.test_fuzz import answers_of
from tests.services.test_load import assert_at_home, assert_dense, run_together

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = int(os.environ.get("MIXTURE", "1"))
CALLS = 40 * TIMES
PROCEDURES = [one for namespace in NAMESPACES for one in namespace.published.values()]
#: Would leave nothing to work on if they came as often as all others.
RARE = {"removeProject", "removeUser", "disableUser", "removeGroup", "removeLink", "disableProject", "updateUser"}
#: Names of parameters to the rows whose ids fit.
ROWS: dict[str, Any] = {
    "project_id": models.Project,
    "task_id": models.Task,
    "opposite_task_id": models.Task,
    "column_id": models.Column,
    "swimlane_id": models.Swimlane,
    "user_id": models.User,
    "owner_id": models.User,
    "creator_id": models.User,
    "group_id": models.Group,
    "subtask_id": models.Subtask,
    "category_id": models.Category,
    "comment_id": models.Comment,
    "action_id": models.Action,
    "file_id": models.TaskFile,
    "link_id": models.Link,
    "opposite_link_id": models.Link,
    "task_link_id": models.TaskLink,
    "tag_id": models.Tag,
}
#: What ``id`` means in the procedures of a noun.
NOUNS = {
    "Task": models.Task,
    "Subtask": models.Subtask,
    "Category": models.Category,
    "Comment": models.Comment,
    "User": models.User,
    "Project": models.Project,
}
VALUES: dict[str, list[Any]] = {
    "tags": [["a", "b"], [], ["b", "c"]],
    "values": [{"a": "b"}, {"b": "c", "a": "d"}],
    "params": [{"column_id": "1", "color_id": "red"}],
    "position": [1, 2, 3],
    "status": [0, 1, 2],
    "status_id": [0, 1],
    "blob": ["YQ=="],
    "role": ["project-member", "project-manager"],
    "visibility": ["app-user"],
    "password": ["secret-pw"],
    "filename": ["a.txt"],
    "url": ["file://a/b"],
    "dependency": ["related"],
    "type": ["file"],
    "event_name": ["task.close", "task.move.column"],
    "action_name": ["\\Kanboard\\Action\\TaskAssignColorColumn"],
}


#: What the others work on comes more often.
GIVING = [
    one
    for one in PROCEDURES
    if one.name
    in {
        "createProject", "createTask", "createSubtask", "createComment", "createTaskLink", "createUser",
        "duplicateTaskToProject", "moveTaskToProject", "addProjectUser", "addColumn", "createTaskFile", "createTag",
    }
]  # fmt: skip


class Program:
    """One client, as the application or as a member, who calls whatever there is."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed if TIMES == 1 else None)
        self.rpc = Rpc() if seed % 2 else Rpc("anna", "secret-pw")

    def value(self, procedure: Procedure, name: str) -> Any:
        model = ROWS.get(name)
        if name == "id":
            model = next((rows for noun, rows in NOUNS.items() if noun in procedure.name), None)
        if model is not None:
            rows = model.objects.order_by("-pk")
            if model is models.User:
                rows = rows.exclude(username__in=("anna", "admin"))
            return self.random.choice(list(rows.values_list("pk", flat=True)[:8]) or [1])
        if name in VALUES:
            return self.random.choice(VALUES[name])
        return f"{name}{self.random.randrange(30)}"

    def work(self) -> None:
        for number in range(CALLS):
            procedure = self.random.choice(PROCEDURES if number % 3 else GIVING)
            if procedure.name in RARE and self.random.random() < 0.8:
                continue
            names = [parameter.name for parameter in procedure.parameters if parameter.name != "swimlane_id"]
            chosen = [one for one in names if procedure.by_name[one].required or self.random.random() < 0.4]
            given = {name: self.value(procedure, name) for name in chosen}
            body = json.dumps({"jsonrpc": "2.0", "method": procedure.name, "params": given, "id": 1})
            answers_of(self.rpc.post(body), body)


def test_eight_programs_call_everything(rpc, caplog):
    for number in range(3):
        project = rpc.createProject(name=f"P{number}")
        for title in ("one", "two", "three"):
            rpc.createTask(title=title, project_id=project, tags=["a"])
    rpc.createUser(username="anna", password="secret-pw", role="app-admin")
    rpc.createUser(username="berta", password="secret-pw")
    rpc.createGroup("G")
    with caplog.at_level(logging.INFO):
        run_together(*(partial(Program(seed).work) for seed in range(8)))
    failed = [one for one in caplog.records if one.name == "api.rpc.handler" and one.levelno >= logging.ERROR]
    assert [one.exc_text or one.getMessage() for one in failed] == []
    deadlocks = [one.getMessage() for one in caplog.records if one.name == "boards.transactions"]
    assert [message for message in deadlocks if "OperationalError" in message] == []
    assert_dense()
    assert_at_home()
