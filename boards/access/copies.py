"""What of a project its copy may take along: only what the person may read there (web.md 5.1)."""

from __future__ import annotations

from collections.abc import Iterable

from boards.access.check import is_allowed
from boards.actors import Actor

#: Part of a project, by the name of the form, to the operation that shows it. All others show to every member.
_SHOWN_BY = {"actionModel": "action.view", "projectRoleModel": "project.edit"}


def readable_parts(actor: Actor, *, project_id: int, parts: Iterable[str]) -> set[str]:
    """The parts among these that the actor may read in the project. ≤ 4 statements."""
    return {
        part for part in parts if part not in _SHOWN_BY or is_allowed(actor, _SHOWN_BY[part], project_id=project_id)
    }
