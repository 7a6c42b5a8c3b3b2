"""A board as a custom role has it: what its people may do in each column (web.md 5.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boards.access.rights import Rights, rights_of_custom_role

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.queries.project_pages import Restrictions
    from boards.shapes.board import ColumnObject


@dataclass(frozen=True, slots=True)
class PreviewedColumn:
    """``ways``: the other columns that tasks may go to from here; ``own_ways``: those for one's own tasks only."""

    title: str
    creates: bool
    closes: bool
    ways: list[str]
    own_ways: list[str]
    goes_anywhere: bool


@dataclass(frozen=True, slots=True)
class RolePreview:
    rights: Rights
    columns: list[PreviewedColumn]

    @property
    def edits_all(self) -> bool:
        """Whether the role may change tasks of others, too."""
        return self.rights.can_edit(None)


def preview_role(
    reader: Actor, project_id: int, restrictions: Restrictions, columns: Sequence[ColumnObject]
) -> RolePreview:
    """The board with the eyes of who has the role and tasks of one's own; the reader stands for that person."""
    rights = rights_of_custom_role(
        reader,
        project_id,
        rules=[one.rule for one in restrictions.project],
        column_rules=[(one.column_id, one.rule) for one in restrictions.columns],
        pairs=[(one.src_column_id, one.dst_column_id, one.only_assigned) for one in restrictions.moves],
    )
    return RolePreview(rights, [_preview_column(rights, column, columns) for column in columns])


def _preview_column(rights: Rights, column: ColumnObject, columns: Sequence[ColumnObject]) -> PreviewedColumn:
    others = [one for one in columns if one.id != column.id]
    ways = [one for one in others if rights.can_move_between(column.id, one.id, None)]
    own_ways = [one for one in others if rights.can_move_between(column.id, one.id, rights.actor.user_id)]
    return PreviewedColumn(
        title=column.title,
        creates=rights.can_create(column.id),
        closes=rights.can_close(column.id),
        ways=[one.title for one in ways],
        own_ways=[one.title for one in own_ways if one not in ways],
        goes_anywhere=bool(others) and len(ways) == len(others),
    )
