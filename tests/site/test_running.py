"""The whole product as `make run` starts it: two at once on a fresh installation, and an end without a cut answer."""

from __future__ import annotations

import base64
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from kanboard_site import env
from tests.site.test_serve import free_port, until

PATIENCE = 120.0
CREDENTIALS = "Basic " + base64.b64encode(b"jsonrpc:test").decode()


class Site:
    """The product on a free port; what it writes goes to ``log``."""

    def __init__(self, folder: Path, url: str, log: Path, **changes: str) -> None:
        self.port, self.log = free_port(), log
        environment = {
            **os.environ, "DATA_DIR": str(folder), "DATABASE_URL": url, "PORT": str(self.port),
            "API_AUTHENTICATION_TOKEN": "test", "ADMIN_PASSWORD": "secret-pw", **changes,
        }  # fmt: skip
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kanboard_site.serve"],
                env=environment, cwd=env.BASE_DIR, stdout=file, stderr=file,
            )  # fmt: skip

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            client.request(method, path, body or None, headers)
            answer = client.getresponse()
            return answer.status, answer.read()
        finally:
            client.close()

    def is_up(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with suppress(OSError):
            return self.ask("GET", "/healthz")[0] == 200
        return False

    def call(self, method: str, **params: object) -> object:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "id": 1, "params": params})
        status, answer = self.ask("POST", "/jsonrpc.php", body, Authorization=CREDENTIALS)
        assert status == 200, answer
        return json.loads(answer)["result"]

    def end(self) -> int:
        self.process.terminate()
        return self.process.wait(PATIENCE)


@pytest.fixture
def empty_database(django_db_blocker) -> Iterator[str]:
    """The address of a database without tables; of the default one in DATA_DIR when the suite runs on SQLite."""
    if connection.vendor != "postgresql":
        yield ""
        return
    import psycopg

    given, name = connection.settings_dict, f"start_{secrets.token_hex(4)}"
    place = f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST'] or '127.0.0.1'}:{given['PORT'] or 5432}"
    with psycopg.connect(f"{place}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{place}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Caller(threading.Thread):
    """A program that calls, each time on a new connection, until nobody listens any more."""

    def __init__(self, site: Site) -> None:
        super().__init__(daemon=True)
        self.site, self.answers, self.failure = site, 0, ""
        self.start()

    def run(self) -> None:
        while True:
            try:
                self.site.call("getVersion")
            except ConnectionRefusedError:
                return
            except Exception as error:
                self.failure = repr(error)
                return
            self.answers += 1


def test_two_starts_at_once_both_serve_and_end_without_a_cut_answer(tmp_path: Path, empty_database: str):
    folder = tmp_path / "data"
    one = Site(folder, empty_database, tmp_path / "one.log")
    two = Site(folder, empty_database, tmp_path / "two.log", WEB_CONCURRENCY="1", EMBEDDED_WORKER="off")
    try:
        until(one.is_up)
        until(two.is_up)
        project_id = one.call("createProject", name="Both")
        assert two.call("getProjectById", project_id=project_id)["name"] == "Both"

        stream = http.client.HTTPConnection("127.0.0.1", one.port, timeout=PATIENCE)
        stream.request("GET", f"/live/{project_id}", headers={"Cookie": f"KB_SID={sign_in(one)}"})
        told = stream.getresponse()
        assert told.readline() == b"retry: 2000\n"

        callers = [Caller(one) for _ in range(8)]
        until(lambda: all(caller.answers for caller in callers))
        begun = time.monotonic()
        assert one.end() == 0
        took = time.monotonic() - begun
        for caller in callers:
            caller.join(PATIENCE)
        assert [caller.failure for caller in callers] == [""] * 8
        told.read()
        stream.close()
        assert took < 7, "nothing waits for an open stream to be cancelled"
    finally:
        for site in (one, two):
            site.end()
    for site in (one, two):
        assert "Traceback" not in site.log.read_text()
    assert (tmp_path / "one.log").read_text() == f"Serving at http://127.0.0.1:{one.port} (Ctrl-C stops).\n"


def sign_in(site: Site) -> str:
    """The key of a session of admin's browser."""
    client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    client.request("GET", "/login")
    first = client.getresponse()
    first.read()
    cookie = first.headers["Set-Cookie"].split(";")[0]
    body = f"username=admin&password=secret-pw&csrf_token={cookie.partition('=')[2]}"
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    client.request("POST", "/login", body, headers)
    answer = client.getresponse()
    answer.read()
    assert answer.status == 302
    found = [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie") if value.startswith("KB_SID=")]
    client.close()
    return found[0].partition("=")[2]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: (folder / "db.sqlite3").write_bytes(b"not a database, but long enough" * 200), "can't be used"),
        (lambda folder: (folder / "db.sqlite3").mkdir(), "can't be used"),
        (lambda folder: (folder / "locks").write_text("a file"), "can't be written"),
    ],
)
def test_a_database_that_can_not_be_used_ends_the_start_with_a_sentence(tmp_path: Path, make, sentence: str):
    make(tmp_path)
    site = Site(tmp_path, "", tmp_path / "log")
    assert site.process.wait(PATIENCE) == 1
    log = site.log.read_text()
    assert sentence in log
    assert log.count("\n") == 1


def test_a_database_that_does_not_answer_ends_the_start_with_a_sentence(tmp_path: Path):
    site = Site(tmp_path, f"postgres://nobody@127.0.0.1:{free_port()}/nothing", tmp_path / "log")
    assert site.process.wait(PATIENCE) == 1
    log = site.log.read_text()
    assert log.startswith("The database of DATABASE_URL does not answer: ")
    assert log.count("\n") == 1


class Proxy:
    """Stands before PostgreSQL; ``cut`` ends all connections and takes no new ones, ``mend`` takes them again."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.port = free_port()
        self.sockets: list[socket.socket] = []
        self.listening: socket.socket | None = None
        self.mend()

    def mend(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                client = listening.accept()[0]
                server = socket.create_connection(self.target)
            except OSError:
                return
            self.sockets += [client, server]
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    @staticmethod
    def _pump(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        for one in (self.listening, *self.sockets):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.sockets.clear()


@pytest.mark.only_on("postgresql")
def test_a_database_that_goes_away_is_told_at_every_door_and_comes_back(tmp_path: Path, empty_database: str):
    given = urlsplit(empty_database)
    proxy = Proxy(given.hostname, given.port)
    url = given._replace(netloc=given.netloc.rpartition("@")[0] + f"@127.0.0.1:{proxy.port}").geturl()
    site = Site(tmp_path / "data", url, tmp_path / "log", WEB_CONCURRENCY="1")
    call = json.dumps({"jsonrpc": "2.0", "method": "getAllProjects", "id": 1})
    try:
        until(site.is_up)
        key = sign_in(site)
        proxy.cut()
        status, answer = site.ask("POST", "/jsonrpc.php", call, Authorization=CREDENTIALS)
        assert (status, json.loads(answer)["error"]["code"]) == (503, -32603)
        status, page = site.ask("GET", "/dashboard", Cookie=f"KB_SID={key}")
        assert (status, b"The database does not answer." in page) == (503, True)
        status, answer = site.ask("GET", "/live/1", Cookie=f"KB_SID={key}")
        assert (status, b"The database does not answer." in answer) == (503, True)
        assert site.ask("GET", "/healthz")[0] == 503
        proxy.mend()
        until(site.is_up)
        assert site.call("getAllProjects") == []
        assert site.ask("GET", "/dashboard", Cookie=f"KB_SID={key}")[0] == 200
    finally:
        site.end()
        proxy.cut()
    assert "Traceback" not in site.log.read_text()
