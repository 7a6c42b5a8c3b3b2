"""What tools that change something answer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from api.mcp.tool import ONLY_READS, Refusal
from boards.actors import Actor
from boards.operations.deed import Done


class ChangedAnswer(msgspec.Struct, omit_defaults=True, kw_only=True):
    """Ids of tasks, and what was done in one sentence. ``refused``: task id to the reason."""

    done: str
    changed: list[int] = []
    created: list[int] = []
    refused: dict[str, str] = {}


def show_done(done: Done) -> ChangedAnswer:
    """What came of a deed."""
    return ChangedAnswer(
        done=done.label or done.note or "It is so already: nothing had to be changed.",
        changed=done.changed,
        created=done.created,
        refused={str(pk): reason for pk, reason in done.refused.items()},
    )


def settle(actor: Actor, answers: Sequence[ChangedAnswer]) -> ChangedAnswer:
    """Of several deeds, as of one. Raises Refusal where all that was asked for was refused."""
    joined = ChangedAnswer(
        done=" ".join(dict.fromkeys(one.done for one in answers)),
        changed=[pk for one in answers for pk in one.changed],
        created=[pk for one in answers for pk in one.created],
        refused={pk: reason for one in answers for pk, reason in one.refused.items()},
    )
    if joined.refused and not joined.changed:
        if actor.reads_only:
            raise Refusal(ONLY_READS)
        told = " ".join(f"#{pk}: {reason}" for pk, reason in joined.refused.items())
        raise Refusal(f"Nothing was changed. {told}")
    return joined
