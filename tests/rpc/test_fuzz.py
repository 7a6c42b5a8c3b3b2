"""Whatever is sent, the door answers in JSON, and no procedure falls over (protocol.md 6).

``FUZZ=50`` runs fifty times as many examples, other ones each time.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.rpc.procedure import Procedure
from api.rpc.procedures import NAMESPACES
from boards.actors import APPLICATION
from boards.outgoing import UnreachableError
from boards.services import external_links
from boards.services.users import create_user
from boards.transactions import block
from tests.conftest import Rpc

TIMES = int(os.environ.get("FUZZ", "0"))
KNOWN_CODES = {-32700, -32600, -32601, -32602, 0, 401, 403}
EDGES = (0, 1, -1, 2**31 - 1, 2**31, -(2**31), 2**53, 2**63 - 1, 2**63, -(2**63), 2**64, 10**25, 10**300)
ODD_TEXTS = (
    "",
    "0",
    "1.0",
    " 1 ",
    "+-1",
    "²",
    "٣",
    "1e5",
    "a\x00b",
    "9" * 25,
    "-" + "9" * 25,
    "9" * 5000,
    "x" * 51,
    "x" * 192,
    "é" * 256,
    "x" * 70_000,
    "2026-02-30",
    "9999-12-31",
    "99999-01-01 25:61",
    "status:open due:<=tomorrow",
    "id:99999999999999999999",
    "priority:>9e9",
    "%_\\'\"",
    "../..",
    "http://[",
    "app-admin",
    "project-manager",
    "task.create",
    "\\Kanboard\\Action\\TaskClose",
    "weblink",
    "related",
    "\U0001f600\u2028\ufeff",
)

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 30),
    st.sampled_from(EDGES),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(ODD_TEXTS),
    st.text(max_size=20),
)
VALUES = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=8), one, max_size=4), max_leaves=8
)


def repeat(examples: int) -> Any:
    return settings(
        max_examples=examples * (TIMES or 1),
        derandomize=not TIMES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def ids(rpc: Rpc, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A project in which everything exists; names of parameters to values that fit them."""

    def be_offline(*args: Any, **kwargs: Any) -> Any:
        raise UnreachableError

    monkeypatch.setattr(external_links, "request_public", be_offline)
    user = create_user(actor=APPLICATION, username="anna", password="secret-pw", role="app-admin").pk
    project, other = rpc.createProject(name="P", identifier="PP"), rpc.createProject("Other")
    for one in (project, other):
        assert rpc.addProjectUser(one, user, "project-manager")
    tasks = [rpc.createTask(title=f"t{n}", project_id=project, tags=["tag"], date_due="2020-01-01") for n in range(3)]
    tasks.append(rpc.createTask(title="elsewhere", project_id=other))
    columns, lanes = rpc.getColumns(project), rpc.getAllSwimlanes(project)
    link = rpc.getAllLinks()[0]["id"]
    group = rpc.createGroup("G")
    subtask = rpc.createSubtask(tasks[0], "s", user)
    category = rpc.createCategory(project, "C")
    comment = rpc.createComment(task_id=tasks[0], user_id=user, content="c")
    action = rpc.createAction(project, "task.close", "\\Kanboard\\Action\\TaskAssignColorColumn", {})
    files = [rpc.createTaskFile(project, tasks[0], "f", "YQ=="), rpc.createProjectFile(project, "f", "YQ==")]
    external = rpc.createExternalTaskLink(tasks[0], "https://example.org", "related", "weblink", "t")
    rpc.addGroupMember(group, user)
    rpc.addProjectGroup(project, group)
    rpc.saveTaskMetadata(tasks[0], {"m": "v"})
    rpc.saveProjectMetadata(project, {"m": "v"})
    return {
        "project_id": [project, other],
        "task_id": tasks,
        "opposite_task_id": tasks,
        "column_id": [one["id"] for one in columns],
        "swimlane_id": [one["id"] for one in lanes],
        "user_id": [user],
        "owner_id": [user, 0],
        "creator_id": [user, 0],
        "group_id": [group],
        "subtask_id": [subtask],
        "category_id": [category, 0],
        "comment_id": [comment],
        "action_id": [action or 1],
        "file_id": files,
        "link_id": [link, external],
        "opposite_link_id": [link, 0],
        "task_link_id": [rpc.createTaskLink(tasks[0], tasks[1], link)],
        "tag_id": [rpc.createTag(project, "another")],
        "id": [tasks[0], subtask, category, comment, user],
        "project_ids": [[project], [project, other], []],
        "tags": [["a", "b"], [], ["a", "a"]],
        "values": [{"a": "b"}, {}, {"m": None}],
        "params": [{}, {"column_id": columns[0]["id"], "color_id": "red"}],
        "position": [1, 2, 3],
        "status": [0, 1, 2],
        "status_id": [0, 1],
        "blob": ["YQ==", "!", ""],
        "role": ["app-user", "project-member", "x"],
        "visibility": ["app-user", "app-manager"],
        "username": ["anna", "berta"],
        "password": ["secret-pw", "x"],
    }


def answers_of(response: Any, sent: Any) -> list[Any]:
    """The answers of a body, which are JSON and hold no other errors than protocol.md 6 knows."""
    assert response.status_code in (200, 401, 403), sent
    if not response.content:
        return []
    value = json.loads(response.content)
    answers = value if isinstance(value, list) else [value]
    for answer in answers:
        assert answer.keys() in ({"jsonrpc", "result", "id"}, {"jsonrpc", "error", "id"})
        assert answer.get("error", {"code": 0})["code"] in KNOWN_CODES, (sent, answer)
    return answers


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.exc_text or record.getMessage() for record in caplog.records if record.name == "api.rpc.handler"]


@repeat(200)
@given(body=st.binary(max_size=60) | VALUES.map(json.dumps) | VALUES.map(lambda value: json.dumps([value])))
def test_any_body_is_answered(rpc, caplog, body):
    answers_of(rpc.post(body), body)
    assert logged(caplog) == []


ENVELOPES = st.fixed_dictionaries(
    {"jsonrpc": st.just("2.0") | VALUES, "method": st.sampled_from(["getVersion", "getTask", "getMe"]) | VALUES},
    optional={"id": VALUES, "params": VALUES, "extra": VALUES},
)


@repeat(200)
@given(body=ENVELOPES | st.lists(ENVELOPES | VALUES, max_size=4))
def test_anything_in_an_envelope_is_answered(rpc, caplog, body):
    answers_of(rpc.post(json.dumps(body)), body)
    assert logged(caplog) == []


def draw_params(data: st.DataObject, procedure: Procedure, ids: dict[str, Any]) -> Any:
    """Arguments in both forms: about half of them fit their names, so that the call comes further than the decoding."""
    count = data.draw(st.integers(procedure.required, procedure.total))
    names = [parameter.name for parameter in procedure.parameters]
    optional = data.draw(st.permutations(names[procedure.required :]))[: count - procedure.required]
    given = {}
    for name in [*names[: procedure.required], *optional]:
        fitting = st.sampled_from(ids[name]) if name in ids else st.text(max_size=10)
        given[name] = data.draw(fitting if data.draw(st.booleans()) else VALUES)
    if set(given) == set(names[: len(given)]) and data.draw(st.booleans()):
        return [given[name] for name in names[: len(given)]]
    return given


@pytest.mark.parametrize("namespace", NAMESPACES, ids=lambda one: next(iter(one.published)))
def test_any_arguments_are_answered(rpc, ids, caplog, namespace):
    """What is answered with -32602 has written nothing; each example is undone."""
    procedures = list(namespace.published.values())

    @repeat(6 * len(procedures))
    @given(procedure=st.sampled_from(procedures), data=st.data())
    def run(procedure, data):
        params = draw_params(data, procedure, ids)
        body = json.dumps({"jsonrpc": "2.0", "method": procedure.name, "params": params, "id": 1})
        for caller in (rpc, rpc.user("anna")):
            reset_queries()
            with block(), CaptureQueriesContext(connection) as queries:
                answer = answers_of(caller.post(body), body[:500])[0]
                assert logged(caplog) == [], body[:500]
                transaction.set_rollback(True)
            written = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
            if caller is rpc and answer.get("error", {}).get("code") == -32602:
                assert written == []

    run()


def worded(word: str, times: int = 3000) -> str:
    return " ".join(f"{word}{number}" for number in range(times))


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("getProjectActivities", [list(range(1, 300_000))]),
        ("saveTaskMetadata", ["task_id", {str(n): "v" for n in range(3000)}]),
        ("setTaskTags", ["project_id", "task_id", [f"t{n}" for n in range(3000)]]),
        ("moveTaskPosition", ["project_id", "task_id", "column_id", "²", 0]),
        ("moveTaskPosition", ["project_id", "task_id", "column_id", "+-1", 0]),
        ("moveTaskPosition", ["project_id", "task_id", "column_id", "9" * 5000, 0]),
        ("changeColumnPosition", ["project_id", "column_id", "9" * 5000]),
        ("addColumn", ["project_id", "x", "-" + "9" * 5000]),
        ("getOppositeLinkId", [{"a": [10**300]}]),
        ("createTask", ["x" * 5_000_000, "project_id"]),
        *(
            ("searchTasks", ["project_id", query])
            for query in (
                *(
                    worded(name)
                    for name in ("tag:", "color:", "id:", "title:", "comment:", "column:", "assignee:", "x")
                ),
                *("id:" + "9" * 5000, "priority:>" + "9" * 5000, "due:" + "9" * 5000 + "-01-01", "due:<=99999-01-01"),
                *('due:"+' + "9" * 30 + ' days"', '"' * 5000, "status:open " * 5000, "%" * 60_000, "a\x00b"),
            )
        ),
        *(
            ("createExternalTaskLink", ["task_id", f"http://{host}/", "related", kind])
            for kind in ("auto", "weblink")
            for host in ("[", "[::1", "a:99999999", "\u2100.com", "a" * 300, "a..b", "")
        ),
    ],
)
def test_sizes_and_spellings_that_chance_does_not_find(rpc, ids, caplog, method, arguments):
    params = [ids[one][0] if isinstance(one, str) and one in ids else one for one in arguments]
    answers_of(rpc.post(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, "id": 1})), method)
    assert logged(caplog) == []
