"""Requests to the outside that a user can cause: only to public addresses (domain.md 16, operations.md 4).

The name is resolved once, every address must be public, and the connection goes to an address that was checked, so
a name that changes its mind between check and use reaches nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Thread, Timer
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv6 that stands for an IPv4 address in its last 32 bits (RFC 6052).
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
#: All that is given out of IPv6 (RFC 4291). What lies outside is old, local or a way to write IPv4.
GIVEN_OUT = ipaddress.IPv6Network("2000::/3")


class UnreachableError(Exception):
    """The address is no http address, or does not answer in time."""


class PrivateAddressError(UnreachableError):
    """The address lies in a network that is not public, and such ones are not allowed."""


class NoHttpError(UnreachableError):
    """Something answers, but not as HTTP wants it; what it says is not told on, for it may be of another service."""


class BusyError(UnreachableError):
    """Enough requests wait for answers from outside already."""


class Counters:
    """Who waits for an answer from outside in this process: ``most`` at a time, and one a person.

    The others go without: a request that waits holds a thread that all people need.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._waiting: list[int] = []
        self._lock = Lock()

    @contextmanager
    def take(self, person_id: int) -> Iterator[None]:
        """``person_id``: 0 for programs, which count together with all others only. Raises BusyError."""
        with self._lock:
            if len(self._waiting) >= self.most or (person_id and person_id in self._waiting):
                raise BusyError("too many requests to the outside")
            self._waiting.append(person_id)
        try:
            yield
        finally:
            with self._lock:
                self._waiting.remove(person_id)


#: For what is asked while a person waits for a page; half of the threads stay free for the others.
COUNTERS = Counters(max(1, settings.ENV["WEB_THREADS"] // 2))


@dataclass(frozen=True, slots=True)
class Reply:
    """``content_type`` as it was sent, ``""`` for none; ``body`` is cut at the limit of the request.

    ``headers``: by their names in small letters; of several of a name the last.
    """

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, compare=False)


def _inner(address: IPAddress) -> IPAddress:
    """The IPv4 address that an IPv6 address wraps, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_public(address: str) -> bool:
    """Whether an IP address, with or without a zone, may be reached by what users ask for."""
    inner = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if isinstance(inner, ipaddress.IPv6Address) and inner not in GIVEN_OUT:
        return False
    return inner.is_global and not inner.is_multicast


def _left(deadline: float) -> float:
    """The seconds until then. Raises TimeoutError when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("too slow")
    return left


def _look_up(host: str, port: int, deadline: float) -> list[Any]:
    """``getaddrinfo``, which knows no timeout, in a thread that is left behind when it takes too long.

    Raises OSError, UnicodeError.
    """
    found: list[Any] = []

    def look_up() -> None:
        try:
            found.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(_left(deadline))
    answer = found[0] if found else TimeoutError("the name is not found in time")
    if isinstance(answer, Exception):
        raise answer
    return list(answer)


def _resolve(host: str, port: int, deadline: float, *, allow_private: bool) -> list[str]:
    """The addresses of the host, in the system's order. Raises UnreachableError, PrivateAddressError."""
    try:
        infos = _look_up(host, port, deadline)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(str(error)) from error
    found = list(dict.fromkeys(str(info[4][0]) for info in infos))
    if not allow_private and not all(map(is_public, found)):
        raise PrivateAddressError(host)
    return found


def _connect(port: int, addresses: list[str], deadline: float) -> socket.socket:
    """A connection to the first address that takes it. Raises OSError."""
    failure = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), _left(deadline))
        except OSError as error:
            failure = error
    raise failure


def _guard(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """The connection as one of TLS, whose greeting is still to come."""
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _cut(sock: socket.socket) -> None:
    """End a connection that another thread reads from; that thread sees an error or the end of the data."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def request_public(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    allow_private: bool = False,
    limit: int = 512 * 1024,
) -> Reply:
    """Ask an http or https address, without following redirects; reads at most ``limit`` bytes of the answer.

    Takes at most HTTP_TIMEOUT seconds in all, however many addresses the name has and however slowly the answer comes.
    Raises UnreachableError, PrivateAddressError, NoHttpError.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UnreachableError(str(error)) from error
    if parts.scheme not in ("http", "https") or not host:
        raise UnreachableError("no http address")
    deadline = time.monotonic() + settings.ENV["HTTP_TIMEOUT"]
    addresses = _resolve(host, port, deadline, allow_private=allow_private)
    connection = http.client.HTTPConnection(host, port)
    if parts.scheme == "https":
        connection.default_port = http.client.HTTPS_PORT
    watch: Timer | None = None
    try:
        connection.sock = sock = _connect(port, addresses, deadline)
        if parts.scheme == "https":
            connection.sock = sock = _guard(sock, host)
        watch = Timer(_left(deadline), _cut, [sock])
        watch.daemon = True
        watch.start()
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request(method, path, body, dict(headers or {}))
        with connection.getresponse() as response:
            answered = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status, answered.get("content-type", ""), response.read(limit), answered)
    except (OSError, ValueError) as error:
        raise UnreachableError(str(error)) from error
    except http.client.HTTPException as error:
        raise NoHttpError(type(error).__name__) from error
    finally:
        if watch is not None:
            watch.cancel()
        connection.close()
