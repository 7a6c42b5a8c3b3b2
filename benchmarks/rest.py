"""What an answer of REST costs, against the same of JSON-RPC in the same run, in turns. Read the ratios.

``--seconds`` is the length of a turn, ``--rounds`` their number.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.load import Server, ask, measure, uvicorn, write_request
from benchmarks.plan import basic

APPLICATION = basic("jsonrpc", "test")


def of_rpc(method: str, **params: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    return write_request("POST", "/jsonrpc.php", {**APPLICATION, "Content-Type": "application/json"}, body)


def of_rest(path: str, **headers: str) -> bytes:
    return write_request("GET", f"/api/v1{path}", {**APPLICATION, **headers})


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.rest", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one turn")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each request")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "API_AUTHENTICATION_TOKEN": "test",
        "API_RATE_LIMIT": "0",
        "ADMIN_PASSWORD": "admin-password",
        "KANBOARD_PROOF_KEY": "0" * 64,
        "DJANGO_SETTINGS_MODULE": "kanboard_site.settings",
        "DATABASE_URL": "",
    }
    subprocess.run([sys.executable, "manage.py", "prepare", "--verbosity", "0"], env=environment, check=True)
    server = Server(uvicorn("kanboard_site.asgi:application", 8913), 8913, environment)
    try:
        measure_pairs(server, options.seconds, options.rounds)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def fill(server: Server) -> tuple[int, int]:
    """The ids of a project with 200 tasks, and of one of them."""
    project = json.loads(ask(server, of_rpc("createProject", name="Harbour"))[1])["result"]
    task = 0
    for number in range(200):
        made = of_rpc("createTask", title=f"Task {number}", project_id=project, description="Words. " * 20, tags=["a"])
        task = json.loads(ask(server, made)[1])["result"]
    return project, task


def measure_pairs(server: Server, seconds: float, rounds: int) -> None:
    project, task = fill(server)
    tasks = f"/projects/{project}/tasks?limit=200"
    pairs = {
        "one task": (of_rpc("getTask", task_id=task), of_rest(f"/tasks/{task}")),
        "200 tasks": (of_rpc("getAllTasks", project_id=project), of_rest(tasks)),
        "200 tasks that are found": (
            of_rpc("searchTasks", project_id=project, query="due:none"),
            of_rest(f"{tasks}&search=due:none"),
        ),
        "columns": (of_rpc("getColumns", project_id=project), of_rest(f"/projects/{project}/columns")),
    }
    print(f"{'answer':28}{'JSON-RPC ms':>12}{'REST ms':>10}{'ratio':>8}")
    for name, (rpc, rest) in pairs.items():
        turns = [(measure(server, rpc, seconds)[1], measure(server, rest, seconds)[1]) for _ in range(rounds)]
        old, new = (statistics.median(one) * 1000 for one in zip(*turns, strict=True))
        print(f"{name:28}{old:12.2f}{new:10.2f}{new / old:8.2f}", flush=True)


if __name__ == "__main__":
    main()
