from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from kanboard_site import asgi


@pytest.fixture
def own_pool(monkeypatch: pytest.MonkeyPatch):
    """The thread that answers is the test's own, and leaves no connection to the database behind."""
    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(asgi, "POOL", pool)
        yield
        pool.submit(connections.close_all).result()
