"""The kinds of links between tasks, as forms offer them."""

from __future__ import annotations

from boards.queries.links import list_link_objects
from boards.wording.links import tell_link


def labels() -> list[tuple[int, str]]:
    return [(one.id, tell_link(one.label)) for one in list_link_objects()]
