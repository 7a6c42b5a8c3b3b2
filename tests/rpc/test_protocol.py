"""The envelope, whatever the procedure (protocol.md 1 to 6)."""

from __future__ import annotations

from tests.conftest import Rpc


def test_a_call_is_answered_with_its_id(rpc: Rpc):
    assert rpc.answer("getVersion") == (200, {"jsonrpc": "2.0", "result": "1.2.53", "id": 1})
