"""The sockets of ``make run``: the launcher binds them before anything starts, and every web process inherits them."""

from __future__ import annotations

import ctypes
import errno
import socket
import struct
import sys
import time
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured

from boards.console import tell_operator

#: Seconds in which a server that has just been ended may still hold the port.
PATIENCE = 1.0
BACKLOG = 2048
#: Linux: SO_ATTACH_FILTER, and a filter that drops the first packet of a connection (SYN) and lets all others through.
ATTACH_FILTER = 26
_FILTER = (
    (0x30, 0, 0, 13),  # load the byte of the TCP flags
    (0x45, 0, 1, 0x02),  # go on if SYN is set, else skip one
    (0x06, 0, 0, 0),  # drop
    (0x06, 0, 0, 0xFFFFFFFF),  # let through
)
NOBODY_NEW = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _FILTER))


def bind(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of the host. Nobody can connect before ``listen``. Raises ImproperlyConfigured."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise ImproperlyConfigured(_tell_no_address(host, error)) from error
    addresses = list(dict.fromkeys((family, address) for family, _, _, _, address in found))
    bound: list[socket.socket] = []
    missing: OSError | None = None
    for family, address in addresses:
        try:
            bound.append(_bind_one(family, address, only_ipv6=len(addresses) > 1))
        except OSError as error:
            # A name like localhost may have an address of a protocol that is switched off.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                raise ImproperlyConfigured(explain_refusal(error, host, port)) from error
            missing = error
    if not bound:
        raise ImproperlyConfigured(explain_refusal(missing or OSError("no address"), host, port))
    return bound


def _bind_one(family: int, address: tuple[object, ...], *, only_ipv6: bool) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        one = socket.socket(family, socket.SOCK_STREAM)
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6 and only_ipv6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
        except OSError as error:
            one.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return one


def explain_refusal(error: OSError, host: str, port: int) -> str:
    """Why nobody can be served at this address, in a sentence."""
    if error.errno == errno.EADDRINUSE:
        return tell_operator(
            "Port %(port)s of %(host)s is in use: end the other program, or choose another one with PORT.",
            port=port,
            host=host,
        )
    if error.errno == errno.EACCES:
        return tell_operator("This user may not use port %(port)s: choose one above 1023 with PORT.", port=port)
    return _tell_no_address(host, error.strerror or error)


def _tell_no_address(host: str, reason: object) -> str:
    return tell_operator("HOST=%(host)s is no address of this machine: %(reason)s.", host=repr(host), reason=reason)


def listen(sockets: list[socket.socket], host: str, port: int) -> None:
    """Let clients connect; they wait for the first web process. Raises ImproperlyConfigured."""
    for one in sockets:
        try:
            one.listen(BACKLOG)
        except OSError as error:
            raise ImproperlyConfigured(explain_refusal(error, host, port)) from error
        # All web processes are woken by a client, and one gets it.
        one.setblocking(False)


def take_nobody_more(sockets: list[socket.socket]) -> None:
    """Let nobody connect any more, in whatever process; who has connected or is about to is still accepted.

    Between the last look for waiting clients and the end of the socket one would come whom nobody answers. Here the
    system drops the wish to connect, and the client's system repeats it a second later: to a server that has started
    meanwhile, or to a port that is closed. Who has been answered (SYN-ACK) takes herself for connected and is let
    finish: if her next packets were dropped, too, she would be cut when the socket is closed. Only Linux can do that;
    elsewhere a moment stays in which a client is cut.
    """
    if sys.platform == "linux":
        program = struct.pack("HP", len(_FILTER), ctypes.addressof(NOBODY_NEW))
        for one in sockets:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, ATTACH_FILTER, program)
