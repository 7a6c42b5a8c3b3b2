"""Which operations change nothing: the only ones for a token that may only read."""

from __future__ import annotations

import re

import pytest

from api.rpc.registry import server
from boards.access import RULES, is_allowed
from boards.access.rules import is_reading
from boards.actors import Actor, ActorKind

READS = re.compile(r"(get|is|has|search|download)[A-Z]")


def test_procedures_ask_for_a_reading_operation_exactly_when_they_change_nothing():
    wrong = {
        name: procedure.operation
        for name, procedure in server.procedures.items()
        if bool(READS.match(name)) is not is_reading(procedure.operation)
    }
    assert wrong == {}


@pytest.mark.django_db
def test_who_may_only_read_is_refused_every_change():
    reader = Actor(ActorKind.USER, 1, "anna", role="app-admin", bypass=True, reads_only=True)
    asked = {operation: is_allowed(reader, operation, project_id=1) for operation in RULES}
    assert asked == {operation: is_reading(operation) for operation in RULES}
