"""What operators read in a terminal, in the language of their locale (docs/operations.md, "Language").

It needs neither settings nor a database: the launcher speaks before there are any.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
#: The first of them that is set counts, as for other programs.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def find_locale(environment: Mapping[str, str]) -> str:
    """ "ru_RU" of "ru_RU.UTF-8"; empty where nothing is said."""
    chosen = next(filter(None, (environment.get(name) for name in VARIABLES)), "")
    return chosen.partition(".")[0].partition("@")[0]


@cache
def _open_catalogue(locale: str) -> gettext.NullTranslations:
    """English for a language without a catalogue."""
    return gettext.translation("django", CATALOGUES, languages=[locale], fallback=True)


def tell_operator(text: str, /, **values: object) -> str:
    """A sentence with its values (``%(name)s``), in the language of the terminal."""
    return _open_catalogue(find_locale(os.environ)).gettext(text) % values


def tell_operator_number(one: str, many: str, n: int, /, **values: object) -> str:
    """The same of a sentence with the number ``%(n)s``."""
    return _open_catalogue(find_locale(os.environ)).ngettext(one, many, n) % {"n": n, **values}
