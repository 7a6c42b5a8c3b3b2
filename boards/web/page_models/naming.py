"""People and groups that somebody names by typing."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from boards.errors import Invalid
from boards.texts.shorthand import Names
from boards.web.frame.door import digits

#: Names that a field offers while one types; what it does not offer is found, too.
OFFERED = 500


def offer(names: list[str]) -> str:
    """ "Lena Hansen (lena)", "lena"."""
    return f"{names[0]} ({names[1]})" if len(names) > 1 else names[0]


def find_named(value: str, names: dict[int, list[str]]) -> int:
    """Whom a field means: by number, by a name or the beginning of one, or as the page offers it, with both names.

    Raises Invalid for nobody, and for several.
    """
    if digits(value):
        return digits(value)
    wanted = value.strip()
    known = {pk: [*each, offer(each)] for pk, each in names.items()}
    exact = [pk for pk, each in known.items() if wanted.casefold() in map(str.casefold, each)]
    found = exact[0] if exact else Names(known).find(wanted) if wanted else None
    if found is None or len(exact) > 1:
        raise Invalid(name=format_lazy(gettext_lazy("“{name}” is nobody, or several, who can be added."), name=wanted))
    return found
