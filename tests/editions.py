"""No change without a new edition: watched while all tests run (``no_silent_change`` in tests/conftest.py).

A statement of a change may write to a table of projects only while its transaction holds a project (but a new project
has been seen by nobody), and to one of what stands outside only once it has raised the common edition. An event may
only tell of a project that is held.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from boards import models, transactions
from boards.events import DailyRound, Event, TaskMovedProject

WRITES = re.compile(r'(?:INSERT INTO(?! "boards_project" )|INSERT OR IGNORE INTO|UPDATE|DELETE FROM) "(boards_\w+)"')

#: What reads of a project answer.
OF_PROJECTS = (
    models.Action, models.Activity, models.Category, models.Column, models.ColumnRestriction, models.Comment,
    models.CustomFilter, models.CustomRole, models.DailyColumnStatistics, models.DailyProjectStatistics,
    models.ExternalLink, models.MoveRestriction, models.PredefinedDescription, models.Project, models.ProjectFile,
    models.ProjectGroup, models.ProjectMetadata, models.ProjectRestriction, models.ProjectUser, models.Subtask,
    models.SubtaskTimer, models.Swimlane, models.Task, models.TaskFile, models.TaskLink, models.TaskMetadata,
    models.TaskTag, models.Transition,
)  # fmt: skip
#: What stands outside of all projects; a tag is one or the other.
OUTSIDE = (models.Group, models.GroupMember, models.Link, models.User)
EITHER = (models.Tag,)
#: What belongs to one person or program, or to the machinery. Options are a part of what is kept by themselves.
OF_NOBODY = (
    models.AnsweredRequest, models.AuditEntry, models.BrowserSession, models.Change, models.CommonEdition,
    models.CurrencyRate, models.DailyRun, models.Invitation, models.Job, models.KeptFile, models.LastLogin,
    models.Notification, models.Operation, models.PasswordProof, models.PasswordReset, models.PersonalToken,
    models.RecoveryCode, models.RememberedBrowser, models.Setting, models.UserMetadata, models.UserNotificationProject,
    models.UserNotificationType, models.Webhook, models.WebhookAttempt, models.WebhookDelivery,
)  # fmt: skip

PROJECT_TABLES = {model._meta.db_table for model in (*OF_PROJECTS, *EITHER)}
OUTSIDE_TABLES = {model._meta.db_table for model in (*OUTSIDE, *EITHER)}


def is_raised(table: str) -> bool:
    """Whether the change that runs has raised the edition that a table belongs to, or there is none to raise."""
    if table in PROJECT_TABLES and any(map(transactions.is_held, _held())):
        return True
    if table in OUTSIDE_TABLES and transactions.is_common_raised():
        return True
    return table not in PROJECT_TABLES | OUTSIDE_TABLES


def _held() -> list[int]:
    return list(transactions._state.block.held) if transactions._state.block else []


def watch_statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """An execute wrapper; what tests write by themselves, outside of any change, is their own affair."""
    answer = execute(sql, params, many, context)
    found = WRITES.match(sql) if transactions._state.block else None
    if found and 'SET "edition"' not in sql and context["cursor"].rowcount != 0:
        assert is_raised(found[1]), f"no edition is raised: {sql[:200]}"
    return answer


def watch_event(event: Event) -> None:
    """A listener: the projects that an event is about are held."""
    assert isinstance(event, DailyRound) or transactions.is_held(event.project_id), f"{event} raises no edition"
    if isinstance(event, TaskMovedProject):
        assert transactions.is_held(event.src_project_id), f"{event} raises no edition"
