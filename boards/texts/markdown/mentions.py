"""The one definition of who is named in a text (web.md 11): what is shown as a link is what people are told of.

A name runs from the sign to a blank or one of ``, ! : ?``, without dots at its end. User names are free text, so what
belongs to the name and what to the sentence shows only when one knows them: "@mia's" is Mia's, but "@o'brien" is
just O'Brien. The longest beginning that somebody is called counts, cut where a quote, a bracket or the like stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

#: As long as a user name may be, so that many signs in a row stay cheap.
RUN = re.compile(r"@(?=([^\s,!:?]{1,191}))")
#: Where a name may end inside of a run, and what may follow one at its end besides.
ENDS = "'’&;()[]{}<>\"“”«»/|…–—=+"
TRAILS = ENDS + ".-_*~"
CUT = re.compile(f"(.*)[{re.escape(ENDS)}]", re.DOTALL)
#: In the source of a text marks may follow, too: ``*@mia*``.
CUT_SOURCE = re.compile(f"(.*)[{re.escape(ENDS)}*_~`\\\\]", re.DOTALL)
MOST_ENDS = 8
#: Signs of one text that are looked at, and different names that are looked up.
MOST_SIGNS, MOST_NAMES = 2000, 300


def _beginnings(run: str, cut: re.Pattern[str]) -> Iterator[str]:
    """What of a run may be a name, the longest first."""
    name = run.rstrip(".")
    for _ in range(MOST_ENDS):
        if not name:
            return
        yield name
        shorter = name.rstrip(TRAILS)
        if shorter == name:
            found = cut.match(name)
            shorter = found[1].rstrip(TRAILS) if found else ""
        name = shorter


def find_names(texts: Iterable[str | None]) -> set[str]:
    """All that texts in Markdown may mention, to be looked up; at most ``MOST_NAMES`` of each."""
    found: set[str] = set()
    for text in texts:
        own: set[str] = set()
        for run in islice(RUN.finditer(text or ""), MOST_SIGNS):
            own.update(_beginnings(run[1], CUT_SOURCE))
            if len(own) > MOST_NAMES:
                break
        found |= own
    return found


def name_at(text: str, sign: int, known: Collection[str]) -> str | None:
    """The known name that stands behind the ``@`` at this place of a text; None for nobody."""
    run = RUN.match(text, sign)
    return next((name for name in _beginnings(run[1], CUT) if name in known), None) if run else None
