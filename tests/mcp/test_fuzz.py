"""Whatever is sent: an answer of the protocol, never a failure of ours, and nothing written."""

from __future__ import annotations

import json
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from api.mcp.protocol import answer_message
from api.mcp.toolbox import TOOLS
from boards.actors import APPLICATION
from boards.models import Task

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted({name for tool in TOOLS.values() for name in tool.arguments.__struct_fields__}))
PLAUSIBLE = st.one_of(VALUES, st.sampled_from([1, "Harbour", [1], ["x"], "me", "none", "2030-01-31", "status:open"]))


def tell(body: bytes) -> tuple[int, Any]:
    answer = answer_message(body, APPLICATION)
    return answer.status, json.loads(json.dumps(answer.content))


@given(st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_no_message_breaks_the_protocol(body):
    status, content = tell(body)
    assert status in (200, 202, 400, 404)
    assert content is None or content["error"]["code"] in (-32700, -32600, -32601, -32602)


def test_no_arguments_break_a_tool(task):
    @settings(max_examples=300)
    @given(st.sampled_from(sorted(set(TOOLS) - {"remove_tasks"})), st.dictionaries(NAMES, PLAUSIBLE, max_size=5))
    def call(name, arguments):
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
        status, content = tell(json.dumps(message).encode())
        assert (status, list(content)) == (200, ["jsonrpc", "id", "result"]), content
        assert content["result"]["content"][0]["text"]

    call()
    assert Task.objects.filter(pk=task).exists()
