from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from boards.console import tell_operator
from boards.workers.daily import run_daily_round


class Command(BaseCommand):
    help = tell_operator(
        "Replace the statistics of this day in all open projects; the daily round does it once a day by itself."
    )

    def handle(self, **options: Any) -> None:
        failures = run_daily_round(force=True, parts=["statistics"])
        if failures:
            raise CommandError(failures["statistics"])
