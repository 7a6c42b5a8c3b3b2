"""What a move in the browser costs, counted in statements; it does not grow with the cards around."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

#: Statements of a move, with those of the session and the account, and of each card that it carries.
ONCE, A_CARD = 26, 13


@pytest.mark.parametrize("number", [1, 10])
def test_a_move_has_a_bound(world, number):
    ids = [world.task(f"Plank {n}").pk for n in range(number)]

    def move(column: str) -> int:
        body = {
            "op": str(uuid4()),
            "ids": ids,
            "column_id": world.columns[column].pk,
            "swimlane_id": world.swimlane.pk,
        }
        with CaptureQueriesContext(connection) as statements:
            url = f"/board/{world.project.pk}/move"
            answer = world.member.post(url, json.dumps(body), content_type="application/json")
        assert answer.json()["moved"] == ids
        return len(statements)

    for column in ("Ready", "Backlog"):
        move(column)
    assert move("Done") <= ONCE + A_CARD * number
