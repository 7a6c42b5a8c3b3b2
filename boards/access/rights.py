"""What a person may do in one project: the one place that knows what custom roles may not (domain.md 5).

The table (``rules.py``) names which question restricts an operation, ``require`` asks it before a change, and pages ask
the same object for what they show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from boards.actors import Actor
from boards.models import ColumnRestriction, CustomRole, MoveRestriction, ProjectRestriction
from boards.prepared import Together, param
from boards.queries.memberships import find_project_role
from boards.roles import PROJECT_RANK, ColumnRule, ProjectRole, ProjectRule, project_rank

_OF_ROLE = {"role__project_id": param("project_id"), "role__role": param("role")}


@dataclass(frozen=True)
class Rights:
    """What ``actor`` may do in the project ``project_id``.

    ``rank``: as ``project_rank``, 0 for who is no member, that of a manager for programs, and for administrators in the
    browser.
    ``pairs``: the ways between columns that a custom role has left, None without any such restriction; each with
    whether it is open for the person's own tasks only. ``is_restricted``: whether the role is a custom one.
    """

    actor: Actor
    project_id: int
    rank: int
    rules: frozenset[str] = frozenset()
    column_rules: frozenset[tuple[int, str]] = frozenset()
    pairs: tuple[tuple[int, int, bool], ...] | None = None
    is_restricted: bool = False

    @property
    def is_member(self) -> bool:
        return self.rank >= PROJECT_RANK[ProjectRole.MEMBER]

    @property
    def is_manager(self) -> bool:
        return self.rank >= PROJECT_RANK[ProjectRole.MANAGER]

    def _in_column(self, column_id: int, allow: str, block: str, rule: str) -> bool:
        if not self.is_member or (column_id, block) in self.column_rules:
            return False
        return (column_id, allow) in self.column_rules or rule not in self.rules

    def can_create(self, column_id: int) -> bool:
        """Of several restrictions of a column, one that blocks wins."""
        return self._in_column(
            column_id, ColumnRule.ALLOW_CREATION, ColumnRule.BLOCK_CREATION, ProjectRule.TASK_CREATION
        )

    def can_close(self, column_id: int) -> bool:
        allow, block = ColumnRule.ALLOW_OPEN_CLOSE, ColumnRule.BLOCK_OPEN_CLOSE
        return self._in_column(column_id, allow, block, ProjectRule.TASK_OPEN_CLOSE)

    def can_edit(self, owner_id: int | None) -> bool:
        return self.is_member and (ProjectRule.TASK_UPDATE_ASSIGNED not in self.rules or owner_id == self.actor.user_id)

    @property
    def assigns(self) -> bool:
        """Whether new tasks may be given to somebody."""
        return self.is_member and ProjectRule.TASK_CHANGE_ASSIGNEE not in self.rules

    def can_assign(self, owner_id: int | None) -> bool:
        return self.can_edit(owner_id) and self.assigns

    @property
    def removes(self) -> bool:
        """Whether tasks may be taken out of the project at all."""
        return self.is_member and ProjectRule.TASK_REMOVE not in self.rules

    def can_remove(self, creator_id: int | None) -> bool:
        """In the browser managers may, others what they created themselves (web.md 9.3); over the API every member."""
        return self.removes and (not self.actor.bypass or self.is_manager or creator_id == self.actor.user_id)

    @property
    def can_move(self) -> bool:
        return self.is_member and (self.pairs is not None or ProjectRule.TASK_MOVE not in self.rules)

    def can_move_between(self, source_id: int, target_id: int, owner_id: int | None) -> bool:
        """Pairs of columns, once there are any, are the only ways; they go both ways."""
        if not self.can_move:
            return False
        if self.pairs is None or source_id == target_id:
            return True
        wanted = {source_id, target_id}
        return any({a, b} == wanted and (not own or owner_id == self.actor.user_id) for a, b, own in self.pairs)

    @property
    def can_transfer(self) -> bool:
        """Whether tasks may leave for another project: for that they are moved, and not there any more."""
        return self.removes and self.can_move


_CUSTOM_ROLE = Together(
    role=lambda: CustomRole.objects.filter(project_id=param("project_id"), role=param("role")).values_list("pk"),
    rules=lambda: ProjectRestriction.objects.filter(**_OF_ROLE).values_list("rule"),
    columns=lambda: ColumnRestriction.objects.filter(**_OF_ROLE).values_list("column_id", "rule"),
    pairs=lambda: MoveRestriction.objects.filter(**_OF_ROLE).values_list(
        "src_column_id", "dst_column_id", "only_assigned"
    ),
)


def rights_of_custom_role(
    actor: Actor,
    project_id: int,
    *,
    rules: Iterable[str],
    column_rules: Iterable[tuple[int, str]],
    pairs: Iterable[tuple[int, int, bool]],
) -> Rights:
    """Those of a member, less what the role restricts. No statement."""
    return Rights(
        actor,
        project_id,
        PROJECT_RANK[ProjectRole.MEMBER],
        rules=frozenset(rules),
        column_rules=frozenset(column_rules),
        pairs=tuple(sorted(pairs)) or None,
        is_restricted=True,
    )


def read_rights(actor: Actor, *, project_id: int) -> Rights:
    """What the actor may do in a project. ≤ 1 statement, 2 for a custom role."""
    if not actor.is_user or actor.enters_all:
        return Rights(actor, project_id, PROJECT_RANK[ProjectRole.MANAGER])
    name = find_project_role(project_id=project_id, user_id=actor.user_id)
    rights = Rights(actor, project_id, project_rank(name))
    if not name or name in PROJECT_RANK:
        return rights
    custom = _CUSTOM_ROLE.read(project_id=project_id, role=name)
    if not custom["role"]:
        return rights
    rules = [rule for (rule,) in custom["rules"]]
    return rights_of_custom_role(actor, project_id, rules=rules, column_rules=custom["columns"], pairs=custom["pairs"])
