"""A card as its template may show it, and numbers against their limits (ux.md 3.2, 3.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import options
from boards.dates import now
from boards.queries.cards import CardRow, read_cards
from boards.queries.due import due_state
from boards.queries.settings import get_setting, zone_of
from boards.queries.users import list_avatar_paths

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Project

DAY = 86400
SHOWN_TAGS = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of open tasks against its limit, in words. ``state``: "", "at", "over"."""

    count: int
    limit: int

    @property
    def state(self) -> str:
        if not self.limit or self.count < self.limit:
            return ""
        return "at" if self.count == self.limit else "over"

    @property
    def words(self) -> str:
        """ "24", "24 of 30", "31 of 30 · over limit"."""
        if not self.limit:
            return str(self.count)
        text = _("%(count)s of %(limit)s") % {"count": self.count, "limit": self.limit}
        if self.state == "at":
            return f"{text} · {_('at limit')}"
        return f"{text} · {_('over limit')}" if self.state == "over" else text

    @property
    def figures(self) -> str:
        """ "24", "24/30": where there is no room for the words."""
        return f"{self.count}/{self.limit}" if self.limit else str(self.count)


class Card(NamedTuple):
    """A card: plain values, all that it is drawn from. ``due``: "", "overdue", "today", "later".

    ``picture``: where that of its owner is stored.
    """

    row: CardRow
    due: str
    age_days: int
    here_days: int
    is_recent: bool
    shows_priority: bool
    picture: str | None

    @property
    def tags(self) -> tuple[tuple[str, str | None], ...]:
        return self.row.tags[:SHOWN_TAGS]

    @property
    def more_tags(self) -> int:
        return max(0, len(self.row.tags) - SHOWN_TAGS)

    @property
    def tag_names(self) -> str:
        return ", ".join(name for name, _color in self.row.tags)

    @property
    def owner_name(self) -> str:
        """The full name, or the user name where there is none."""
        return self.row.owner_name or self.row.owner_username or ""

    @property
    def is_reference_link(self) -> bool:
        return (self.row.reference or "").startswith(("http://", "https://"))

    @property
    def age_words(self) -> str:
        """The whole of the age, for who asks."""
        created = ngettext("%(n)s day since creation", "%(n)s days since creation", self.age_days)
        here = ngettext("%(n)s day in this column", "%(n)s days in this column", self.here_days)
        return f"{created % {'n': self.age_days}}, {here % {'n': self.here_days}}"


def make_cards(actor: Actor, project: Project, task_ids: Collection[int]) -> dict[int, Card]:
    """The cards of tasks of a project as the actor sees them. 2 statements."""
    zone, moment = zone_of(actor), now()
    period = get_setting(options.HIGHLIGHT_PERIOD)
    pictures = list_avatar_paths()
    return {
        pk: Card(
            row,
            due_state(row, zone),
            age_days=max(0, moment - row.date_creation) // DAY,
            here_days=max(0, moment - row.date_moved) // DAY,
            is_recent=row.is_active and bool(period) and moment - row.date_modification < period,
            shows_priority=(row.priority or 0) != project.priority_default,
            picture=pictures.get(row.owner_id) if row.owner_id else None,
        )
        for pk, row in read_cards(task_ids, rank=actor.comment_rank).items()
    }
