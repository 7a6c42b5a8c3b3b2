"""Requests to the outside that a user can cause: only to public addresses (domain.md 16, operations.md 4).

The name is resolved once, every address must be public, and the connection goes to an address that was checked, so
a name that changes its mind between check and use reaches nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv6 that stands for an IPv4 address in its last 32 bits (RFC 6052).
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class UnreachableError(Exception):
    """The address is no http address, or does not answer in time."""


class PrivateAddressError(UnreachableError):
    """The address lies in a network that is not public, and such ones are not allowed."""


@dataclass(frozen=True, slots=True)
class Reply:
    """``content_type`` as it was sent, ``""`` for none; ``body`` is cut at the limit of the request."""

    status: int
    content_type: str
    body: bytes


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address wraps, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_public(address: str) -> bool:
    """Whether an IP address, with or without a zone, may be reached by what users ask for."""
    inner = _inner(ipaddress.ip_address(address.partition("%")[0]))
    return inner.is_global and not inner.is_multicast


def _resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of the host, in the system's order. Raises UnreachableError, PrivateAddressError."""
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(str(error)) from error
    found = list(dict.fromkeys(str(info[4][0]) for info in infos))
    if not allow_private and not all(map(is_public, found)):
        raise PrivateAddressError(host)
    return found


def _connect(parts: SplitResult, port: int, addresses: list[str], timeout: float) -> socket.socket:
    """A connection to the first address that takes it. Raises OSError."""
    failure = OSError("no address")
    for address in addresses:
        try:
            plain = socket.create_connection((address, port), timeout)
        except OSError as error:
            failure = error
            continue
        if parts.scheme == "http":
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        except OSError:
            plain.close()
            raise
    raise failure


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

    Takes at most HTTP_TIMEOUT seconds to connect to an address, and as long again for the whole answer, however slowly
    it comes. Raises UnreachableError, PrivateAddressError.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UnreachableError(str(error)) from error
    if parts.scheme not in ("http", "https") or not host:
        raise UnreachableError("no http address")
    addresses = _resolve(host, port, allow_private=allow_private)
    timeout = settings.ENV["HTTP_TIMEOUT"]
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    if parts.scheme == "https":
        connection.default_port = http.client.HTTPS_PORT
    watch: Timer | None = None
    try:
        connection.sock = sock = _connect(parts, port, addresses, timeout)
        watch = Timer(timeout, _cut, [sock])
        watch.daemon = True
        watch.start()
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request(method, path, body, dict(headers or {}))
        with connection.getresponse() as response:
            return Reply(response.status, response.headers.get("Content-Type", ""), response.read(limit))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreachableError(str(error)) from error
    finally:
        if watch is not None:
            watch.cancel()
        connection.close()
