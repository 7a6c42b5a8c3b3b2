"""The table of permissions (protocol.md 8 and 9). An operation that is not here is refused to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from boards.roles import APPLICATION_RANK, PROJECT_RANK, ApplicationRole, ProjectRole

USER = APPLICATION_RANK[ApplicationRole.USER]
APP_MANAGER = APPLICATION_RANK[ApplicationRole.MANAGER]
ADMINISTRATOR = APPLICATION_RANK[ApplicationRole.ADMIN]
VIEWER = PROJECT_RANK[ProjectRole.VIEWER]
MEMBER = PROJECT_RANK[ProjectRole.MEMBER]
MANAGER = PROJECT_RANK[ProjectRole.MANAGER]


@dataclass(frozen=True, slots=True)
class Rule:
    """Lowest application role, lowest role in the project (0: no project is asked for).

    ``personal``: about the caller alone, hence refused to callers that are no user.
    """

    app: int = USER
    project: int = 0
    personal: bool = False


RULES: dict[str, Rule] = {
    "application.view": Rule(),
    "project.view": Rule(project=VIEWER),
    "project.edit": Rule(project=MANAGER),
    "project.remove": Rule(project=MANAGER),
    "project.create": Rule(app=APP_MANAGER),
    "project.list": Rule(app=ADMINISTRATOR),
    "project.create_personal": Rule(personal=True),
    "custom_filter.edit": Rule(project=MEMBER),
    "activity.view": Rule(project=VIEWER),
    "membership.view": Rule(project=VIEWER),
    "membership.edit": Rule(project=MANAGER),
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
    "task.view": Rule(project=VIEWER),
    "task.create": Rule(project=MEMBER),
    "task.edit": Rule(project=MEMBER),
    "task.move": Rule(project=MEMBER),
    "task.close": Rule(project=MEMBER),
    "task.remove": Rule(project=MEMBER),
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
    "link.edit": Rule(app=ADMINISTRATOR),
    "user.edit": Rule(app=ADMINISTRATOR),
    "group.edit": Rule(app=ADMINISTRATOR),
    "me.view": Rule(personal=True),
    "me.create_project": Rule(personal=True),
}
