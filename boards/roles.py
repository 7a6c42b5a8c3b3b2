"""The two scales of roles and their order (protocol.md 8 and 9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationRole(models.TextChoices):
    """What an account may do in the whole application; the order of declaration is that of the wire."""

    ADMIN = "app-admin", _("Administrator")
    MANAGER = "app-manager", _("Manager")
    USER = "app-user", _("User")


class ProjectRole(models.TextChoices):
    """What a member may do in one project. Any other text in a membership names a custom role."""

    MANAGER = "project-manager", _("Project Manager")
    MEMBER = "project-member", _("Project Member")
    VIEWER = "project-viewer", _("Project Viewer")


class ProjectRule(models.TextChoices):
    """What a custom role may not do anywhere in its project (domain.md 5)."""

    TASK_CREATION = "task_creation", _("May not create tasks")
    TASK_OPEN_CLOSE = "task_open_close", _("May not close or reopen tasks")
    TASK_REMOVE = "task_remove", _("May not remove tasks")
    TASK_MOVE = "task_move", _("May not move tasks")
    TASK_CHANGE_ASSIGNEE = "task_change_assignee", _("May not change the assignee")
    TASK_UPDATE_ASSIGNED = "task_update_assigned", _("May change only tasks assigned to them")


class ColumnRule(models.TextChoices):
    """What a custom role may or may not do in one column; it comes before the rule for the project."""

    ALLOW_CREATION = "allow.task_creation", _("May create tasks here")
    ALLOW_OPEN_CLOSE = "allow.task_open_close", _("May close and reopen tasks here")
    BLOCK_CREATION = "block.task_creation", _("May not create tasks here")
    BLOCK_OPEN_CLOSE = "block.task_open_close", _("May not close or reopen tasks here")


APPLICATION_RANK: dict[str, int] = {ApplicationRole.USER: 1, ApplicationRole.MANAGER: 2, ApplicationRole.ADMIN: 3}
PROJECT_RANK: dict[str, int] = {ProjectRole.VIEWER: 1, ProjectRole.MEMBER: 2, ProjectRole.MANAGER: 3}


def application_rank(role: str) -> int:
    """1 user, 2 manager, 3 administrator, 0 for a text that is no application role."""
    return APPLICATION_RANK.get(role, 0)


def readable_visibilities(rank: int) -> list[str]:
    """The visibilities of comments that a reader of this rank may see."""
    return [role for role, value in APPLICATION_RANK.items() if value <= rank]


def project_rank(role: str) -> int:
    """1 viewer, 2 member, 3 manager; a custom role ranks as a member with its restrictions (decisions.md 10)."""
    if not role:
        return 0
    return PROJECT_RANK.get(role, PROJECT_RANK[ProjectRole.MEMBER])
