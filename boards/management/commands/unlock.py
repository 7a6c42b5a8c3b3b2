from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.actors import COMMAND
from boards.authentication.lockout import count_failures, unlock_for
from boards.models import User


class Command(BaseCommand):
    help = "Forget the failed sign-ins under a user name: its password opens the API and the login form at once again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="as it is stored")

    def handle(self, *, username: str, **options: Any) -> None:
        if not User.objects.filter(username=username).exists():
            raise CommandError(f"There is no user {username!r}.")
        failures = count_failures(username)
        unlock_for(COMMAND, username)
        self.stdout.write(f"{username} is unlocked ({failures} failed sign-ins forgotten).")
