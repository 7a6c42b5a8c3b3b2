"""What others did on an open board, in one sentence each, for people who hear the board (ux.md 3.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from boards.queries.live import list_standings
from boards.queries.users import list_display_names
from boards.roles import readable_visibilities
from boards.wording.events import tell_board

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Change


def tell_news(changes: Sequence[Change], *, actor: Actor) -> list[dict[str, Any]]:
    """The changes that are not the reader's own, oldest first: ``[{"task", "sentence"}]``. ≤ 2 statements.

    Of comments that the reader may not read there is no news.
    """
    readable = {"", *readable_visibilities(actor.comment_rank)}
    others = [one for one in changes if one.user_id != actor.user_id and one.visibility in readable]
    if not others:
        return []
    people = list_display_names({change.user_id for change in others})
    standings = list_standings({change.task_id for change in others})
    news = []
    for change in others:
        place = standings.get(change.task_id)
        if place:
            done = tell_board(change.kind, task_id=change.task_id, **asdict(place))
        else:
            done = _("removed task {task}").format(task=change.task_id)
        who = people.get(change.user_id) or _("Somebody")
        news.append({"task": change.task_id, "sentence": _("%(who)s %(done)s.") % {"who": who, "done": done}})
    return news
