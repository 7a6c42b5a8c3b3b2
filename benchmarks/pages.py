"""What pages and calls cost, beside what a real Kanboard spends on them (``kanboard-cost.json``).

``python -m benchmarks.pages`` fills an installation with the data of that file, starts the product as ``make run``
does, and prints the CPU of all its processes for one answer, in units of a fixed piece of work of this machine. Lists
are compared per row shown. ``--large`` asks 100,000 tasks instead, in milliseconds. ``--database URL`` takes an empty
PostgreSQL; what its own server spends is not counted. Words choose pages and calls by a part of their name.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.load import Server, ask, measure, write_request
from benchmarks.unit import measure_unit

PORT = 8913
TOKEN, PASSWORD = "test", "admin-password"
REFERENCE = json.loads((Path(__file__).parent / "kanboard-cost.json").read_text())
#: What each row of a list holds once.
ROW = b'class="task-row-number"'
ADMIN_LISTS = ("task", "project", "user", "column", "comment", "subtask", "tag", "activity", "job")


def find_pages(data: dict[str, Any]) -> dict[str, str]:
    """Name to address, by the names of the reference."""
    one, other = data["projects"]
    return {
        "board of 200": f"/board/{one}",
        "board of 1000": f"/board/{other}",
        "list": f"/list/{one}",
        "task": f"/task/{data['tasks'][0]}",
        "dashboard": "/dashboard",
        "search": "/search?search=status:open",
        "projects": "/projects",
        "overview": f"/project/{one}/overview",
        "activity": f"/project/{one}/activity",
        "settings": "/settings",
        "users": "/users",
        "user": f"/user/show/{data['admin']}",
        "settings application": "/settings/application",
        "analytics cfd": f"/analytics/cfd/{one}",
    }


def find_large_pages(data: dict[str, Any]) -> dict[str, str]:
    """The same addresses with more behind them, and the lists of operators."""
    pages = find_pages(data)
    pages |= {"board of 1000": pages.pop("board of 200"), "board of 10000": pages["board of 1000"]}
    pages |= {"search for a word": "/search?search=status:open+board", "my tasks": f"/dashboard/{data['admin']}/tasks"}
    return pages | {f"admin {name}": f"/admin/boards/{name}/" for name in ADMIN_LISTS}


def find_calls(data: dict[str, Any]) -> dict[str, Any]:
    """Name to method, arguments and name of the caller; those that write at the end."""
    project, tasks = data["projects"][0], data["tasks"]
    batch = [("getTask", [task]) for task in tasks[:50]]
    changed = ("updateTask", [tasks[5], "Renamed"])
    return {
        "getVersion": [("getVersion", [])],
        "getTask": [("getTask", [tasks[0]])],
        "getTask as a user": [("getTask", [tasks[0]])],
        "getAllTasks (200)": [("getAllTasks", [project])],
        "getBoard (200)": [("getBoard", [project])],
        "searchTasks": [("searchTasks", [project, "status:open tag:urgent"])],
        "getMyProjects": [("getMyProjects", [])],
        "getAllComments": [("getAllComments", [tasks[0]])],
        "batch of 50 getTask": batch,
        "updateTask": [changed],
        "getAllTasks (200), changed": [changed, ("getAllTasks", [project])],
        "getBoard (200), changed": [changed, ("getBoard", [project])],
        "searchTasks, changed": [changed, ("searchTasks", [project, "status:open tag:urgent"])],
        "moveTaskPosition": [("moveTaskPosition", [project, tasks[2], column, 1, 0]) for column in data["columns"]],
        "createComment": [("createComment", [tasks[3], data["admin"], "A remark"])],
        "createTask": [("createTask", ["Made by the benchmark", project])],
    }


def request_call(name: str, calls: list[tuple[str, list[Any]]]) -> bytes:
    objects = [
        {"jsonrpc": "2.0", "method": method, "params": params, "id": number}
        for number, (method, params) in enumerate(calls)
    ]
    by_user = name in ("getTask as a user", "getMyProjects")
    pair = f"admin:{PASSWORD}" if by_user else f"jsonrpc:{TOKEN}"
    headers = {
        "Content-Type": "application/json",
        "Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
    }
    return write_request(
        "POST", "/jsonrpc.php", headers, json.dumps(objects if len(calls) > 1 else objects[0]).encode()
    )


class Cost(NamedTuple):
    """Milliseconds of CPU, and the same in units."""

    milliseconds: float
    units: float

    def __mul__(self, share: Any) -> Cost:
        return Cost(self.milliseconds * share, self.units * share)

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.milliseconds - other.milliseconds, self.units - other.units)


class Bench:
    """A product that runs on filled data."""

    def __init__(self, kind: str, database: str, seconds: float, rounds: int) -> None:
        self.seconds, self.rounds = seconds, rounds
        self.folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
        environment = {
            **os.environ,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": database,
            "API_AUTHENTICATION_TOKEN": TOKEN,
            "ADMIN_PASSWORD": PASSWORD,
            "DJANGO_SETTINGS_MODULE": "kanboard_site.settings",
            "PORT": str(PORT),
        }
        filled = subprocess.run(
            [sys.executable, "-m", "benchmarks.fill", kind], env=environment, check=True, stdout=subprocess.PIPE
        )
        self.data = json.loads(filled.stdout)
        self.server = Server([sys.executable, "-m", "kanboard_site.serve"], PORT, environment)

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *error: object) -> None:
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def cost(self, request: bytes) -> Cost:
        """What an answer costs, the median of all rounds; the first requests only warm up.

        Each round has its own units, as a machine that others use is not the same for long.
        """
        measure(self.server, request, self.seconds / 3)
        units, costs = [measure_unit()], []
        for _ in range(self.rounds):
            costs.append(1000 * measure(self.server, request, self.seconds)[1])
            units.append(measure_unit())
        around = [(before + after) / 2 for before, after in pairwise(units)]
        ratios = [cost / unit for cost, unit in zip(costs, around, strict=True)]
        return Cost(statistics.median(costs), statistics.median(ratios))

    def page(self, path: str) -> tuple[bytes, int, bytes]:
        """The request of a page, and the status and body of its answer."""
        request = write_request("GET", path, {"Cookie": self.data["cookie"]})
        return request, *ask(self.server, request)

    def memory(self) -> str:
        resident, shared_once = (size / 1_000_000 for size in self.server.memory())
        return f"memory of all processes: {resident:.0f} MB, {shared_once:.0f} MB with what they share counted once"


def compare_pages(bench: Bench, wanted: list[str]) -> Iterator[float]:
    """Print a line for each page; yields ratios."""
    for name, path in find_pages(bench.data).items():
        if not is_wanted(name, wanted):
            continue
        request, status, body = bench.page(path)
        if status != 200:
            print(f"{name:28} is not there yet ({path} answers {status})")
            continue
        rows = REFERENCE["rows"].get(name)
        share = rows / body.count(ROW) if rows else 1.0
        yield print_line(name, bench.cost(request) * share, REFERENCE["pages"][name])


def compare_calls(bench: Bench, wanted: list[str]) -> Iterator[float]:
    """Print a line for each call; yields ratios but of lists that were just changed. Their change is taken off."""
    change = Cost(0, 0)
    for name, calls in find_calls(bench.data).items():
        if not is_wanted(name, wanted) and name != "updateTask":
            continue
        base, comma, _changed = name.partition(",")
        cost = bench.cost(request_call(name, calls))
        if name == "updateTask":
            change = cost
        if name == "moveTaskPosition":
            cost *= 1 / len(calls)
        ratio = print_line(name, cost - change if comma else cost, REFERENCE["calls"][base])
        if not comma:
            yield ratio


def print_line(name: str, cost: Cost, kanboard: float) -> float:
    ratio = cost.units / kanboard
    print(f"{name:28}{cost.milliseconds:9.2f} ms{cost.units:9.3f}{kanboard:10.3f}{ratio:9.2f}", flush=True)
    return ratio


def is_wanted(name: str, wanted: list[str]) -> bool:
    return not wanted or any(word in name for word in wanted)


def compare(bench: Bench, wanted: list[str]) -> None:
    print(f"one unit: {measure_unit():.2f} ms; ours and Kanboard's in units\n")
    print(f"{'':28}{'CPU':>12}{'ours':>9}{'Kanboard':>10}{'ratio':>9}")
    for compare_some in (compare_pages, compare_calls):
        ratios = list(compare_some(bench, wanted))
        if ratios:
            print(f"median {statistics.median(ratios):.2f}, highest {max(ratios):.2f}\n")


def measure_large(bench: Bench, wanted: list[str]) -> None:
    for name, path in find_large_pages(bench.data).items():
        if is_wanted(name, wanted):
            request, status, _body = bench.page(path)
            if status != 200:
                print(f"{name:28} is not there yet ({path} answers {status})")
                continue
            cost = bench.cost(request)
            print(f"{name:28}{cost.milliseconds:9.1f} ms{cost.units:9.2f} units", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("--large", action="store_true", help="100,000 tasks, in milliseconds of CPU")
    parser.add_argument("--database", default="", help="an empty PostgreSQL instead of SQLite")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("names", nargs="*", help="parts of names of pages and calls (default: all)")
    options = parser.parse_args()
    kind = "large" if options.large else "small"
    with Bench(kind, options.database, options.seconds, options.rounds) as bench:
        (measure_large if options.large else compare)(bench, options.names)
        print(bench.memory())


if __name__ == "__main__":
    main()
