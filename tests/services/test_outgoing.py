"""Requests to the outside: private networks are out of reach, and a slow or endless answer ends in time."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings

from boards.outgoing import (
    BusyError,
    Counters,
    PrivateAddressError,
    Reply,
    UnreachableError,
    is_public,
    request_public,
)


class Pages(BaseHTTPRequestHandler):
    """The web of these tests; it notes what it was asked."""

    asked: list[tuple[str, str, str, bytes]] = []

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append((self.command, self.path, self.headers["Host"], body))
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            self.drip()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"x" * 5000)

    do_POST = do_GET  # noqa: N815

    def drip(self) -> None:
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        return


@pytest.fixture
def site() -> Iterator[str]:
    Pages.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_addresses_of_the_world_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "::8.8.8.8",
        "fec0::1",
        "::ffff:0:127.0.0.1",
        "64:ff9b:1::7f00:1",
        "100::1",
        "5f00::1",
        "4000::1",
    ],
)
def test_addresses_of_a_house_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_nothing_is_sent_to_a_private_address(site, host):
    port = site.rpartition(":")[2]
    with pytest.raises(UnreachableError):
        request_public(f"http://{host}:{port}/page")
    assert Pages.asked == []


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """Host names of the test and their addresses."""
    known: dict[str, list[str]] = {}
    resolve = socket.getaddrinfo

    def look_up(host: str, *args: Any, **options: Any) -> list[Any]:
        return [info for address in known.get(host, [host]) for info in resolve(address, *args, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_name_with_one_private_address_is_refused(names):
    names["mixed.example"] = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(PrivateAddressError):
        request_public("http://mixed.example/")


def test_the_connection_goes_to_the_first_address_that_answers(site, names):
    names["boards.example"] = ["127.0.0.2", "127.0.0.1"]
    port = site.rpartition(":")[2]
    assert request_public(f"http://boards.example:{port}/page?a=1", allow_private=True).status == 200
    assert Pages.asked == [("GET", "/page?a=1", f"boards.example:{port}", b"")]


def test_a_name_is_looked_up_once(site, names, monkeypatch):
    names["boards.example"] = ["127.0.0.1"]
    asked = []
    look_up = socket.getaddrinfo

    def note(host: str, *args: Any, **options: Any) -> list[Any]:
        asked.append(host)
        return look_up(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", note)
    request_public(site.replace("127.0.0.1", "boards.example"), allow_private=True)
    assert asked == ["boards.example", "127.0.0.1"]


def test_an_answer_is_cut_at_the_limit(site):
    reply = request_public(f"{site}/page", allow_private=True, limit=100)
    assert reply == Reply(200, "text/plain; charset=utf-8", b"x" * 100)


def test_a_body_and_headers_can_be_sent(site):
    reply = request_public(f"{site}", method="POST", body=b"{}", headers={"X-Test": "1"}, allow_private=True)
    assert reply.status == 200
    assert [(method, path, body) for method, path, _, body in Pages.asked] == [("POST", "/", b"{}")]


def test_redirects_are_not_followed(site):
    assert request_public(f"{site}/redirect", allow_private=True) == Reply(302, "", b"")
    assert [path for _, path, _, _ in Pages.asked] == ["/redirect"]


def test_an_answer_that_drips_ends_after_the_timeout(site, monkeypatch):
    monkeypatch.setitem(settings.ENV, "HTTP_TIMEOUT", 0.3)
    before = time.monotonic()
    with contextlib.suppress(UnreachableError):
        request_public(f"{site}/drip", allow_private=True)
    assert time.monotonic() - before < 2


def test_all_addresses_of_a_name_share_one_deadline(names, monkeypatch):
    """Each one that is silent would cost the whole time anew."""
    names["slow.example"] = [f"127.0.0.{number}" for number in range(1, 50)]
    clock = [0.0]
    given: list[float] = []

    def be_silent(address: Any, timeout: float) -> Any:
        given.append(timeout)
        clock[0] += min(timeout, 4)
        raise TimeoutError

    monkeypatch.setattr("boards.outgoing.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(socket, "create_connection", be_silent)
    monkeypatch.setitem(settings.ENV, "HTTP_TIMEOUT", 10)
    with pytest.raises(UnreachableError):
        request_public("http://slow.example/", allow_private=True)
    assert given == [10, 6, 2]


def test_a_name_that_nobody_answers_for_is_waited_for_in_the_same_time(monkeypatch):
    waits = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: waits.wait(30))
    monkeypatch.setitem(settings.ENV, "HTTP_TIMEOUT", 0.1)
    with pytest.raises(UnreachableError):
        request_public("http://slow.example/")
    assert not waits.is_set()
    waits.set()


def test_a_greeting_of_tls_that_never_comes_ends_in_time(monkeypatch):
    monkeypatch.setitem(settings.ENV, "HTTP_TIMEOUT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(UnreachableError):
        request_public(f"https://127.0.0.1:{silent.getsockname()[1]}/", allow_private=True)


def test_so_many_wait_for_the_outside_at_a_time_and_one_a_person():
    counters = Counters(2)
    with counters.take(5):
        with pytest.raises(BusyError), counters.take(5):
            pass
        with counters.take(6), pytest.raises(BusyError), counters.take(7):
            pass
        with counters.take(0):
            pass
    with counters.take(0), counters.take(0), pytest.raises(BusyError), counters.take(5):
        pass
    with counters.take(5):
        pass


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/",
        "http:///page",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "http://" + "a" * 70 + ".example/",
        "http://127.0.0.1:9/",
        "http://127.0.0.1:9/\x00",
    ],
)
def test_what_can_not_be_asked_is_unreachable(url):
    with pytest.raises(UnreachableError):
        request_public(url, allow_private=True)


def test_an_address_with_foreign_letters_is_unreachable(site):
    with pytest.raises(UnreachableError):
        request_public(f"{site}/é", allow_private=True)


def test_a_server_that_speaks_no_tls_is_unreachable(site):
    with pytest.raises(UnreachableError):
        request_public(site.replace("http:", "https:"), allow_private=True)
