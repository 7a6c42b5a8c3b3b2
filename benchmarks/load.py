"""Servers under test, and the load on them: a few connections, each sending the next request after its answer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

CONNECTIONS = 4
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """uvicorn with two workers, as ``make run`` starts it."""

    def __init__(self, application: str, port: int, environment: Mapping[str, str]) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "uvicorn", application, "--port", str(port), "--workers", "2",
                "--no-access-log", "--log-level", "warning",
            ],
            env=dict(environment),
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        time.sleep(1)

    def cpu(self) -> float:
        """Seconds of CPU that the process and its children have used."""
        total = 0.0
        for pid in (str(self.process.pid), *children(self.process.pid)):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / TICKS
        return total

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def read_answer(connection: socket.socket, rest: bytes) -> tuple[int, bytes]:
    """The status of the next answer, and what came behind it."""
    while (end := rest.find(b"\r\n\r\n")) < 0:
        rest += connection.recv(65536)
    head = rest[:end].lower()
    start = head.find(b"content-length:") + 15
    length = int(head[start : head.find(b"\r", start) if b"\r" in head[start:] else None])
    chunks, size = [rest[end + 4 :]], len(rest) - end - 4
    while size < length:
        chunk = connection.recv(262144)
        chunks.append(chunk)
        size += len(chunk)
    return int(head[9:12]), b""


def measure(server: Server, body: bytes, headers: Mapping[str, str], seconds: float) -> tuple[float, float]:
    """Requests per second, and seconds of the server's CPU per request. A failed answer ends the run."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST /jsonrpc.php HTTP/1.1\r\nHost: localhost\r\n{lines}Content-Length: {len(body)}\r\n\r\n"
    request = head.encode() + body
    counts = [0] * CONNECTIONS
    failed: list[int] = []
    deadline = time.monotonic() + seconds

    def run(index: int) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            rest = b""
            while time.monotonic() < deadline:
                connection.sendall(request)
                status, rest = read_answer(connection, rest)
                if status != 200:
                    failed.append(status)
                    return
                counts[index] += 1

    before, started = server.cpu(), time.monotonic()
    threads = [threading.Thread(target=run, args=(index,)) for index in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise SystemExit(f"an answer failed with status {failed[0]}")
    total = sum(counts)
    return total / (time.monotonic() - started), (server.cpu() - before) / total
