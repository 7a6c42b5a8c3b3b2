"""What a new project can begin with: its columns, swimlanes, categories, tags and automatic actions (domain.md 4).

Names are translated when a project is made, into the language of who makes it. Parameters of actions name columns,
swimlanes and categories of the same template as the template does; ``boards.services.furnishing`` puts their ids there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.action_params import PREFIX


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    title: Any
    task_limit: int = 0


@dataclass(frozen=True, slots=True)
class LabelPlan:
    """A category or a tag."""

    name: Any
    color_id: str | None = None


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """``automation``: its name without the prefix of the wire; ``params``: names of this template, or plain texts."""

    automation: str
    event: str
    params: Mapping[str, Any]

    @property
    def action_name(self) -> str:
        """The name on the wire."""
        return PREFIX + self.automation


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTemplate:
    """No columns and no categories: those that the options of the installation name. No swimlanes: the usual one."""

    id: str
    label: Any
    columns: tuple[ColumnPlan, ...] = ()
    swimlanes: tuple[Any, ...] = ()
    categories: tuple[LabelPlan, ...] = ()
    tags: tuple[LabelPlan, ...] = ()
    actions: tuple[ActionPlan, ...] = ()


#: All of them by id, in the order in which they are offered.
TEMPLATES: dict[str, ProjectTemplate] = {}

_ENTERS = "task.move.column"
_CREATED = "task.create"
_DAILY = "task.cronjob.daily"
_TO_THE_MOVER = "TaskAssignCurrentUserColumnIfNoUserAlreadySet"


def _declare(template_id: str, label: Any, **parts: Any) -> ProjectTemplate:
    TEMPLATES[template_id] = template = ProjectTemplate(id=template_id, label=label, **parts)
    return template


def _close_after(days: int, column: Any) -> ActionPlan:
    """Finished tasks stay in sight for a while, and leave the board by themselves."""
    return ActionPlan("TaskCloseNotMovedColumn", _DAILY, {"duration": str(days), "column_id": column})


#: What every project has had before there was a choice, and what programs get.
KANBAN = _declare("kanban", _("Kanban"))

_declare(
    "scrum",
    _("Scrum board"),
    columns=(
        ColumnPlan(_("Product backlog")),
        ColumnPlan(_("Sprint backlog")),
        ColumnPlan(_("In progress"), 5),
        ColumnPlan(_("Review"), 3),
        ColumnPlan(_("Done")),
    ),
    categories=(
        LabelPlan(_("Story"), "blue"),
        LabelPlan(_("Bug"), "red"),
        LabelPlan(_("Chore"), "grey"),
        LabelPlan(_("Research"), "purple"),
    ),
    actions=(
        ActionPlan(_TO_THE_MOVER, _ENTERS, {"column_id": _("In progress")}),
        ActionPlan("TaskUpdateStartDate", _ENTERS, {"column_id": _("In progress")}),
        _close_after(14, _("Done")),
    ),
)

_declare(
    "personal",
    _("Personal"),
    columns=(
        ColumnPlan(_("Someday")),
        ColumnPlan(_("This week")),
        ColumnPlan(_("Today"), 5),
        ColumnPlan(_("Done")),
    ),
    categories=(
        LabelPlan(_("Home"), "green"),
        LabelPlan(_("Health"), "red"),
        LabelPlan(_("Money"), "amber"),
        LabelPlan(_("Learning"), "blue"),
    ),
    actions=(
        ActionPlan(
            "TaskMoveColumnOnDueDate",
            _DAILY,
            {"duration": "7", "src_column_id": _("Someday"), "dest_column_id": _("This week")},
        ),
        ActionPlan(
            "TaskMoveColumnOnDueDate",
            _DAILY,
            {"duration": "1", "src_column_id": _("This week"), "dest_column_id": _("Today")},
        ),
        _close_after(7, _("Done")),
    ),
)

_declare(
    "content",
    _("Content"),
    columns=(
        ColumnPlan(_("Ideas")),
        ColumnPlan(_("Writing"), 3),
        ColumnPlan(_("Editing"), 3),
        ColumnPlan(_("Scheduled")),
        ColumnPlan(_("Published")),
    ),
    categories=(
        LabelPlan(_("Article"), "blue"),
        LabelPlan(_("Newsletter"), "amber"),
        LabelPlan(_("Video"), "red"),
        LabelPlan(_("Social media"), "teal"),
    ),
    tags=(LabelPlan(_("needs pictures"), "pink"), LabelPlan(_("needs facts"), "orange")),
    actions=(
        ActionPlan(_TO_THE_MOVER, _ENTERS, {"column_id": _("Writing")}),
        _close_after(30, _("Published")),
    ),
)

_declare(
    "hiring",
    _("Hiring"),
    columns=(
        ColumnPlan(_("Applied")),
        ColumnPlan(_("Screening"), 10),
        ColumnPlan(_("Interview"), 5),
        ColumnPlan(_("Offer")),
        ColumnPlan(_("Hired")),
        ColumnPlan(_("Declined")),
    ),
    categories=(
        LabelPlan(_("Engineering"), "blue"),
        LabelPlan(_("Design"), "pink"),
        LabelPlan(_("Sales"), "green"),
        LabelPlan(_("Operations"), "amber"),
    ),
    tags=(LabelPlan(_("referral"), "teal"), LabelPlan(_("remote"), "purple")),
    actions=(
        # Who applies hears from us within a week.
        ActionPlan("TaskAssignDueDateOnCreation", _CREATED, {"duration": "7"}),
        ActionPlan("TaskCloseColumn", _ENTERS, {"column_id": _("Declined")}),
        _close_after(30, _("Hired")),
    ),
)

_declare(
    "bugs",
    _("Bug tracking"),
    columns=(
        ColumnPlan(_("Reported")),
        ColumnPlan(_("Confirmed")),
        ColumnPlan(_("In progress"), 5),
        ColumnPlan(_("Testing"), 5),
        ColumnPlan(_("Fixed")),
    ),
    # New tasks get the first one.
    swimlanes=(_("Usual"), _("Urgent")),
    categories=(
        LabelPlan(_("Crash"), "red"),
        LabelPlan(_("Wrong result"), "orange"),
        LabelPlan(_("Slowness"), "purple"),
        LabelPlan(_("Appearance"), "blue"),
    ),
    tags=(LabelPlan(_("regression"), "pink"), LabelPlan(_("needs information"), "amber")),
    actions=(
        ActionPlan("TaskAssignPrioritySwimlane", _CREATED, {"swimlane_id": _("Urgent"), "priority": "3"}),
        ActionPlan("TaskAssignPrioritySwimlane", "task.move.swimlane", {"swimlane_id": _("Urgent"), "priority": "3"}),
        ActionPlan(_TO_THE_MOVER, _ENTERS, {"column_id": _("In progress")}),
        ActionPlan("TaskUpdateStartDate", _ENTERS, {"column_id": _("In progress")}),
        _close_after(14, _("Fixed")),
    ),
)
