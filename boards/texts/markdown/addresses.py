"""Addresses in a text become links: http, https, ftp and mailto, shown as they were typed (web.md 11).

Each letter is looked at once: the part of an address that does not belong to it is taken off its end, as GitHub's
flavour does it ("extended autolinks"), and nothing is tried again.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?|ftp|mailto)$", re.IGNORECASE | re.ASCII)
#: The longest scheme and the letter before it.
LOOK_BACK = 7
#: What no address holds: blanks, the signs around addresses, and punctuation of East Asia.
_IN = r"[^\s<>`\"\u3000-\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]"
PLACE = re.compile(rf"://(?:[^\W_]|\[)(?:[\w.\-:@%\[\]~]*)(?:[/?#]{_IN}*)?")
MAIL = re.compile(r":[\w.+\-]{1,64}@\w[\w.\-]{0,254}")
TRAILS = "?!.,:;*_~'"
PAIRS = {")": "(", "]": "[", "}": "{"}


def trim(address: str) -> str:
    """The address without what ends the sentence around it: punctuation, and brackets that it does not open."""
    surplus = {close: address.count(close) - address.count(start) for close, start in PAIRS.items()}
    end = len(address)
    while end:
        letter = address[end - 1]
        if letter in PAIRS and surplus[letter] > 0:
            surplus[letter] -= 1
        elif letter not in TRAILS:
            break
        end -= 1
    return address[:end]


def link_address(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: at the colon of an address. While a label is looked for, its letters are letters."""
    if silent or state.linkLevel or state.src[state.pos] != ":":
        return False
    scheme = SCHEME.search(state.pending[-LOOK_BACK:])
    if scheme is None:
        return False
    pattern = MAIL if scheme[1].lower() == "mailto" else PLACE
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    rest = trim(found[0])
    address = scheme[1] + rest
    state.pending = state.pending[: -len(scheme[1])]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(address)}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos += len(rest)
    return True
