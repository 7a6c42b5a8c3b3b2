"""What ``make run`` does before it serves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from boards.services.settings import ensure_tokens
from boards.services.users import ensure_admin


class Command(BaseCommand):
    help = "Make or upgrade the tables, collect static files, and make the user admin at the first start."

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        ensure_tokens()
        password = ensure_admin(settings.ENV["ADMIN_PASSWORD"])
        if password:
            self.stdout.write(f"The password of the user admin is {password} (shown this once).")
