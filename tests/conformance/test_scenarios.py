"""The recorded answers of a real Kanboard, played against our own server (replay.py tells the rules of comparison)."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from boards.services.users import ensure_admin
from tests.conformance.replay import Client, play
from tests.described import hold_results

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.json"))


class Held(Client):
    """Holds every answer against the description of its method as well."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.wrong: list[str] = []

    def post(self, body: bytes, headers: dict[str, str], method: str = "POST") -> Any:
        answer = super().post(body, headers, method)
        self.wrong += hold_results(body, answer[2])
        return answer


@pytest.fixture
def endpoint(transactional_db: None, live_server: Any) -> Iterator[Held]:
    """A fresh installation with its administrator."""
    logging.getLogger("kanboard.sign_in").setLevel(logging.ERROR)
    ensure_admin("admin")
    client = Held(f"{live_server.url}/jsonrpc.php")
    yield client
    if client.connection is not None:
        client.connection.close()


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_a_recorded_scenario_has_the_same_answers(endpoint, file):
    options = argparse.Namespace(token="test", admin="admin:admin")
    outcome = play(json.loads(file.read_text()), endpoint, options)
    assert [
        (number, step.get("method"), step.get("params"), found)
        for number, (step, found) in enumerate(outcome, 1)
        if found
    ] == []
    assert endpoint.wrong == []
