from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.actors import COMMAND
from boards.authentication.lockout import count_failures, unlock_for
from boards.console import tell_operator, tell_operator_number
from boards.models import User


class Command(BaseCommand):
    help = tell_operator(
        "Forget the failed sign-ins under a user name: its password opens the API and the login form at once again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help=tell_operator("as it is stored"))

    def handle(self, *, username: str, **options: Any) -> None:
        if not User.objects.filter(username=username).exists():
            raise CommandError(tell_operator("There is no user %(name)s.", name=repr(username)))
        failures = count_failures(username)
        unlock_for(COMMAND, username)
        self.stdout.write(
            tell_operator_number(
                "%(name)s is unlocked (%(n)s failed sign-in forgotten).",
                "%(name)s is unlocked (%(n)s failed sign-ins forgotten).",
                failures,
                name=username,
            )
        )
