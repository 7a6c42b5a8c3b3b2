"""The first hour of an installation."""

from __future__ import annotations

from collections.abc import Collection

from boards.actors import Actor
from boards.preferences import FIRST_STEPS
from boards.queries.preferences import get_preference
from boards.services.metadata import save_preferences
from boards.transactions import atomic


@atomic
def settle_first_steps(*, actor: Actor, steps: Collection[str]) -> None:
    """Note that these steps are done, or put aside; others are none. Raises NotFound (account gone)."""
    settled = {*get_preference(actor.user_id, FIRST_STEPS), *steps}
    in_order = tuple(step for step in FIRST_STEPS.kind.choices if step in settled)
    save_preferences(FIRST_STEPS.keep(in_order), actor=actor, user_id=actor.user_id)
