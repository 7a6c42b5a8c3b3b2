"""What custom roles may not do (domain.md 5). Each check raises Denied; built-in roles and programs always pass.

The doors ask here after ``is_allowed``; for a built-in role a check costs the one or two statements of its lookup.
"""

from __future__ import annotations

from boards.actors import Actor
from boards.errors import Denied
from boards.models import ColumnRestriction, CustomRole, MoveRestriction, ProjectRestriction, Task
from boards.queries.memberships import find_project_role
from boards.queries.tasks import find_first_column_id
from boards.roles import PROJECT_RANK

Rule = ProjectRestriction.Rule
ColumnRule = ColumnRestriction.Rule


def find_custom_role(actor: Actor, project_id: int) -> CustomRole | None:
    """The custom role that binds the actor in the project, if any. ≤ 3 statements."""
    if not actor.is_user:
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
