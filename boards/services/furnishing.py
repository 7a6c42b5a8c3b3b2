"""What a new project begins with (domain.md 4): a template, resolved in the language of who makes the project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from boards import options
from boards.action_params import kind_of_param
from boards.actors import Actor
from boards.limits import MOST_COLUMNS, NAME, is_blank
from boards.models import Category, Column, Project, Swimlane, Tag
from boards.options import Option
from boards.project_templates import ActionPlan, ColumnPlan, LabelPlan, ProjectTemplate
from boards.queries.settings import get_setting
from boards.services.actions import store_action
from boards.transactions import lock_project

#: Kind of a parameter to the names of a project, and these to their ids.
NamedIds = Mapping[str, Mapping[str, int]]


def _names(option: Option[tuple[str, ...]], default: list[str]) -> list[str]:
    """The names of an option, cut; those that nobody can see and repeated ones are dropped."""
    names = dict.fromkeys(name[:NAME] for name in get_setting(option) if not is_blank(name))
    return list(names)[:MOST_COLUMNS] or default


def plan_columns(template: ProjectTemplate) -> list[ColumnPlan]:
    """The columns of a template, or those of the options where it has none of its own."""
    usual = [_("Backlog"), _("Ready"), _("Work in progress"), _("Done")]
    return list(template.columns) or [ColumnPlan(title) for title in _names(options.BOARD_COLUMNS, usual)]


def plan_categories(template: ProjectTemplate) -> list[LabelPlan]:
    """As ``plan_columns``."""
    return list(template.categories) or [LabelPlan(name) for name in _names(options.PROJECT_CATEGORIES, [])]


def furnish_project(actor: Actor, project: Project, template: ProjectTemplate) -> None:
    """Give a new project what its template has; its actions are the actor's.

    3 statements and its lock, one more for tags, 2 for each action.
    """
    lock_project(project.pk)
    columns = Column.objects.bulk_create(
        Column(project=project, title=str(plan.title), task_limit=plan.task_limit, position=place)
        for place, plan in enumerate(plan_columns(template), start=1)
    )
    lanes = Swimlane.objects.bulk_create(
        Swimlane(project=project, name=str(name), position=place)
        for place, name in enumerate(template.swimlanes or [_("Default swimlane")], start=1)
    )
    categories = Category.objects.bulk_create(
        Category(project=project, name=str(plan.name), color_id=plan.color_id) for plan in plan_categories(template)
    )
    Tag.objects.bulk_create(Tag(project=project, name=str(plan.name), color_id=plan.color_id) for plan in template.tags)
    ids = {
        "column": {column.title: column.pk for column in columns},
        "swimlane": {lane.name: lane.pk for lane in lanes},
        "category": {category.name: category.pk for category in categories},
    }
    for plan in template.actions:
        store_action(
            actor=actor,
            project=project,
            event_name=plan.event,
            action_name=plan.action_name,
            params=_resolve(plan, ids),
        )


def _resolve(plan: ActionPlan, ids: NamedIds) -> dict[str, str]:
    """The parameters of an action as they are stored."""

    def value_of(name: str, value: Any) -> str:
        named = ids.get(kind_of_param(name))
        return str(value if named is None else named[str(value)])

    return {name: value_of(name, value) for name, value in plan.params.items()}
