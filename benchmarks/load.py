"""Servers under test, and the load on them: a few connections, each sending the next request after its answer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

CONNECTIONS = 4
TICKS = os.sysconf("SC_CLK_TCK")


def uvicorn(application: str, port: int) -> list[str]:
    """The command of a server with two workers and nothing beside them."""
    return [
        sys.executable, "-m", "uvicorn", application, "--port", str(port), "--workers", "2",
        "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip


class Server:
    """A server with all its processes."""

    def __init__(self, command: Sequence[str], port: int, environment: Mapping[str, str]) -> None:
        self.port = port
        self.process = subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        time.sleep(1)

    def _pids(self) -> tuple[str, ...]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return (str(self.process.pid), *children)

    def cpu(self) -> float:
        """Seconds of CPU, of ours and of the kernel for us, that all processes have used."""
        total = 0.0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / TICKS
        return total

    def memory(self) -> tuple[int, int]:
        """Resident bytes of all processes: each for itself, and with what they share counted once."""
        totals = {"Rss:": 0, "Pss:": 0}
        for pid in self._pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
                name, size, *_ = line.split()
                if name in totals:
                    totals[name] += 1024 * int(size)
        return totals["Rss:"], totals["Pss:"]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def write_request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{lines}{length}\r\n".encode() + body


def read_answer(connection: socket.socket) -> tuple[int, bytes]:
    """Status and body of the next answer."""
    content = b""
    while (end := content.find(b"\r\n\r\n")) < 0:
        content += connection.recv(65536)
    head, body = content[:end].lower(), content[end + 4 :]
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or b"0")
    chunks, size = [body], len(body)
    while size < length:
        chunks.append(connection.recv(262144))
        size += len(chunks[-1])
    return int(head[9:12]), b"".join(chunks)


def ask(server: Server, request: bytes) -> tuple[int, bytes]:
    """Status and body of one answer."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(request)
        return read_answer(connection)


def measure(server: Server, request: bytes, seconds: float) -> tuple[float, float]:
    """Requests per second, and seconds of the server's CPU per request. A failed answer ends the run."""
    counts = [0] * CONNECTIONS
    failed: list[int] = []
    deadline = time.monotonic() + seconds

    def run(index: int) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < deadline:
                connection.sendall(request)
                status, _body = read_answer(connection)
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
