"""What people choose for themselves in words: themes and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from boards.options import LANGUAGES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise

THEME_NAMES: dict[str, Promise] = {"light": _("Light"), "dark": _("Dark"), "auto": _("As the device")}


def name_language(code: str) -> str:
    """A language in its own words, with its code where several share the words."""
    language = code.partition("_")[0]
    try:
        words = get_language_info(code.replace("_", "-").lower())["name_local"]
    except KeyError:
        words = language
    words = words[:1].upper() + words[1:]
    return words if sum(other.startswith(f"{language}_") for other in LANGUAGES) == 1 else f"{words} ({code})"
