"""The table of permissions (protocol.md 8 and 9). An operation that is not here is refused to everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from boards.access.facts import Facts
from boards.access.rights import Rights
from boards.roles import APPLICATION_RANK, PROJECT_RANK, ApplicationRole, ProjectRole

USER = APPLICATION_RANK[ApplicationRole.USER]
APP_MANAGER = APPLICATION_RANK[ApplicationRole.MANAGER]
ADMINISTRATOR = APPLICATION_RANK[ApplicationRole.ADMIN]
VIEWER = PROJECT_RANK[ProjectRole.VIEWER]
MEMBER = PROJECT_RANK[ProjectRole.MEMBER]
MANAGER = PROJECT_RANK[ProjectRole.MANAGER]


#: How operations end that change nothing: the only ones for who may only read.
READING = frozenset({"view", "list", "list_overdue", "catalogue"})


def is_reading(operation: str) -> bool:
    """Whether the operation changes nothing, by its name."""
    return operation.rpartition(".")[2] in READING


@dataclass(frozen=True, slots=True)
class Rule:
    """Lowest application role, lowest role in the project (0: no project is asked for).

    ``personal``: about the caller alone, hence refused to callers that are no user.
    ``restricted_by``: what is asked besides, of the rights in the project and what is known of the task; a door can
    only ask it by ``require``, so an operation with a question is nothing that a role alone allows.
    """

    app: int = USER
    project: int = 0
    personal: bool = False
    restricted_by: Callable[[Rights, Facts], bool] | None = None


def _creation(rights: Rights, task: Facts) -> bool:
    return rights.can_create(task.column_id) and (rights.assigns or not task.assigns)


def _change(rights: Rights, task: Facts) -> bool:
    return rights.can_assign(task.owner_id) if task.assigns else rights.can_edit(task.owner_id)


def _move(rights: Rights, task: Facts) -> bool:
    return rights.can_move_between(task.column_id, task.target_id, task.owner_id)


RULES: dict[str, Rule] = {
    "application.view": Rule(),
    "project.view": Rule(project=VIEWER),
    "project.edit": Rule(project=MANAGER),
    "project.remove": Rule(project=MANAGER),
    "project.create": Rule(app=APP_MANAGER),
    "project.list": Rule(app=ADMINISTRATOR),
    "membership.list": Rule(app=APP_MANAGER),
    "project.create_personal": Rule(personal=True),
    "custom_filter.view": Rule(project=VIEWER),
    "custom_filter.edit": Rule(project=MEMBER),
    "activity.view": Rule(project=VIEWER),
    "membership.view": Rule(project=VIEWER),
    "membership.edit": Rule(project=MANAGER),
    "custom_role.view": Rule(project=MANAGER),
    "board.view": Rule(project=VIEWER),
    "column.view": Rule(project=VIEWER),
    "column.edit": Rule(project=MANAGER),
    "swimlane.view": Rule(project=VIEWER),
    "swimlane.edit": Rule(project=MANAGER),
    "category.view": Rule(project=VIEWER),
    "category.edit": Rule(project=MANAGER),
    "action.catalogue": Rule(),
    "action.view": Rule(project=MANAGER),
    "action.edit": Rule(project=MANAGER),
    "webhook.view": Rule(project=MANAGER),
    "webhook.edit": Rule(project=MANAGER),
    "task.view": Rule(project=VIEWER),
    "task.create": Rule(project=MEMBER, restricted_by=_creation),
    "task.edit": Rule(project=MEMBER, restricted_by=_change),
    "task.move": Rule(project=MEMBER, restricted_by=_move),
    "task.sort": Rule(project=MEMBER, restricted_by=lambda rights, _task: rights.can_move),
    "task.close": Rule(project=MEMBER, restricted_by=lambda rights, task: rights.can_close(task.column_id)),
    "task.remove": Rule(project=MEMBER, restricted_by=lambda rights, task: rights.can_remove(task.creator_id)),
    "task.copy": Rule(project=MEMBER),
    "task.transfer": Rule(project=MEMBER, restricted_by=lambda rights, _task: rights.can_transfer),
    "task.list_overdue": Rule(app=ADMINISTRATOR),
    "subtask.view": Rule(project=VIEWER),
    "subtask.edit": Rule(project=MEMBER),
    "timer.view": Rule(project=VIEWER),
    "timer.edit": Rule(project=MEMBER),
    "comment.view": Rule(project=VIEWER),
    "comment.edit": Rule(project=MEMBER),
    "file.view": Rule(project=VIEWER),
    "file.edit": Rule(project=MEMBER),
    "tag.list": Rule(),
    "tag.view": Rule(project=VIEWER),
    "tag.edit": Rule(project=MEMBER),
    "tag.promote": Rule(app=ADMINISTRATOR, project=MANAGER),
    "metadata.view": Rule(project=VIEWER),
    "metadata.edit": Rule(project=MEMBER),
    "task_link.view": Rule(project=VIEWER),
    "task_link.edit": Rule(project=MEMBER),
    "external_link.catalogue": Rule(),
    "external_link.view": Rule(project=VIEWER),
    "external_link.edit": Rule(project=MEMBER),
    "link.view": Rule(app=ADMINISTRATOR),
    "link.edit": Rule(app=ADMINISTRATOR),
    "setting.view": Rule(app=ADMINISTRATOR),
    "setting.edit": Rule(app=ADMINISTRATOR),
    "audit.view": Rule(app=ADMINISTRATOR),
    "currency.edit": Rule(app=ADMINISTRATOR),
    "tag.edit_global": Rule(app=ADMINISTRATOR),
    "webhook.list": Rule(app=ADMINISTRATOR),
    "webhook.edit_global": Rule(app=ADMINISTRATOR),
    "user.view": Rule(app=ADMINISTRATOR),
    "user.edit": Rule(app=ADMINISTRATOR),
    "group.view": Rule(app=ADMINISTRATOR),
    "group.edit": Rule(app=ADMINISTRATOR),
    "me.view": Rule(personal=True),
    "me.edit": Rule(personal=True),
    "me.create_project": Rule(personal=True),
}
