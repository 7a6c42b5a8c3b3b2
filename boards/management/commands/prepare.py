"""What ``make run`` does before it serves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, connection

from boards.console import tell_operator
from boards.locks import alone_in_database, alone_in_folder
from boards.outages import find_outage
from boards.services.settings import ensure_tokens
from boards.services.users import ensure_admin

#: Number of the lock that a start holds in PostgreSQL; no other lock of ours has it.
LOCK = 0x6B616E62616E


class Command(BaseCommand):
    help = tell_operator(
        "Make or upgrade the tables, collect static files, and make the user admin at the first start."
    )

    def handle(self, **options: Any) -> None:
        try:
            with alone():
                self.prepare()
        except (Error, OSError) as error:
            sentence = suggest_remedy(error)
            if not sentence:
                raise
            raise SystemExit(sentence) from error

    def prepare(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        ensure_tokens()
        password = ensure_admin(settings.ENV["ADMIN_PASSWORD"])
        if password:
            self.stdout.write(
                tell_operator("The password of the user admin is %(password)s (shown this once).", password=password)
            )


@contextmanager
def alone() -> Iterator[None]:
    """Only one start at a time works on a folder and on a database; the others wait for it."""
    with alone_in_folder("prepare"), alone_in_database(LOCK) if connection.vendor == "postgresql" else nullcontext():
        yield


def suggest_remedy(error: Exception) -> str:
    """What the operator can do about an error, in a sentence; empty for a mistake of ours."""
    said = " ".join(str(error).split())
    if isinstance(error, OSError):
        return tell_operator(
            "DATA_DIR=%(folder)s can't be written: %(reason)s.", folder=repr(str(settings.DATA_DIR)), reason=said
        )
    if find_outage(error) is None:
        return ""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return tell_operator(
            "The database %(name)s can't be used: %(reason)s. docs/operations.md tells how to restore a backup.",
            name=repr(str(name)),
            reason=said,
        )
    return tell_operator("The database of DATABASE_URL does not answer: %(reason)s", reason=said)
