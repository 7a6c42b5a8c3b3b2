"""What a person does on a board, and what stands there afterwards."""

from __future__ import annotations

import json
import uuid
from typing import Any

from boards.models import Task


def move(world: Any, who: str, ids: list[int], column: str, **more: Any) -> Any:
    body = {
        "op": str(uuid.uuid4()),
        "ids": ids,
        "column_id": world.columns[column].pk,
        "swimlane_id": world.swimlane.pk,
        **more,
    }
    url = f"/board/{world.project.pk}/move"
    return world.client(who).post(url, json.dumps(body), content_type="application/json")


def titles(world: Any, column: str) -> list[str]:
    tasks = Task.objects.filter(column=world.columns[column], is_active=True).order_by("position")
    return list(tasks.values_list("title", flat=True))


def board(world: Any, who: str = "member", query: str = "") -> str:
    response = world.client(who).get(f"/board/{world.project.pk}{query}")
    assert response.status_code == 200, response
    return response.content.decode()
