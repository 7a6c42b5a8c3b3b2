"""What a person, or the installation, is asked to choose from: languages and time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from boards.options import LANGUAGES
from boards.wording.choices import name_language


@cache
def list_languages() -> list[tuple[str, str]]:
    """Choices, by name."""
    return sorted(((code, name_language(code)) for code in LANGUAGES), key=lambda pair: pair[1].casefold())


@cache
def list_timezones() -> list[tuple[str, str]]:
    """Choices: UTC, then those of places, by name."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in zones)]
