"""What custom roles may not do (domain.md 5). Each check raises Denied; built-in roles and programs always pass.

The doors ask here after ``is_allowed``; for a built-in role a check costs the one or two statements of its lookup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from boards.actors import Actor
from boards.errors import Denied
from boards.models import ColumnRestriction, CustomRole, MoveRestriction, ProjectRestriction, Task
from boards.queries.memberships import find_project_role
from boards.queries.tasks import find_first_column_id
from boards.roles import PROJECT_RANK, ProjectRole, project_rank

Rule = ProjectRestriction.Rule
ColumnRule = ColumnRestriction.Rule


def find_custom_role(actor: Actor, project_id: int) -> CustomRole | None:
    """The custom role that binds the actor in the project, if any. ≤ 3 statements."""
    if not actor.is_user or (actor.bypass and actor.is_administrator):
        return None
    role = find_project_role(project_id=project_id, user_id=actor.user_id)
    if not role or role in PROJECT_RANK:
        return None
    return CustomRole.objects.filter(project_id=project_id, role=role).first()


def _has(role: CustomRole, rule: str) -> bool:
    return ProjectRestriction.objects.filter(role=role, rule=rule).exists()


def _decide_in_column(role: CustomRole, column_id: int | None, allow: str, block: str, rule: str) -> None:
    """The first restriction of the column decides, else that of the project."""
    found = (
        ColumnRestriction.objects.filter(role=role, column_id=column_id or 0, rule__in=(allow, block))
        .order_by("pk")
        .values_list("rule", flat=True)
        .first()
    )
    if found == block or (found is None and _has(role, rule)):
        raise Denied(rule)


def check_creation(actor: Actor, *, project_id: int, column_id: int | None) -> None:
    """May a task be created in this column (none: the first one)?"""
    role = find_custom_role(actor, project_id)
    if role is not None:
        column_id = column_id or find_first_column_id(project_id)
        _decide_in_column(role, column_id, ColumnRule.ALLOW_CREATION, ColumnRule.BLOCK_CREATION, Rule.TASK_CREATION)


def _find_task(actor: Actor, task_id: int | None) -> tuple[Task, CustomRole] | None:
    task = Task.objects.filter(pk=task_id).first() if actor.is_user and task_id else None
    role = find_custom_role(actor, task.project_id) if task else None
    return (task, role) if task and role else None


def check_status(actor: Actor, *, task_id: int | None) -> None:
    """May this task be closed or reopened?"""
    if found := _find_task(actor, task_id):
        task, role = found
        _decide_in_column(
            role, task.column_id, ColumnRule.ALLOW_OPEN_CLOSE, ColumnRule.BLOCK_OPEN_CLOSE, Rule.TASK_OPEN_CLOSE
        )


def check_removal(actor: Actor, *, task_id: int | None) -> None:
    """May this task be removed?"""
    found = _find_task(actor, task_id)
    if found and _has(found[1], Rule.TASK_REMOVE):
        raise Denied(Rule.TASK_REMOVE)


def check_update(actor: Actor, *, task_id: int | None, changes_owner: bool) -> None:
    """May this task, and its assignee, be changed?"""
    if found := _find_task(actor, task_id):
        task, role = found
        if changes_owner and _has(role, Rule.TASK_CHANGE_ASSIGNEE):
            raise Denied(Rule.TASK_CHANGE_ASSIGNEE)
        if task.owner_id != actor.user_id and _has(role, Rule.TASK_UPDATE_ASSIGNED):
            raise Denied(Rule.TASK_UPDATE_ASSIGNED)


def check_move(actor: Actor, *, task_id: int | None, column_id: int | None) -> None:
    """May this task go to that column? Pairs of columns, once there are any, are the only ways; they go both ways."""
    if not (found := _find_task(actor, task_id)):
        return
    task, role = found
    pairs = list(MoveRestriction.objects.filter(role=role))
    if not pairs:
        if _has(role, Rule.TASK_MOVE):
            raise Denied(Rule.TASK_MOVE)
        return
    if column_id == task.column_id:
        return
    wanted = {task.column_id, column_id}
    ways = [pair for pair in pairs if {pair.src_column_id, pair.dst_column_id} == wanted]
    if not any(task.owner_id == actor.user_id or not pair.only_assigned for pair in ways):
        raise Denied(Rule.TASK_MOVE)


@dataclass(frozen=True)
class BoardRights:
    """What a person may do on a board, decided once for all its cards; the checks above decide again at each change.

    ``rank``: as ``project_rank``, 0 for who is no member, that of a manager for administrators in the browser.
    ``pairs``: the ways between columns that a custom role has left, None without any such restriction; each with
    whether it is open for the person's own tasks only.
    """

    rank: int
    user_id: int
    rules: frozenset[str] = frozenset()
    column_rules: frozenset[tuple[int, str]] = frozenset()
    pairs: tuple[tuple[int, int, bool], ...] | None = None

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
        return self._in_column(column_id, ColumnRule.ALLOW_CREATION, ColumnRule.BLOCK_CREATION, Rule.TASK_CREATION)

    def can_close(self, column_id: int) -> bool:
        allow, block = ColumnRule.ALLOW_OPEN_CLOSE, ColumnRule.BLOCK_OPEN_CLOSE
        return self._in_column(column_id, allow, block, Rule.TASK_OPEN_CLOSE)

    def can_edit(self, owner_id: int | None) -> bool:
        return self.is_member and (Rule.TASK_UPDATE_ASSIGNED not in self.rules or owner_id == self.user_id)

    def can_assign(self, owner_id: int | None) -> bool:
        return self.can_edit(owner_id) and Rule.TASK_CHANGE_ASSIGNEE not in self.rules

    def can_remove(self, creator_id: int | None) -> bool:
        """Managers may, others what they created themselves (web.md 9.3)."""
        return self.is_member and Rule.TASK_REMOVE not in self.rules and (self.is_manager or creator_id == self.user_id)

    @property
    def can_move(self) -> bool:
        return self.is_member and (self.pairs is not None or Rule.TASK_MOVE not in self.rules)

    def can_move_between(self, source_id: int, target_id: int, owner_id: int | None) -> bool:
        if not self.can_move:
            return False
        if self.pairs is None or source_id == target_id:
            return True
        wanted = {source_id, target_id}
        return any({a, b} == wanted and (not own or owner_id == self.user_id) for a, b, own in self.pairs)


def read_board_rights(actor: Actor, *, project_id: int) -> BoardRights:
    """What the actor may do on the board of a project. ≤ 6 statements."""
    if actor.bypass and actor.is_administrator:
        return BoardRights(PROJECT_RANK[ProjectRole.MANAGER], actor.user_id)
    name = find_project_role(project_id=project_id, user_id=actor.user_id)
    rights = BoardRights(project_rank(name), actor.user_id)
    if not name or name in PROJECT_RANK:
        return rights
    role = CustomRole.objects.filter(project_id=project_id, role=name).first()
    if role is None:
        return rights
    columns = ColumnRestriction.objects.filter(role=role).values_list("column_id", "rule")
    pairs = MoveRestriction.objects.filter(role=role).values_list("src_column_id", "dst_column_id", "only_assigned")
    return replace(
        rights,
        rules=frozenset(ProjectRestriction.objects.filter(role=role).values_list("rule", flat=True)),
        column_rules=frozenset(columns),
        pairs=tuple(pairs) or None,
    )
