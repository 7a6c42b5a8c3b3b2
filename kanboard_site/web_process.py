"""One web process of ``make run``: uvicorn on the sockets that the launcher has bound.

``python -m kanboard_site.web_process 5,6`` serves on these file descriptors until SIGTERM.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from typing import Any

import uvicorn

from kanboard_site import lifeline
from kanboard_site.connections import Connection, Guard
from kanboard_site.env import read_environment

#: Seconds that requests in work may take at the end.
GRACE = 8
#: Seconds in which a client who was about to connect has connected; in which one who has come and has not yet asked
#: anything may do so; and in which one who has been answered may ask again.
ARRIVAL, FIRST_WORD, NEXT_WORD = 0.2, 2.0, 0.3


class Server(uvicorn.Server):
    """Ends without a cut answer: who is connected is answered, who comes later is refused by the system at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._guard = Guard()
        self._pulse = lifeline.Pulse()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Ctrl-C and the end of a terminal reach all processes of the launcher, which tells us what to do.
        signal.signal(signal.SIGTERM, self.handle_exit)
        yield

    async def on_tick(self, counter: int) -> bool:
        if counter % 10 == 0:
            self._guard.look(list(self.server_state.connections))
            self._pulse.beat()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from kanboard_site.asgi import begin_end

        begin_end()
        await asyncio.sleep(ARRIVAL)
        waiting = [one.dup() for one in sockets or []]
        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        # The loop lets go of its sockets in its next turns; they stay open by their copies until nobody waits there.
        for _ in range(2):
            await asyncio.sleep(0)
        for one in waiting:
            await self._take_waiting(one)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while any(loop.time() - begun < patience_with(one) for one in self.server_state.connections):
            await asyncio.sleep(0.02)
        await super().shutdown()

    async def _take_waiting(self, listening: socket.socket) -> None:
        """Accept those who have connected to a socket meanwhile, then close it."""

        def make_protocol() -> asyncio.Protocol:
            return Connection(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

        listening.setblocking(False)
        accepted = []
        with listening, contextlib.suppress(OSError):
            while True:
                accepted.append(listening.accept()[0])
        for one in accepted:
            one.setblocking(False)
            await asyncio.get_running_loop().connect_accepted_socket(make_protocol, one)


def patience_with(connection: Any) -> float:
    """Seconds that the end of the server waits for a request: a client who never got an answer takes it for a cut."""
    return FIRST_WORD if connection.cycle is None else NEXT_WORD


def make_server() -> Server:
    """uvicorn with the options of this product. Imports the application."""
    from kanboard_site.asgi import application

    networks = read_environment()["TRUSTED_PROXY_NETWORKS"]
    config = uvicorn.Config(
        application,
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(networks),
        forwarded_allow_ips=networks,
        timeout_graceful_shutdown=GRACE,
    )
    return Server(config)


def allow_connections() -> None:
    """As many open files as the system lets us have: shells often give 1,024."""
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if most == resource.RLIM_INFINITY else min(most, 65_536)
    if least < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def spare_the_collector() -> None:
    """What has been imported stays: cycles are looked for among what requests make, and not after every 700 objects.

    A page makes some thousands; it costs 3 to 8 % less so.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def main() -> int:
    lifeline.watch()
    allow_connections()
    sockets = [socket.socket(fileno=int(number)) for number in sys.argv[1].split(",")]
    for one in sockets:
        one.set_inheritable(False)
    server = make_server()
    spare_the_collector()
    server.run(sockets=sockets)
    return 0


if __name__ == "__main__":
    sys.exit(main())
