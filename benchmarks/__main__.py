"""What a call costs, against a floor measured in the same run.

The floor is the same server without Django and without the product: a bare WSGI application that checks the same
credentials, runs the very statements that the product ran for the call (captured once), and encodes the same result
with msgspec. Both run with two workers on one SQLite file each, in turns, so that a noisy machine hits both alike.
Read the ratios, not the figures. ``--seconds`` is the length of a turn, ``--rounds`` their number.
"""

from __future__ import annotations

import argparse
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.load import Server, measure, uvicorn, write_request
from benchmarks.plan import Call


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.5, help="length of one turn")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each server and call")
    parser.add_argument("names", nargs="*", help="calls to measure (default: all)")
    options = parser.parse_args()

    folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "API_AUTHENTICATION_TOKEN": "test",
        "ADMIN_PASSWORD": "admin-password",
        "KANBOARD_PROOF_KEY": "0" * 64,
        "DJANGO_SETTINGS_MODULE": "kanboard_site.settings",
        "DATABASE_URL": "",
    }
    subprocess.run([sys.executable, "-m", "benchmarks.plan", str(folder / "plan")], env=environment, check=True)
    calls = [Call(**call) for call in pickle.loads((folder / "plan").read_bytes())["calls"]]
    shutil.copy(folder / "db.sqlite3", folder / "floor.sqlite3")

    product = Server(uvicorn("kanboard_site.asgi:application", 8911), 8911, environment)
    floor = Server(uvicorn("benchmarks.floor:application", 8912), 8912, environment)
    try:
        print(f"{'call':24}{'req/s':>9}{'ms CPU':>9}{'floor req/s':>13}{'ms CPU':>9}{'ratio':>11}")
        for call in calls:
            if options.names and call.name not in options.names:
                continue
            ours, bare = [], []
            for _ in range(options.rounds):
                headers = {**call.headers, "X-Call": call.name}
                request = write_request("POST", "/jsonrpc.php", headers, call.body)
                ours.append(measure(product, request, options.seconds))
                bare.append(measure(floor, request, options.seconds))
            rate, cpu = (statistics.median(values) for values in zip(*ours, strict=True))
            floor_rate, floor_cpu = (statistics.median(values) for values in zip(*bare, strict=True))
            print(
                f"{call.name:24}{rate:9.0f}{cpu * 1000:9.2f}{floor_rate:13.0f}{floor_cpu * 1000:9.2f}"
                f"{cpu / floor_cpu:10.1f}x",
                flush=True,
            )
    finally:
        product.stop()
        floor.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
