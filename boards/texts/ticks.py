"""Boxes in lists, ``- [ ] sand the hull``: naming a line, and ticking it (ux.md 4.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from django.utils.translation import gettext_lazy as _

from boards.errors import Conflict, Invalid

#: An item of a list that begins with a box, also in a quote.
BOX = re.compile(r"^([\s>]*(?:[-*+]|\d{1,9}[.)])\s+)\[([ xX])\](?=\s)")
END = re.compile(r"(\r\n|\r|\n)")
NAME = re.compile(r"(\d{1,6})\.([0-9a-f]{8})")


def split_markdown_lines(text: str) -> list[str]:
    """The lines as Markdown counts them."""
    return END.split(text)[::2]


def has_boxes(text: str) -> bool:
    """Whether a line of the text begins with a box."""
    return "[" in text and any(map(BOX.match, split_markdown_lines(text)))


def name_line(lines: Sequence[str], line: int) -> str:
    """What a page calls a line, by number and content: a later change of the text is noticed."""
    return f"{line}.{blake2b(lines[line].encode(), digest_size=4).hexdigest()}"


def turn_tick(text: str, name: str) -> tuple[str, bool]:
    """The text with the line of ``name_line`` ticked, or its tick taken away, and whether it is done now.

    A line that stands elsewhere by now is found there. Raises Invalid (no name of a line), Conflict (it was changed or
    taken out meanwhile).
    """
    wanted = NAME.fullmatch(name)
    if wanted is None:
        raise Invalid(line=_("This is no line of a list."))
    parts = END.split(text)
    lines = parts[::2]
    place, digest = int(wanted[1]), wanted[2]
    same = [at for at in range(len(lines)) if name_line(lines, at).endswith(f".{digest}")]
    if not same:
        raise Conflict(_("Somebody has changed this line meanwhile."))
    at = min(same, key=lambda one: abs(one - place))
    found = BOX.match(lines[at])
    if found is None:
        raise Invalid(line=_("This is no line of a list."))
    is_done = found[2] == " "
    parts[2 * at] = f"{found[1]}[{'x' if is_done else ' '}]{lines[at][found.end() :]}"
    return "".join(parts), is_done
