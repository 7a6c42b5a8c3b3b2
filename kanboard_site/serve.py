"""``make run``: prepare the installation, then run the web workers and the job worker until one of them ends."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from types import FrameType

from kanboard_site.env import BASE_DIR, read_environment

GRACE = 10.0


def commands(environment: dict[str, object]) -> list[list[str]]:
    """The processes of a running installation."""
    python = sys.executable
    web = [
        python, "-m", "uvicorn", "kanboard_site.asgi:application",
        "--host", str(environment["HOST"]), "--port", str(environment["PORT"]),
        "--workers", str(environment["WEB_CONCURRENCY"] or 1),
        "--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "2", "--no-server-header",
    ]  # fmt: skip
    networks = environment["TRUSTED_PROXY_NETWORKS"]
    assert isinstance(networks, list)
    web += ["--proxy-headers", "--forwarded-allow-ips", ",".join(networks)] if networks else ["--no-proxy-headers"]
    worker = [python, str(BASE_DIR / "manage.py"), "work"]
    return [web, worker] if environment["EMBEDDED_WORKER"] else [web]


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, and make those end that do not within ``GRACE`` seconds."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> int:
    environment = read_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanboard_site.settings")
    # Known to this run's processes only: a stolen database can't be used to test passwords quickly.
    os.environ["KANBOARD_PROOF_KEY"] = secrets.token_hex(32)
    # Workers are a flag of uvicorn's; its own reading of the variable would disagree with ours.
    os.environ.pop("WEB_CONCURRENCY", None)
    subprocess.run([sys.executable, str(BASE_DIR / "manage.py"), "prepare"], check=True)  # noqa: S603
    os.environ.pop("ADMIN_PASSWORD", None)

    processes = [subprocess.Popen(command, cwd=BASE_DIR) for command in commands(environment)]  # noqa: S603

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    sys.stdout.write(f"Serving at http://{environment['HOST']}:{environment['PORT']} (Ctrl-C stops).\n")
    sys.stdout.flush()
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
        return 1
    finally:
        stop(processes)


if __name__ == "__main__":
    sys.exit(main())
