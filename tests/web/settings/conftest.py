"""Settings that are changed on their pages count at once, and are as before after the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from boards.queries.settings import forget_settings


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_settings()
    yield
    forget_settings()


@pytest.fixture
def post(world, django_capture_on_commit_callbacks) -> Callable[..., Any]:
    """``post("Config.save", redirect="board", data={...})`` as the administrator."""

    def run(name: str, data: dict[str, Any] | None = None, **query: Any) -> Any:
        controller, action = name.split(".")
        url = f"/?controller={controller}Controller&action={action}"
        url += "".join(f"&{key}={value}" for key, value in query.items())
        with django_capture_on_commit_callbacks(execute=True):
            return world.admin.post(url, data or {})

    return run


@pytest.fixture
def told(world) -> Callable[[], str]:
    """What waits to be said to the administrator."""
    return lambda: " | ".join(one["text"] for one in world.admin.get("/messages").json())
