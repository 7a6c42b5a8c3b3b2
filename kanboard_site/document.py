"""docs/configuration.md, made from the one table of variables.

``python -m kanboard_site.document`` writes the page; with ``--check`` it fails when the page is old.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kanboard_site.env import BASE_DIR, ENVIRONMENT, Variable

PAGE = BASE_DIR / "docs" / "configuration.md"
HEAD = """# Configuration

All settings are environment variables; an empty one counts as unset. A wrong value stops the start with a sentence
that names it. This page is made by `python -m kanboard_site.document`.

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


def describe_environment() -> str:
    """The table as Markdown."""
    return HEAD + "".join(f"| `{one.name}` | {show_default(one)} | {one.help} |\n" for one in ENVIRONMENT)


def main() -> int:
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text() == describe_environment()
        return 0 if current else sys.exit("docs/configuration.md is old: run python -m kanboard_site.document")
    PAGE.write_text(describe_environment())
    return 0


if __name__ == "__main__":
    sys.exit(main())
