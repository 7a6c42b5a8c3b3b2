"""The tables: facts, constraints and indexes. Rules live in ``boards.services``."""

from boards.models.actions import Action
from boards.models.activity import Activity, Transition
from boards.models.audit import AuditEntry
from boards.models.board import Category, Column, Swimlane
from boards.models.comments import Comment
from boards.models.currencies import CurrencyRate
from boards.models.editions import CommonEdition
from boards.models.files import ProjectFile, TaskFile
from boards.models.groups import Group, GroupMember
from boards.models.invitations import Invitation
from boards.models.jobs import DailyRun, Job
from boards.models.links import ExternalLink, Link, TaskLink
from boards.models.live import AnsweredRequest, Change, KeptFile, Operation
from boards.models.memberships import (
    ColumnRestriction,
    CustomRole,
    MoveRestriction,
    ProjectGroup,
    ProjectRestriction,
    ProjectUser,
)
from boards.models.metadata import ProjectMetadata, TaskMetadata, UserMetadata
from boards.models.notifications import Notification, UserNotificationProject, UserNotificationType
from boards.models.projects import CustomFilter, PredefinedDescription, Project
from boards.models.sessions import (
    BrowserSession,
    LastLogin,
    PasswordProof,
    PasswordReset,
    PersonalToken,
    RecoveryCode,
    RememberedBrowser,
)
from boards.models.settings import Setting
from boards.models.statistics import DailyColumnStatistics, DailyProjectStatistics
from boards.models.subtasks import Subtask, SubtaskTimer
from boards.models.tags import Tag, TaskTag
from boards.models.tasks import Task
from boards.models.users import User
from boards.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery

__all__ = [
    "Action",
    "Activity",
    "AnsweredRequest",
    "AuditEntry",
    "BrowserSession",
    "Category",
    "Change",
    "Column",
    "ColumnRestriction",
    "Comment",
    "CommonEdition",
    "CurrencyRate",
    "CustomFilter",
    "CustomRole",
    "DailyColumnStatistics",
    "DailyProjectStatistics",
    "DailyRun",
    "ExternalLink",
    "Group",
    "GroupMember",
    "Invitation",
    "Job",
    "KeptFile",
    "LastLogin",
    "Link",
    "MoveRestriction",
    "Notification",
    "Operation",
    "PasswordProof",
    "PasswordReset",
    "PersonalToken",
    "PredefinedDescription",
    "Project",
    "ProjectFile",
    "ProjectGroup",
    "ProjectMetadata",
    "ProjectRestriction",
    "ProjectUser",
    "RecoveryCode",
    "RememberedBrowser",
    "Setting",
    "Subtask",
    "SubtaskTimer",
    "Swimlane",
    "Tag",
    "Task",
    "TaskFile",
    "TaskLink",
    "TaskMetadata",
    "TaskTag",
    "Transition",
    "User",
    "UserMetadata",
    "UserNotificationProject",
    "UserNotificationType",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
]
