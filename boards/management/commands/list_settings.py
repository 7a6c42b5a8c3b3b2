"""docs/configuration.md, made from the one table of variables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kanboard_site.env import BASE_DIR, ENVIRONMENT, Variable

HEAD = """# Configuration

All settings are environment variables; an empty one counts as unset. A wrong value stops the start with a sentence
that names it. This page is made by `make manage ARGS='list_settings --write'`.

| variable | default | meaning |
| --- | --- | --- |
"""


def show_default(variable: Variable) -> str:
    value = variable.default
    if isinstance(value, Path):
        return f"`{value.relative_to(BASE_DIR)}`"
    if isinstance(value, list):
        value = ",".join(value)
    if isinstance(value, bool):
        value = "on" if value else "off"
    return f"`{value}`" if value != "" else "empty"


def page() -> str:
    """The table as Markdown."""
    return HEAD + "".join(f"| `{one.name}` | {show_default(one)} | {one.help} |\n" for one in ENVIRONMENT)


class Command(BaseCommand):
    help = "Print the environment variables as a Markdown table; --write stores it, --check fails when it is old."
    path = BASE_DIR / "docs" / "configuration.md"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="store the table in docs/configuration.md")
        parser.add_argument("--check", action="store_true", help="fail when docs/configuration.md is not up to date")

    def handle(self, *, write: bool, check: bool, **options: Any) -> None:
        if write:
            self.path.write_text(page())
        elif check:
            if not self.path.exists() or self.path.read_text() != page():
                raise CommandError("docs/configuration.md is old: run list_settings --write")
        else:
            self.stdout.write(page(), ending="")
