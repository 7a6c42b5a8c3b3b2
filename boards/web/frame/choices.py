"""What a person, or the installation, is asked to choose from: languages and time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import get_language_info

from boards.options import LANGUAGES


def name_language(code: str) -> str:
    """A language in its own words, with its code where several share the words."""
    language = code.partition("_")[0]
    try:
        words = get_language_info(code.replace("_", "-").lower())["name_local"]
    except KeyError:
        words = language
    words = words[:1].upper() + words[1:]
    return words if sum(other.startswith(f"{language}_") for other in LANGUAGES) == 1 else f"{words} ({code})"


@cache
def list_languages() -> list[tuple[str, str]]:
    """Choices, by name."""
    return sorted(((code, name_language(code)) for code in LANGUAGES), key=lambda pair: pair[1].casefold())


@cache
def list_timezones() -> list[tuple[str, str]]:
    """Choices: UTC, then those of places, by name."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in zones)]
