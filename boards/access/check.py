from __future__ import annotations

from collections.abc import Collection

from boards.access.facts import Facts
from boards.access.rights import Rights
from boards.access.rules import RULES, is_reading
from boards.actors import Actor
from boards.errors import Denied
from boards.queries.memberships import find_project_role, list_project_roles
from boards.queries.ownership import find_project_of_task
from boards.roles import application_rank, project_rank


def has_application_role(actor: Actor, operation: str) -> bool:
    """The part of the rule that needs no project: the application role, that "me" is somebody, and that who may only
    read changes nothing. No statement.
    """
    rule = RULES[operation]
    if actor.reads_only and not is_reading(operation):
        return False
    if not actor.is_user:
        return not rule.personal
    return application_rank(actor.role) >= rule.app


def is_rank_enough(rank: int, operation: str) -> bool:
    """Whether a rank in a project (``project_rank``) is enough. No statement."""
    return rank >= RULES[operation].project


def has_project_role(actor: Actor, operation: str, project_id: int | None) -> bool:
    """Whether the actor's role in the project is enough. None is the project of an unknown object. ≤ 1 statement."""
    rule = RULES[operation]
    if not actor.is_user or not rule.project:
        return True
    if project_id is None:
        return False
    if actor.enters_all:
        return True
    role = find_project_role(project_id=project_id, user_id=actor.user_id)
    return is_rank_enough(project_rank(role), operation)


def is_allowed(actor: Actor, operation: str, *, project_id: int | None = None) -> bool:
    """Whether the actor may do this, in this project. An operation without a rule raises KeyError. ≤ 1 statement."""
    return has_application_role(actor, operation) and has_project_role(actor, operation, project_id)


def permits(rights: Rights, operation: str, task: Facts) -> bool:
    """Whether the actor of these rights may do this to such a task of the project, by role and by custom role.

    No statement.
    """
    rule = RULES[operation]
    if not has_application_role(rights.actor, operation) or rights.rank < rule.project:
        return False
    return rule.restricted_by is None or rule.restricted_by(rights, task)


def require(rights: Rights, operation: str, task: Facts) -> None:
    """Raises Denied where ``permits`` says no."""
    if not permits(rights, operation, task):
        raise Denied(operation)


def find_allowed(actor: Actor, operation: str, project_ids: Collection[int]) -> set[int]:
    """Those of the projects in which ``is_allowed`` says yes. ≤ 1 statement, however many projects."""
    if not has_application_role(actor, operation):
        return set()
    if not actor.is_user or not RULES[operation].project or actor.enters_all:
        return set(project_ids)
    roles = list_project_roles(user_id=actor.user_id, project_ids=project_ids)
    return {pk for pk in project_ids if is_rank_enough(project_rank(roles.get(pk, "")), operation)}


def may_link(actor: Actor, *, opposite_task_id: int | None) -> bool:
    """Whether the actor may link to a task: any role in its project, none needed for administrators. ≤ 2 statements."""
    if not actor.is_user or actor.is_administrator:
        return True
    project_id = None if opposite_task_id is None else find_project_of_task(opposite_task_id)
    return project_id is not None and find_project_role(project_id=project_id, user_id=actor.user_id) != ""
