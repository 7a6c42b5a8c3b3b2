"""Reading what people keep for themselves (``boards.preferences``)."""

from __future__ import annotations

from typing import TypeVar

from boards.models import UserMetadata
from boards.preferences import Preference
from boards.prepared import Prepared, param

Held = TypeVar("Held")

_TEXT = Prepared(
    lambda: UserMetadata.objects.filter(user_id=param("user_id"), name=param("name")).order_by().values_list("value")
)


def get_preference(user_id: int, preference: Preference[Held], project_id: int = 0) -> Held:
    """What a person prefers; nobody (0) has the default. ``project_id``: for those of a board. 1 statement."""
    if not user_id:
        return preference.default
    return preference.read(_TEXT.value(user_id=user_id, name=preference.name_for(project_id)))


def list_board_preferences(*, user_id: int, project_id: int) -> dict[str, str]:
    """The name of a preference to its stored text, of those that a person has set for the board. 1 statement."""
    suffix = f".{project_id}"
    rows = UserMetadata.objects.filter(user_id=user_id, name__startswith="board.", name__endswith=suffix).order_by()
    return {name.removesuffix(suffix): value for name, value in rows.values_list("name", "value") if value is not None}
