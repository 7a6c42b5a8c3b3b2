"""The whole product in processes of its own, as `make run` serves it, for tests that speak to it from outside."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from kanboard_site.env import BASE_DIR

TOKEN, PASSWORD = "token-of-tests", "secret-pw"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(directory: Path, **variables: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Run the product on a free port until the block ends: its address, and the environment it runs in.

    ``variables``: more ones of that environment.
    """
    port = free_port()
    environment = {
        **os.environ,
        "DATA_DIR": str(directory),
        "DATABASE_URL": "",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "ADMIN_PASSWORD": PASSWORD,
        "API_AUTHENTICATION_TOKEN": TOKEN,
        "WEB_CONCURRENCY": "1",
        "DJANGO_SETTINGS_MODULE": "kanboard_site.settings",
        **variables,
    }
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-m", "kanboard_site.serve"], cwd=BASE_DIR, env=environment)
    try:
        for _ in range(480):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{url}/healthz", timeout=2).close()
                break
            time.sleep(0.25)
        yield url, environment
    finally:
        process.terminate()
        process.wait(15)
