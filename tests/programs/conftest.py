"""The running product, for programs that others have written. Run by `make test-contract`."""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.serving import TOKEN, serve


@dataclass(frozen=True)
class Product:
    """``environment``: that it runs in. ``product.rpc("createProject", name="a")`` fills it, as the application."""

    url: str
    environment: dict[str, str]

    def rpc(self, method: str, /, **params: Any) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "id": 1, "params": params}).encode()
        credentials = base64.b64encode(f"jsonrpc:{TOKEN}".encode()).decode()
        request = urllib.request.Request(
            f"{self.url}/jsonrpc.php", body, {"Authorization": f"Basic {credentials}"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)["result"]

    def read(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=20) as answer:
            return bytes(answer.read())


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with serve(tmp_path_factory.mktemp("product")) as (url, environment):
        yield Product(url, environment)
