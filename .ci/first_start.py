"""``make run`` on an empty folder, as the README says it: a sign-in with the printed password, a board, the API.

``python3 .ci/first_start.py VENV`` needs nothing but Python and make. It prints the packages that make installed.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Seconds for installing and starting.
PATIENCE = 600


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    """Until ``/healthz`` answers 200."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise SystemExit(f"make run ended with {server.returncode}.")
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).close()
            return
        except OSError:
            time.sleep(0.3)
    raise SystemExit(f"make run did not serve within {PATIENCE} seconds.")


def call(url: str, password: str, method: str, **params: object) -> object:
    """One call of the API as the user admin."""
    key = base64.b64encode(f"admin:{password}".encode()).decode()
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/jsonrpc.php", body, headers), timeout=20) as answer:
        return json.load(answer)["result"]


def visit(url: str, password: str) -> None:
    """A person's first minute. Raises when a page is not what it should be."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def read(path: str, form: dict[str, str] | None = None) -> str:
        body = urllib.parse.urlencode(form).encode() if form else None
        with browser.open(urllib.request.Request(url + path, body, {"Referer": url + path}), timeout=20) as answer:
            return str(answer.read().decode())

    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', read("/login"))[0]
    page = read("/login", {"username": "admin", "password": password, "csrfmiddlewaretoken": token})
    assert "/logout" in page, "the sign-in did not work"
    project = call(url, password, "createProject", name="First")
    task = call(url, password, "createTask", project_id=project, title="The first task")
    board = read(f"/board/{project}")
    assert f'data-task-id="{task}"' in board, "the board does not show the task"
    assert "data-column-id" in board, "the board has no cells"


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / "log"
    hidden = ("DATABASE_URL", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    environment = {**kept, "DATA_DIR": str(folder / "data"), "PORT": str(port), "ADMIN_PASSWORD": ""}
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["make", "run", f"VENV={sys.argv[1]}"],
            cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait(url, server)
        password = re.findall(r"password of the user admin is (\S+)", log.read_text())[0]
        visit(url, password)
    except BaseException:
        sys.stderr.write(log.read_text())
        raise
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
        shutil.rmtree(folder)
    subprocess.run([f"{sys.argv[1]}/bin/python", "-m", "pip", "list", "--disable-pip-version-check"], check=True)
    sys.stdout.write("make run serves on a fresh machine: a sign-in, a board and a call of the API.\n")


if __name__ == "__main__":
    main()
