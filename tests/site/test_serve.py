"""The launcher: what it starts, what it starts again, and that nothing of it is left (docs/operations.md)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kanboard_site import data_dir, env, listening, serve

#: A machine at its limit is slow; nothing here waits longer when all is well.
PATIENCE = 60.0

#: The launcher with children that only tell that they are there, and end as the real ones do.
LAUNCHER = """
import sys
from kanboard_site import serve

def add_processes(launcher, environment, fds):
    for name in ("web process", "job worker"):
        launcher.add(name, [sys.executable, "-c", CHILD, name])

CHILD = {child!r}
serve.add_processes = add_processes
serve.Launcher.run_once = lambda launcher, name, command: 0
serve.PAUSE = 0.01
sys.exit(serve.main())
"""
CHILD = """
import os, sys, time
from kanboard_site import lifeline

lifeline.watch()
with open(os.path.join(os.environ["DATA_DIR"], sys.argv[1].split()[0]), "a") as file:
    file.write(f"{os.getpid()}\\n")
time.sleep(600)
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def until(condition: Callable[[], Any]) -> Any:
    """What the condition answers as soon as that is something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


def is_alive(pid: int) -> bool:
    try:
        # A child of a killed launcher is nobody's to wait for, and may be a zombie.
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        with suppress(ProcessLookupError):
            os.kill(pid, 0)
            return not Path("/proc/self").exists()
        return False


class Running:
    """A launcher in a process group of its own."""

    def __init__(self, folder: Path, child: str = CHILD, **changes: str) -> None:
        self.folder = folder
        environment = {**os.environ, "DATA_DIR": str(folder), "PORT": str(free_port()), **changes}
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER.format(child=child)],
            env=environment, cwd=env.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def pids(self, name: str) -> list[int]:
        """All processes that were started under a name, the newest last."""
        path = self.folder / name
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    @property
    def newest(self) -> list[int]:
        return [pids[-1] for name in ("web", "job") if (pids := self.pids(name))]

    def wait_for_children(self) -> list[int]:
        until(lambda: len(self.newest) == 2)
        return self.newest

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = Running(tmp_path)
    yield one
    one.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_launcher_that_is_told_to_end_takes_all_with_it(running: Running, number: signal.Signals):
    children = running.wait_for_children()
    running.process.send_signal(number)
    assert running.process.wait(PATIENCE) == 0
    assert not any(map(is_alive, children))


def test_a_launcher_that_is_killed_takes_all_with_it(running: Running):
    children = running.wait_for_children()
    running.process.kill()
    until(lambda: not any(map(is_alive, children)))


def test_the_end_of_the_terminal_ends_all_and_restarts_nothing(running: Running):
    children = running.wait_for_children()
    os.killpg(running.process.pid, signal.SIGHUP)
    assert running.process.wait(PATIENCE) == 0
    assert not any(map(is_alive, children))
    assert running.newest == children


@pytest.mark.parametrize(("killed", "stays"), [("job", "web"), ("web", "job")])
def test_a_process_that_dies_is_started_again_and_the_other_goes_on(running: Running, killed: str, stays: str):
    running.wait_for_children()
    os.kill(running.pids(killed)[0], signal.SIGKILL)
    until(lambda: len(running.pids(killed)) == 2)
    assert len(running.pids(stays)) == 1
    running.process.terminate()
    _, errors = running.process.communicate(timeout=PATIENCE)
    assert "(SIGKILL); it is started again" in errors
    assert not any(map(is_alive, running.newest))


def test_a_launcher_whose_web_processes_can_not_start_gives_up(tmp_path: Path):
    running = Running(tmp_path, child="import sys; sys.exit(sys.argv[1] == 'web process')", EMBEDDED_WORKER="off")
    try:
        _, errors = running.process.communicate(timeout=PATIENCE)
        assert running.process.returncode == 1
        assert errors.count("The web process ended") == serve.TRIES
        assert "No web process can be started" in errors
    finally:
        running.close()


def test_pauses_grow_and_are_forgotten_when_a_process_was_well(monkeypatch):
    child = serve.Child("job worker", [sys.executable, "-c", ""], ())
    pauses = []
    for lived in (1.0, 1.0, 1.0, serve.STABLE + 1, 1.0):
        child.start(dict(os.environ))
        child.process.wait()
        child.note_death(child.started + lived)
        pauses.append(child.due - child.started - lived)
    assert pauses == pytest.approx([0.5, 1.0, 2.0, 0.5, 0.5])
    child.failures = 50
    child.start(dict(os.environ))
    child.process.wait()
    child.note_death(child.started)
    assert child.due - child.started == pytest.approx(serve.LONGEST_PAUSE)


BEATING = """
import time
from kanboard_site import lifeline

pulse = lifeline.Pulse()
pulse.beat()
time.sleep(600)
"""


def test_a_process_that_lives_but_does_not_work_is_ended(caplog):
    child = serve.Child("web process", [sys.executable, "-c", BEATING], (), beats=True)
    child.start(dict(os.environ))
    try:
        child.end_if_stuck(child.started + 1000)
        assert child.is_alive, "it may take its time to start"

        def is_heard() -> bool:
            child.listen(time.monotonic())
            return child.heard is not None

        until(is_heard)
        child.end_if_stuck(child.heard + serve.STUCK - 1)
        assert child.is_alive
        child.end_if_stuck(child.heard + serve.STUCK + 1)
        assert child.process.wait(PATIENCE) == -signal.SIGKILL
        assert "does not work any more" in caplog.text
        child.note_death(time.monotonic())
    finally:
        if child.process is not None:
            child.process.kill()


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(listening, "PATIENCE", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "kanboard_site.serve"],
            env={**os.environ, "DATA_DIR": str(tmp_path / "new"), "PORT": str(port)},
            cwd=env.BASE_DIR, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == f"Port {port} of 127.0.0.1 is in use: end the other program, or choose another one with PORT.\n"
    )
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(("host", "sentence"), [("192.0.2.1", "no address of this machine"), ("no host", "HOST='no ")])
def test_an_address_of_another_machine_is_said_in_a_sentence(host: str, sentence: str):
    with pytest.raises(listening.ImproperlyConfigured, match=sentence):
        listening.bind(host, free_port())


def test_of_two_that_bind_a_port_at_once_one_is_told(monkeypatch):
    port = free_port()
    first, second = listening.bind("127.0.0.1", port), listening.bind("127.0.0.1", port)
    try:
        listening.listen(first, "127.0.0.1", port)
        with pytest.raises(listening.ImproperlyConfigured, match="is in use"):
            listening.listen(second, "127.0.0.1", port)
    finally:
        for one in (*first, *second):
            one.close()


def test_a_name_with_several_addresses_is_served_at_all_of_them():
    port = free_port()
    bound = listening.bind("localhost", port)
    assert {one.getsockname()[1] for one in bound} == {port}
    for one in bound:
        one.close()


if sys.platform == "linux":

    def test_at_the_end_nobody_connects_any_more_and_who_has_is_served():
        """The others are neither taken nor cut: their systems ask again, until the port is closed."""
        port = free_port()
        sockets = listening.bind("127.0.0.1", port)
        listening.listen(sockets, "127.0.0.1", port)
        early = socket.create_connection(("127.0.0.1", port))
        listening.take_nobody_more(sockets)
        with pytest.raises(TimeoutError):
            socket.create_connection(("127.0.0.1", port), timeout=0.2)
        taken = sockets[0].accept()[0]
        early.sendall(b"x")
        taken.settimeout(5)
        assert taken.recv(1) == b"x"
        for one in (early, taken, *sockets):
            one.close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)

    def test_at_the_end_who_is_about_to_connect_is_served():
        """Her system has been answered, and she takes herself for connected; ours waits for her next packet."""
        port = free_port()
        sockets = listening.bind("127.0.0.1", port)
        sockets[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 5)
        listening.listen(sockets, "127.0.0.1", port)
        with socket.create_connection(("127.0.0.1", port)) as early:
            with pytest.raises(BlockingIOError):
                sockets[0].accept()
            listening.take_nobody_more(sockets)
            early.sendall(b"x")
            sockets[0].settimeout(5)
            with sockets[0], sockets[0].accept()[0] as taken:
                taken.settimeout(5)
                assert taken.recv(1) == b"x"


class TestFolder:
    def test_what_others_could_read_is_closed_to_them(self, tmp_path: Path):
        for name in ("secret_key", "db.sqlite3", "db.sqlite3-wal"):
            (tmp_path / name).write_text("x")
            (tmp_path / name).chmod(0o644)
        (tmp_path / "files").mkdir(mode=0o755)
        tmp_path.chmod(0o755)
        data_dir.open_folder(tmp_path)
        data_dir.close_to_others(data_dir.files_of_database(tmp_path / "db.sqlite3"))
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        assert modes == {"secret_key": 0o600, "db.sqlite3": 0o600, "db.sqlite3-wal": 0o600, "files": 0o700}

    def test_what_is_made_from_now_on_is_for_the_owner_only(self, tmp_path: Path):
        before = os.umask(0o022)
        try:
            data_dir.open_folder(tmp_path)
            (tmp_path / "new").write_text("x")
            assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
        finally:
            os.umask(before)

    def test_every_command_closes_the_database_of_an_open_folder(self, tmp_path: Path):
        tmp_path.chmod(0o755)
        code = textwrap.dedent("""
            import django
            django.setup()
            from django.db import connection
            connection.ensure_connection()
        """)
        environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
        environment["DJANGO_SETTINGS_MODULE"] = "kanboard_site.settings"
        done = subprocess.run(
            [sys.executable, "-c", f"import os; os.umask(0o022)\n{code}"], env=environment, cwd=env.BASE_DIR, timeout=60
        )
        assert done.returncode == 0
        found = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
        assert found["db.sqlite3"] == found["secret_key"] == 0

    def test_a_folder_that_everybody_may_write_in_is_closed(self, tmp_path: Path):
        tmp_path.chmod(0o777)
        assert data_dir.find_dangers(tmp_path) == []
        assert tmp_path.stat().st_mode & 0o002 == 0

    def test_a_folder_of_somebody_else_is_told_of(self, tmp_path: Path, monkeypatch):
        monkeypatch.setattr(data_dir.os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
        told = data_dir.find_dangers(tmp_path)
        assert ("belongs to another user" in told[0]) if tmp_path.stat().st_uid else told == []
        tmp_path.chmod(0o777)
        assert "Everybody may write" in data_dir.find_dangers(tmp_path)[0]

    def test_a_key_that_was_never_written_is_made(self, tmp_path: Path):
        (tmp_path / "secret_key").touch()
        key = data_dir.read_secret_key(tmp_path)
        assert len(key) > 40
        assert data_dir.read_secret_key(tmp_path) == key
        assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
