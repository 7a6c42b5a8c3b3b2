from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boards.console import tell_operator
from boards.workers.daily import is_round_due, run_daily_round
from boards.workers.loop import run_due_jobs, run_forever


class Command(BaseCommand):
    help = tell_operator(
        "Do the jobs that changes leave behind, and the daily round after three in the morning, until stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help=tell_operator("do what is due now, and end"))

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            run_due_jobs()
            return
        stopped = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stopped.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        run_forever(stopped, start_round_when_due)


def start_round_when_due() -> None:
    if is_round_due():
        run_daily_round()
