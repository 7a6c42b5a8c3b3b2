"""``make run``: prepare the installation, then keep its processes alive until it is told to end.

The launcher binds the port, starts web processes and the job worker, starts again what dies, and takes all with it when
it ends, however that is (``lifeline``). It imports no application: what fails there fails in a child.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from boards.console import tell_operator
from kanboard_site import lifeline, listening
from kanboard_site.data_dir import find_dangers, open_folder
from kanboard_site.env import BASE_DIR, read_environment

logger = logging.getLogger("kanboard_site.serve")

#: Seconds that all processes have to end in.
GRACE = 10.0
#: A process that has lived for so many seconds had no trouble to start.
STABLE = 10.0
#: Seconds before a process is started again: doubled at each failure of its start, up to the most.
PAUSE, LONGEST_PAUSE = 0.5, 30.0
#: Failures in a row of each web process, with none alive, after which the launcher gives up.
TRIES = 5
#: Seconds between two looks whether web processes are at work, and after which one that is not is ended.
LOOK, STUCK = 5.0, 30.0
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Child:
    """A process that is started again when it dies, and, if it ``beats``, when it is at work no more."""

    def __init__(self, name: str, command: Sequence[str], fds: Sequence[int], *, beats: bool = False) -> None:
        self.name, self.command, self.fds = name, list(command), tuple(fds)
        self.process: subprocess.Popen[bytes] | None = None
        #: Deaths in a row soon after the start, and the moment of the last start.
        self.failures = 0
        self.started = 0.0
        #: When it should be started again.
        self.due = 0.0
        self.beats = beats
        self._pulse: int | None = None
        #: When it last told that it is at work; None before the first time.
        self.heard: float | None = None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, environment: dict[str, str]) -> None:
        self.started, self.heard = time.monotonic(), None
        fds = self.fds
        if self.beats:
            self._pulse, beating = os.pipe()
            os.set_blocking(self._pulse, False)
            environment = {**environment, lifeline.PULSE: str(beating)}
            fds = (*fds, beating)
        # By itself, it neither hears of Ctrl-C nor of the end of the terminal: the launcher tells it when to end.
        self.process = subprocess.Popen(  # noqa: S603
            self.command, cwd=BASE_DIR, env=environment, pass_fds=fds, preexec_fn=_ignore_terminal
        )
        if self.beats:
            os.close(beating)

    def listen(self, moment: float) -> None:
        """Hear whether it is at work."""
        if self._pulse is not None:
            with contextlib.suppress(BlockingIOError):
                if os.read(self._pulse, 65_536):
                    self.heard = moment

    def end_if_stuck(self, moment: float) -> None:
        if self.process is not None and self.heard is not None and moment - self.heard > STUCK:
            logger.error("The %s does not work any more, though it lives; it is ended.", self.name)
            self.heard = None
            self.process.kill()

    def note_death(self, moment: float) -> None:
        """Plan the next start."""
        assert self.process is not None
        lived = moment - self.started
        self.failures = 0 if lived > STABLE else self.failures + 1
        pause = min(PAUSE * 2 ** max(self.failures - 1, 0), LONGEST_PAUSE)
        self.due = moment + pause
        logger.error(
            "The %s ended after %.0f s (%s); it is started again in %.1f s.",
            self.name,
            lived,
            describe_end(self.process.returncode),
            pause,
        )
        self.process = None
        if self._pulse is not None:
            os.close(self._pulse)
            self._pulse = None


def _ignore_terminal() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def describe_end(code: int) -> str:
    """A return code in words."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


class Launcher:
    """The processes of one installation, from the first to the last."""

    def __init__(self) -> None:
        self.signals = 0
        self.children: list[Child] = []
        self.sockets: list[socket.socket] = []
        # A signal writes a byte, so that it is heard at once and also between two looks.
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._wake, False)
        # Nobody writes; the children read its end when this process is gone.
        self._lifeline, self._held = os.pipe()

    # What comes from outside

    def listen_to_signals(self) -> None:
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number in ENDING:
            # Who starts us with nohup wants us to stay.
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._end)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1

    def wait(self, seconds: float) -> None:
        """Until a signal comes or a child dies, at most so long."""
        select.select([self._woken], [], [], max(seconds, 0.0))
        with contextlib.suppress(BlockingIOError):
            os.read(self._woken, 4096)

    # Processes

    def add(self, name: str, command: Sequence[str], fds: Sequence[int] = (), *, beats: bool = False) -> Child:
        child = Child(name, command, (self._lifeline, *fds), beats=beats)
        self.children.append(child)
        return child

    def _start(self, child: Child) -> None:
        child.start({**os.environ, lifeline.VARIABLE: str(self._lifeline)})

    def run_once(self, name: str, command: Sequence[str]) -> int:
        """Run something to its end, which is ours, too, when we are told to end. Answers its return code."""
        child = self.add(name, command)
        self._start(child)
        while child.is_alive and not self.signals:
            self.wait(1.0)
        self.end_children()
        self.children.remove(child)
        assert child.process is not None
        return int(child.process.returncode)

    def supervise(self) -> bool:
        """Keep all children alive until we are told to end; False when that is in vain."""
        looked = time.monotonic()
        while not self.signals:
            moment = time.monotonic()
            was_stopped, looked = moment - looked > 2 * LOOK, moment
            for child in self.children:
                child.listen(moment)
                if was_stopped and child.heard is not None:
                    # All of us were, as by Ctrl-Z.
                    child.heard = moment
                child.end_if_stuck(moment)
                if child.process is not None and not child.is_alive:
                    child.note_death(moment)
                if child.process is None and child.due <= moment:
                    self._start(child)
            web = [child for child in self.children if child.name.startswith("web")]
            if web and all(child.process is None and child.failures >= TRIES for child in web):
                logger.error("No web process can be started: the messages above say why.")
                return False
            dead = [child.due for child in self.children if child.process is None]
            self.wait(min([moment + LOOK, *dead]) - time.monotonic())
        return True

    def stop(self) -> None:
        """Let nobody in any more, and end all children."""
        listening.take_nobody_more(self.sockets)
        for one in self.sockets:
            one.close()
        self.end_children()

    def end_children(self) -> None:
        """Orderly; at once after GRACE seconds, or when we are told to end once more."""
        alive = [child.process for child in self.children if child.process is not None]
        for process in alive:
            process.terminate()
        told, deadline = self.signals, time.monotonic() + GRACE
        while any(process.poll() is None for process in alive):
            if time.monotonic() > deadline or self.signals > told:
                for process in alive:
                    process.kill()
            self.wait(min(1.0, deadline - time.monotonic()))


def add_processes(launcher: Launcher, environment: dict[str, Any], fds: Sequence[int]) -> None:
    """The processes of a running installation."""
    listening_at = ",".join(map(str, fds))
    for _ in range(environment["WEB_CONCURRENCY"] or 1):
        launcher.add("web process", [sys.executable, "-m", "kanboard_site.web_process", listening_at], fds, beats=True)
    if environment["EMBEDDED_WORKER"]:
        launcher.add("job worker", [sys.executable, str(BASE_DIR / "manage.py"), "work"])


def run(launcher: Launcher) -> int:
    """The whole life of an installation; answers the exit code. Raises ImproperlyConfigured."""
    environment = read_environment()
    open_folder(environment["DATA_DIR"])
    for danger in find_dangers(environment["DATA_DIR"]):
        logger.warning(danger)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanboard_site.settings")
    # Known to this run's processes only: a stolen database can't be used to test passwords quickly.
    os.environ["KANBOARD_PROOF_KEY"] = secrets.token_hex(32)
    # A port that is in use is said before anything is made.
    host, port = environment["HOST"], environment["PORT"]
    launcher.sockets = listening.bind(host, port)
    failed = launcher.run_once("preparation", [sys.executable, str(BASE_DIR / "manage.py"), "prepare"])
    if launcher.signals or failed:
        return 0 if launcher.signals else 1
    os.environ.pop("ADMIN_PASSWORD", None)
    listening.listen(launcher.sockets, host, port)
    add_processes(launcher, environment, [one.fileno() for one in launcher.sockets])
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    # Nobody has to listen to it.
    with contextlib.suppress(OSError):
        sys.stdout.write(tell_operator("Serving at %(url)s (Ctrl-C stops).", url=url) + "\n")
        sys.stdout.flush()
    return 0 if launcher.supervise() else 1


def main() -> int:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    launcher = Launcher()
    launcher.listen_to_signals()
    try:
        return run(launcher)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        launcher.stop()


if __name__ == "__main__":
    sys.exit(main())
