"""What custom roles may not do (domain.md 5). Each check raises Denied; built-in roles and programs always pass.

The doors ask here after ``is_allowed``; for a built-in role a check costs the one or two statements of its lookup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from boards.actors import Actor
from boards.errors import Denied
from boards.models import ColumnRestriction, CustomRole, MoveRestriction, ProjectRestriction, Task
from boards.queries.memberships import find_project_role
from boards.queries.tasks import find_column_like, find_first_column_id
from boards.roles import PROJECT_RANK, ProjectRole, project_rank

Rule = ProjectRestriction.Rule
ColumnRule = ColumnRestriction.Rule


@dataclass(frozen=True)
class BoardRights:
    """What a person may do on a board: the one place that knows what custom roles may not.

    Pages decide once for all their cards; the checks below decide again at each change.

    ``rank``: as ``project_rank``, 0 for who is no member, that of a manager for administrators in the browser.
    ``pairs``: the ways between columns that a custom role has left, None without any such restriction; each with
    whether it is open for the person's own tasks only. ``is_restricted``: whether the role is a custom one.
    """

    rank: int
    user_id: int
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
        return self._in_column(column_id, ColumnRule.ALLOW_CREATION, ColumnRule.BLOCK_CREATION, Rule.TASK_CREATION)

    def can_close(self, column_id: int) -> bool:
        allow, block = ColumnRule.ALLOW_OPEN_CLOSE, ColumnRule.BLOCK_OPEN_CLOSE
        return self._in_column(column_id, allow, block, Rule.TASK_OPEN_CLOSE)

    def can_edit(self, owner_id: int | None) -> bool:
        return self.is_member and (Rule.TASK_UPDATE_ASSIGNED not in self.rules or owner_id == self.user_id)

    @property
    def assigns(self) -> bool:
        """Whether new tasks may be given to somebody."""
        return self.is_member and Rule.TASK_CHANGE_ASSIGNEE not in self.rules

    def can_assign(self, owner_id: int | None) -> bool:
        return self.can_edit(owner_id) and self.assigns

    @property
    def removes(self) -> bool:
        """Whether tasks may be removed at all; programs may remove what anybody created (domain.md 5)."""
        return self.is_member and Rule.TASK_REMOVE not in self.rules

    def can_remove(self, creator_id: int | None) -> bool:
        """Managers may, others what they created themselves (web.md 9.3)."""
        return self.removes and (self.is_manager or creator_id == self.user_id)

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
    if actor.enters_all:
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
        is_restricted=True,
    )


def _demand(allowed: bool, rule: str) -> None:
    if not allowed:
        raise Denied(rule)


def check_creation(actor: Actor, *, project_id: int, column_id: int | None, assigns: bool = False) -> None:
    """May a task be created in this column (none: the first one), and, with ``assigns``, be given to somebody?"""
    if not actor.is_user:
        return
    rights = read_board_rights(actor, project_id=project_id)
    if rights.is_restricted:
        _demand(rights.can_create(column_id or find_first_column_id(project_id) or 0), Rule.TASK_CREATION)
        _demand(rights.assigns or not assigns, Rule.TASK_CHANGE_ASSIGNEE)


def check_arrival(
    actor: Actor, *, task_id: int | None, project_id: int, column_id: int | None, owner_id: int | None = None
) -> None:
    """May this task, or a copy of it, come into the project? Without a column it comes into that of the same title."""
    task = Task.objects.filter(pk=task_id).first() if actor.is_user and task_id else None
    if task is not None:
        target_id = find_column_like(project_id, column_id or task.column_id)
        assigns = bool(owner_id) and owner_id != task.owner_id
        check_creation(actor, project_id=project_id, column_id=target_id, assigns=assigns)


def _find_task(actor: Actor, task_id: int | None) -> tuple[Task, BoardRights] | None:
    """The task, and the restrictions of the actor in its project; None where there is nothing to ask."""
    task = Task.objects.filter(pk=task_id).first() if actor.is_user and task_id else None
    rights = read_board_rights(actor, project_id=task.project_id) if task else None
    return (task, rights) if task and rights and rights.is_restricted else None


def check_status(actor: Actor, *, task_id: int | None) -> None:
    """May this task be closed or reopened?"""
    if found := _find_task(actor, task_id):
        task, rights = found
        _demand(rights.can_close(task.column_id), Rule.TASK_OPEN_CLOSE)


def check_removal(actor: Actor, *, task_id: int | None) -> None:
    """May this task be removed?"""
    if found := _find_task(actor, task_id):
        _demand(found[1].removes, Rule.TASK_REMOVE)


def check_departure(actor: Actor, *, task_id: int | None) -> None:
    """May this task leave its project? For that it is moved, and not there any more."""
    if found := _find_task(actor, task_id):
        _demand(found[1].removes, Rule.TASK_REMOVE)
        _demand(found[1].can_move, Rule.TASK_MOVE)


def check_update(actor: Actor, *, task_id: int | None, changes_owner: bool) -> None:
    """May this task, and its assignee, be changed?"""
    if found := _find_task(actor, task_id):
        task, rights = found
        _demand(rights.can_edit(task.owner_id), Rule.TASK_UPDATE_ASSIGNED)
        _demand(rights.can_assign(task.owner_id) or not changes_owner, Rule.TASK_CHANGE_ASSIGNEE)


def check_move(actor: Actor, *, task_id: int | None, column_id: int | None) -> None:
    """May this task go to that column? Pairs of columns, once there are any, are the only ways; they go both ways."""
    if found := _find_task(actor, task_id):
        task, rights = found
        _demand(rights.can_move_between(task.column_id, column_id or 0, task.owner_id), Rule.TASK_MOVE)
