from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.console import tell_operator
from boards.workers.daily import is_round_done, run_daily_round


class Command(BaseCommand):
    help = tell_operator(
        "Do the daily round: statistics, daily automatic actions, cleaning. The worker of `make run` does it by "
        "itself; a second run on a day does only what failed before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help=tell_operator("do it again, though it was done today"))

    def handle(self, *, force: bool, **options: Any) -> None:
        if not force and is_round_done():
            self.stdout.write(tell_operator("The round of this day is done already; --force does it again."))
            return
        failures = run_daily_round(force=force)
        if failures:
            raise CommandError("; ".join(f"{part}: {error}" for part, error in failures.items()))
