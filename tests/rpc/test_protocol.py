"""The envelope, whatever the procedure (protocol.md 1 to 6)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from api.rpc.decoding import Deserializer, depth_of
from api.rpc.registry import server
from boards.actors import APPLICATION
from boards.models import Column, Project
from boards.services.users import create_user
from tests.conftest import Rpc

VERSION = '{"jsonrpc":"2.0","method":"getVersion","id":1}'
PARSE_ERROR = {"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": None}
INVALID_REQUEST = {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": None}
UNAUTHORIZED = {"jsonrpc": "2.0", "error": {"code": 401, "message": "Unauthorized"}, "id": None}
FORBIDDEN = {"jsonrpc": "2.0", "error": {"code": 403, "message": "Forbidden"}, "id": None}


def call(method: str = "getVersion", identifier: Any = 1, **members: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "id": identifier, **members}


def notify(method: str, *params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": list(params)}


def send(rpc: Rpc, value: Any) -> tuple[int, Any]:
    """Status and JSON of a body that is already what Python calls JSON."""
    response = rpc.post(json.dumps(value))
    return response.status_code, json.loads(response.content) if response.content else None


def mistake(rpc: Rpc, method: str, params: Any) -> tuple[int, str, str]:
    error = send(rpc, call(method, params=params))[1]["error"]
    return error["code"], error["message"], error["data"]


@pytest.fixture
def stranger(db: None) -> Rpc:
    return Rpc("nobody", "wrong")


@pytest.fixture
def anna(db: None) -> Rpc:
    create_user(actor=APPLICATION, username="anna", password="secret-pw")
    return Rpc("anna", "secret-pw")


def test_a_call_is_answered_with_its_id(rpc: Rpc):
    assert rpc.answer("getVersion") == (200, {"jsonrpc": "2.0", "result": "1.2.53", "id": 1})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \r\n\t ",
        b"{",
        b"null",
        b"1",
        b'"a"',
        b"true",
        b"{'jsonrpc':'2.0'}",
        b"[1,]",
        b'{"jsonrpc":"2.0",}',
        b"NaN",
        b'{"jsonrpc":"2.0","method":"getVersion","id":NaN}',
        b'{"jsonrpc":"2.0","method":"getVersion","id":Infinity}',
        b"\xef\xbb\xbf" + VERSION.encode(),
        VERSION.encode() + b"x",
        VERSION.encode() + VERSION.encode(),
        VERSION.encode("utf-16"),
        b'{"jsonrpc":"2.0","method":"getVersion","id":"\xff"}',
        b'{"jsonrpc":"2.0","method":"getVersion","id":"\xc0\x80"}',
        rb'{"jsonrpc":"2.0","method":"getVersion","id":"\ud83d"}',
        rb'{"jsonrpc":"2.0","method":"getVersion","id":"\ude00\ud83d"}',
        b'{"jsonrpc":"2.0","method":"getVersion","id":"\xed\xa0\xbd"}',
        b'{"jsonrpc":"2.0","method":"getVersion","id":"a\nb"}',
        rb'{"jsonrpc":"2.0","method":"getVersion","id":"\x41"}',
        b'{"jsonrpc":"2.0","method":"getVersion","id":01}',
        b'{"jsonrpc":"2.0","method":"getVersion","id":1.}',
        b"// no\n" + VERSION.encode(),
    ],
)
def test_what_is_no_json_is_a_parse_error(stranger, body):
    response = stranger.post(body)
    assert (response.status_code, json.loads(response.content)) == (200, PARSE_ERROR)


@pytest.mark.parametrize(
    ("depth", "error"), [(511, None), (512, PARSE_ERROR["error"]), (100_000, PARSE_ERROR["error"])]
)
def test_nesting_ends_at_511_levels(rpc, depth, error):
    inner = depth - 1
    body = '{"jsonrpc":"2.0","method":"getVersion","id":' + "[" * inner + "]" * inner + "}"
    assert json.loads(rpc.post(body).content.replace(b"[" * 300, b"").replace(b"]" * 300, b"")).get("error") == error


def test_brackets_in_texts_are_no_levels(rpc):
    body = json.dumps(call(identifier='\\"' + "[{" * 600))
    assert json.loads(rpc.post(body).content)["result"] == "1.2.53"


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"jsonrpc": "2.0"},
        {"method": "getVersion", "id": 1},
        *(call(jsonrpc=version) for version in ("1.0", "2", "", 2.0, 2, None, ["2.0"], True)),
        *(call(method) for method in (None, 1, 1.5, True, ["getVersion"], {})),  # type: ignore[arg-type]
        *(call(params=params) for params in ("", "a", 0, 1, 1.5, False, True)),
    ],
)
def test_what_is_no_call_is_an_invalid_request_without_id(stranger, value):
    assert send(stranger, value) == (200, INVALID_REQUEST)


@pytest.mark.parametrize("params", [None, {}, []])
def test_no_parameters_have_four_spellings(rpc, params):
    assert send(rpc, call(params=params))[1]["result"] == "1.2.53"


def test_surplus_members_are_ignored_and_the_last_of_two_wins(rpc):
    body = '{"jsonrpc":"1.0","method":"x","id":7,"extra":[1],"method":"getVersion","jsonrpc":"2.0","id":8}'
    assert json.loads(rpc.post(body).content) == {"jsonrpc": "2.0", "result": "1.2.53", "id": 8}


@pytest.mark.parametrize(
    ("sent", "echoed"),
    [
        ("1", "1"),
        ("0", "0"),
        ("-5", "-5"),
        ("1.5", "1.5"),
        ("1.0", "1"),
        ("-0.0", "0"),
        ("1e2", "100"),
        ('""', '""'),
        ('"a"', '"a"'),
        ('"1"', '"1"'),
        ("true", "true"),
        ("false", "false"),
        ("[1,null]", "[1,null]"),
        ("[]", "[]"),
        ('{"b":1,"a":[]}', '{"b":1,"a":[]}'),
        ("{}", "[]"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("[1.0]", "[1]"),
        ('"\\u00fc/\\u2028"', '"ü/\\u2028"'),
    ],
)
def test_ids_come_back(rpc, sent, echoed):
    body = f'{{"jsonrpc":"2.0","method":"getVersion","id":{sent}}}'
    assert rpc.post(body).content.decode() == f'{{"jsonrpc":"2.0","result":"1.2.53","id":{echoed}}}'
    unknown = body.replace("getVersion", "getNothing")
    assert rpc.post(unknown).content.decode().endswith(f'"message":"Method not found"}},"id":{echoed}}}')


@pytest.mark.parametrize(
    ("sent", "echoed"),
    [
        ("12345678901234567890", 1.2345678901234567e19),
        ("-12345678901234567890", -1.2345678901234567e19),
        ("[12345678901234567890]", [1.2345678901234567e19]),
        ('{"a":[{"b":18446744073709551616}]}', {"a": [{"b": 1.8446744073709552e19}]}),
    ],
)
def test_ids_beyond_64_bit_become_floats(rpc, sent, echoed):
    answer = rpc.post(f'{{"jsonrpc":"2.0","method":"getVersion","id":{sent}}}').content
    found = json.loads(answer)["id"]
    assert (json.loads(answer)["result"], repr(found)) == ("1.2.53", repr(echoed))


@pytest.mark.parametrize("number", ["9" * 400, "9" * 5000, "1e400", "-1e999"])
def test_numbers_beyond_floats_are_parse_errors(rpc, number):
    response = rpc.post(f'{{"jsonrpc":"2.0","method":"getVersion","id":{number}}}')
    assert (response.status_code, json.loads(response.content)) == (200, PARSE_ERROR)


def test_a_batch_is_answered_in_its_order(rpc):
    calls = [call(identifier="b"), call("getTimezone", "a"), call(identifier="b"), call("getNothing", 0)]
    status, answers = send(rpc, calls)
    assert status == 200
    assert [(one["id"], one.get("result")) for one in answers] == [
        ("b", "1.2.53"),
        ("a", "UTC"),
        ("b", "1.2.53"),
        (0, None),
    ]


def test_malformed_elements_have_their_place_in_the_answer(rpc):
    status, answers = send(rpc, [1, call(), "a", None, True, {}, [], [call()], {"0": call()}, call(identifier=2)])
    assert status == 200
    assert [one.get("error", {}).get("code", one["id"]) for one in answers] == [
        -32700,
        1,
        -32700,
        -32700,
        -32700,
        *[-32600] * 4,
        2,
    ]
    assert all(one["id"] is None for one in answers if "error" in one)


def test_malformed_elements_need_no_credentials_and_hide_none(stranger):
    assert send(stranger, [1, {}]) == (200, [PARSE_ERROR, INVALID_REQUEST])
    assert send(stranger, [1, {}, call()]) == (401, UNAUTHORIZED)


def test_a_batch_of_one_is_answered_with_a_list(rpc):
    assert send(rpc, [call()]) == (200, [{"jsonrpc": "2.0", "result": "1.2.53", "id": 1}])
    assert send(rpc, [notify("getVersion"), call()])[1] == [{"jsonrpc": "2.0", "result": "1.2.53", "id": 1}]


@pytest.mark.parametrize("many", [True, False])
@pytest.mark.parametrize(("method", "params"), [("createProject", ["P"]), ("getNothing", []), ("getTask", [])])
def test_notifications_run_in_silence(rpc, many, method, params):
    body: Any = notify(method, *params)
    response = rpc.post(json.dumps([body, {**body, "id": None}] if many else body))
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"", "application/json")
    assert Project.objects.count() == (1 + many) * (method == "createProject")


def test_broken_notifications_are_answered(rpc):
    assert send(rpc, {"jsonrpc": "2.0", "method": 1}) == (200, INVALID_REQUEST)


@pytest.mark.parametrize("is_notification", [True, False])
def test_the_first_refusal_ends_the_batch_and_keeps_what_was_done(anna, rpc, is_notification):
    project = rpc.createProject("Not hers")
    refused = notify("getColumns", project) if is_notification else call("getColumns", 2, params=[project])
    own = [call("createMyPrivateProject", n, params=[str(n)]) for n in (1, 3)]
    assert send(anna, [own[0], refused, own[1]]) == (403, FORBIDDEN)
    assert set(Project.objects.values_list("name", flat=True)) == {"Not hers", "1"}


def test_refusals_are_told_from_each_other_by_a_header(stranger, anna):
    unknown = stranger.post(VERSION)
    assert (unknown.status_code, json.loads(unknown.content)) == (401, UNAUTHORIZED)
    assert unknown["WWW-Authenticate"] == 'Basic realm="JsonRPC"'
    refused = anna.post(json.dumps(call("getAllUsers")))
    assert (refused.status_code, json.loads(refused.content)) == (403, FORBIDDEN)
    assert "WWW-Authenticate" not in refused
    assert {answer["Content-Type"] for answer in (unknown, refused)} == {"application/json"}


def test_the_checks_have_an_order(stranger, anna, rpc):
    project = rpc.createProject("Not hers")
    assert send(stranger, call("getNothing"))[0] == 401
    assert send(anna, call("getAllUsers", params=[1, 2, 3]))[0] == 403
    assert send(anna, call("getNothing"))[1]["error"]["code"] == -32601
    assert send(anna, call("getColumns", params=[project, 2]))[1]["error"]["code"] == -32602
    assert send(rpc, call("getMe", params=[1]))[0] == 403


def test_objects_that_count_their_keys_are_lists(rpc):
    project = rpc.createProject("P")
    assert send(rpc, {"0": call(), "1": call(identifier=2)})[1][1]["id"] == 2
    assert send(rpc, {"0": call()}) == (200, [{"jsonrpc": "2.0", "result": "1.2.53", "id": 1}])
    assert send(rpc, call("addColumn", params={"0": project, "1": "Like a list"}))[1]["result"] > 0
    assert Column.objects.filter(title="Like a list").count() == 1
    assert send(rpc, {"1": call(), "0": call()}) == (200, INVALID_REQUEST)
    assert send(rpc, {"0": call(), "2": call()}) == (200, INVALID_REQUEST)


@pytest.mark.parametrize("element", [1, {}, []])
def test_a_batch_of_more_than_ten_thousand_is_one_invalid_request(stranger, rpc, element):
    for caller in (stranger, rpc):
        assert send(caller, [element] * 10_001) == (200, INVALID_REQUEST)
    assert send(rpc, {str(index): element for index in range(10_001)}) == (200, INVALID_REQUEST)


def test_rubbish_is_answered_by_little(stranger):
    body = b"[" + b",".join([b"1"] * 499_999) + b"]"
    assert len(body) < 1_000_000
    assert len(stranger.post(body).content) < 100


@pytest.mark.parametrize("body", [b"[" + b"1," * 600_000 + b"1]", b'"' + b"x" * 1_000_000 + b'"', b"{" * 1_000_001])
def test_nothing_large_is_read_before_the_caller_is_known(stranger, body, monkeypatch):
    read: list[int] = []
    loads = Deserializer.loads
    monkeypatch.setattr(Deserializer, "loads", lambda self, body: read.append(len(body)) or loads(self, body))
    response = stranger.post(body)
    assert (response.status_code, json.loads(response.content), read) == (401, UNAUTHORIZED, [])


def test_a_large_call_of_a_known_caller_is_answered(rpc):
    project = rpc.createProject("P")
    task = rpc.createTask("A", project)
    picture = "eHh4" * 500_000
    assert rpc.createTaskFile(project, task, "a.bin", picture) > 0


def test_what_would_be_millions_of_objects_is_never_read(rpc, monkeypatch):
    monkeypatch.setattr("api.rpc.decoding.msgspec.json.decode", lambda body: pytest.fail("was read"))
    for element in ("{}", "[]", "1"):
        assert json.loads(rpc.post(f"[{','.join([element] * 1_000_001)}]").content) == INVALID_REQUEST


def walk(value: Any) -> int:
    inner = list(value.values()) if isinstance(value, dict) else value
    return 1 + max(map(walk, inner), default=0) if isinstance(inner, list) else 0


@given(
    st.recursive(
        st.text(alphabet='\\"[]{}n', max_size=6) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='\\"[{', max_size=3), inner, max_size=3)
        ),
        max_leaves=20,
    )
)
def test_the_depth_is_that_of_the_brackets_outside_of_texts(value):
    assert depth_of(json.dumps(value).encode()) == walk(value)


def test_a_batch_of_ten_thousand_is_answered(rpc):
    status, answers = send(rpc, [call(identifier=n) for n in range(10_000)])
    assert (status, [one["id"] for one in answers]) == (200, list(range(10_000)))


@pytest.mark.parametrize(
    ("method", "params", "data"),
    [
        ("getTask", [], "Wrong number of arguments"),
        ("getTask", {}, "Wrong number of arguments"),
        ("getTask", None, "Wrong number of arguments"),
        ("getTask", [1, 2], "Too many arguments"),
        ("getTask", {"task_id": 1, "x": 2}, "Too many arguments"),
        ("getVersion", [1], "Too many arguments"),
        ("getVersion", {"x": None}, "Too many arguments"),
        ("getTask", {"Task_id": 1}, "Missing argument: task_id"),
        ("moveTaskPosition", [1, 2, 3, 4], "Wrong number of arguments"),
        ("moveTaskPosition", {"a": 1, "b": 2, "c": 3, "d": 4}, "Wrong number of arguments"),
        (
            "moveTaskPosition",
            {"project_id": 1, "swimlane_id": 2, "a": 3, "position": 4, "b": 5},
            "Missing argument: task_id",
        ),
        ("createTask", {"title": "a", "owner_id": 1}, "Missing argument: project_id"),
        ("createTask", {"a": "a", "b": 1}, "Missing argument: title"),
    ],
)
def test_arguments_are_counted_before_they_are_named(rpc, method, params, data):
    assert mistake(rpc, method, params) == (-32602, "Invalid params", data)


def test_a_stray_name_is_ignored_while_the_count_allows_it(rpc):
    project = rpc.createProject("P")
    task = rpc.createTask(title="a", project_id=project, colour="red")
    assert rpc.getTask(task)["color_id"] == "yellow"


def test_null_is_not_the_same_as_absent(rpc):
    project = rpc.createProject("P")
    rpc.createTask("a", project)
    assert (len(rpc.getAllTasks(project)), rpc.getAllTasks(project, None)) == (1, [])
    assert rpc.createTask(title="a", project_id=project, owner_id=None) is False


@pytest.mark.parametrize("method", ["GETVERSION", "getversion", "GetVersion"])
def test_methods_are_named_in_any_case(rpc, method):
    assert send(rpc, call(method))[1]["result"] == "1.2.53"


@pytest.mark.parametrize("method", ["getMe", "getme", "GETMYDASHBOARD", "getmyprojectslist"])
def test_another_case_opens_no_door(rpc, anna, method):
    assert send(rpc, call(method)) == (403, FORBIDDEN)
    assert send(anna, call(method))[0] == 200
    assert send(anna, call("getallusers")) == (403, FORBIDDEN)


@pytest.mark.parametrize(
    "method",
    [
        "",
        " getVersion",
        "getVersion ",
        "getVersion\x00",
        "beforeProcedure",
        "filterValues",
        "getClassName",
        "getInstance",
        "__get",
        "__construct",
        "__init__",
        "system.listMethods",
        "system.multicall",
        "rpc.describe",
        "get_version",
        "ɢetVersion",
    ],
)
def test_what_is_no_procedure_is_not_found(rpc, method):
    error = {"code": -32601, "message": "Method not found"}
    assert send(rpc, call(method, "x")) == (200, {"jsonrpc": "2.0", "error": error, "id": "x"})


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "trace"])
def test_other_methods_of_http_are_refused_in_json(rpc, method):
    response = rpc.client.generic(method.upper(), "/jsonrpc.php", VERSION, "application/json")
    assert (response.status_code, json.loads(response.content)) == (405, INVALID_REQUEST)
    assert (response["Allow"], response["Content-Type"]) == ("POST, OPTIONS", "application/json")


def test_options_tells_what_is_allowed_and_nothing_to_other_sites(rpc):
    response = rpc.client.options("/jsonrpc", headers={"Origin": "https://elsewhere.example"})
    assert (response.status_code, response["Allow"], response.content) == (200, "POST, OPTIONS", b"")
    assert not [name for name in response.headers if name.lower().startswith("access-control-")]


def test_head_runs_nothing(rpc):
    body = json.dumps(call("createProject", params=["P"]))
    headers = {"Authorization": rpc.authorization}
    response = rpc.client.generic("HEAD", "/jsonrpc", body, "application/json", headers=headers)
    assert (response.status_code, response.content) == (405, b"")
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-8",
        "application/json; charset=latin-1",
        "nonsense",
    ],
)
def test_the_content_type_of_a_request_is_ignored(rpc, content_type):
    body = json.dumps(call("createProject", params=["Größe"]), ensure_ascii=False).encode()
    response = rpc.client.generic(
        "POST", "/jsonrpc.php", body, content_type, headers={"Authorization": rpc.authorization}
    )
    assert json.loads(response.content)["result"] > 0
    assert Project.objects.get().name == "Größe"


def test_answers_are_compact_json_of_the_exact_type(rpc):
    project = rpc.createProject("P")
    rpc.addColumn(project, "Größe / <b> \u2028\u2029 \U0001f600")
    response = rpc.post(f'{{"id": 1, "params": [{project}], "method": "getColumns", "jsonrpc": "2.0"}}')
    assert response["Content-Type"] == "application/json"
    assert response["Content-Length"] == str(len(response.content))
    text = response.content.decode()
    assert text.startswith('{"jsonrpc":"2.0","result":[{"id":')
    assert text.endswith(',"id":1}')
    assert '"title":"Größe / <b> \\u2028\\u2029 \U0001f600"' in text
    assert '": ' not in text
    assert "\u2028" not in text
    error = rpc.post(json.dumps(call("getTask", "é"))).content.decode()
    members = '{"code":-32602,"message":"Invalid params","data":"Wrong number of arguments"}'
    assert error == f'{{"jsonrpc":"2.0","error":{members},"id":"é"}}'


def test_whole_hours_have_no_fraction(rpc):
    project = rpc.createProject("P")
    task = rpc.createTask(title="a", project_id=project, time_spent=2.0, time_estimated=1.5)
    text = rpc.post(json.dumps(call("getTask", params=[task]))).content
    assert b'"time_spent":2,' in text
    assert b'"time_estimated":1.5,' in text


@pytest.mark.parametrize(
    "path", ["/jsonrpc", "/jsonrpc.php", "/jsonrpc/", "/jsonrpc.php/", "/jsonrpc.php/a/b", "/jsonrpc/x?y=1"]
)
def test_the_door_has_several_addresses(rpc, path):
    response = rpc.client.post(path, VERSION, "application/json", headers={"Authorization": rpc.authorization})
    assert json.loads(response.content) == {"jsonrpc": "2.0", "result": "1.2.53", "id": 1}


@pytest.mark.parametrize("path", ["/JSONRPC.php", "/jsonrpcx", "/jsonrpc.php5", "/api/jsonrpc.php"])
def test_other_addresses_are_other_pages(rpc, path):
    response = rpc.client.post(path, VERSION, "application/json", headers={"Authorization": rpc.authorization})
    assert response.status_code == 404


def test_a_body_beyond_the_limit_is_413(rpc):
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    response = rpc.post(VERSION + " " * limit)
    assert (response.status_code, json.loads(response.content)) == (413, INVALID_REQUEST)
    assert response["Content-Type"] == "application/json"


def test_a_body_within_the_limit_is_read(rpc, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert rpc.post(VERSION.ljust(1000)).status_code == 200
    assert rpc.post(VERSION.ljust(1001)).status_code == 413


def test_the_door_needs_no_token_against_forged_forms(rpc):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/jsonrpc", VERSION, "application/json", headers={"Authorization": rpc.authorization})
    assert response.status_code == 200


def test_programs_never_get_a_cookie(rpc, stranger):
    assert not rpc.post(VERSION).cookies
    assert not stranger.post(VERSION).cookies


@pytest.mark.parametrize(
    "error", [IntegrityError("UNIQUE constraint failed\nDETAIL: anna@example.org"), DataError("long")]
)
def test_what_only_the_database_refuses_is_a_failure_and_a_line_in_the_log(rpc, monkeypatch, caplog, error):
    """A mistake of ours looks like an ordinary refusal to the caller: the operator hears of it."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(server.by_lower_name["createproject"], "func_or_coro", refuse)
    assert rpc.createProject("P") is False
    (line,) = [record.getMessage() for record in caplog.records if record.name == "api.rpc.procedure"]
    assert line.startswith("createProject was refused by the database: ")
    assert "anna@example.org" not in line


def test_an_ordinary_refusal_is_no_line_in_the_log(rpc, caplog):
    assert rpc.createProject("") is False
    assert "refused by the database" not in caplog.text
