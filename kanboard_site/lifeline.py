"""How the processes of ``make run`` notice that the launcher is gone, however it ended.

The launcher holds the writing end of a pipe, each child the reading end. A process that dies gives its ends back,
SIGKILL or not, and the child reads the end of the data. It works on every Unix; PR_SET_PDEATHSIG is Linux alone.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress

#: Names the reading end in the environment of a child.
VARIABLE = "KANBOARD_LIFELINE"
#: Names the end of another pipe into which a web process writes as long as it is at work.
PULSE = "KANBOARD_PULSE"
#: Seconds for an orderly end after the launcher's.
GRACE = 10.0


def watch() -> None:
    """End this process soon after the launcher; nothing for a process that no launcher has started."""
    number = os.environ.pop(VARIABLE, "")
    if number:
        fd = int(number)
        os.set_inheritable(fd, False)
        threading.Thread(target=_end_with, args=(fd,), name="lifeline", daemon=True).start()


def _end_with(fd: int) -> None:
    os.read(fd, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


class Pulse:
    """Tells the launcher that this process is at work; without one it tells nobody."""

    def __init__(self) -> None:
        number = os.environ.pop(PULSE, "")
        self._fd = int(number) if number else None
        if self._fd is not None:
            os.set_inheritable(self._fd, False)
            os.set_blocking(self._fd, False)

    def beat(self) -> None:
        if self._fd is not None:
            with suppress(OSError):
                os.write(self._fd, b".")
