"""THE table of permissions as people read it: a row for each deed, a column for each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boards.access.rules import RULES
from boards.roles import APPLICATION_RANK, PROJECT_RANK, ApplicationRole, ProjectRole
from boards.wording.rights import DEEDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise

PROJECT_ROLES = (ProjectRole.VIEWER, ProjectRole.MEMBER, ProjectRole.MANAGER)
APPLICATION_ROLES = (ApplicationRole.USER, ApplicationRole.MANAGER, ApplicationRole.ADMIN)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """``allowed``: for each role of the table, whether it may; ``is_restricted``: custom roles may be without it."""

    deed: Promise
    allowed: list[bool]
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class LegendTable:
    label: Promise
    roles: list[str | Promise]
    rows: list[LegendRow]


def list_legend() -> list[LegendTable]:
    """The tables for tasks, for projects, and for the whole installation. No statement."""
    return [_make_table(label, deeds) for label, deeds in DEEDS]


def _make_table(label: Promise, deeds: dict[str, Promise]) -> LegendTable:
    is_of_projects = all(RULES[operation].project for operation in deeds)
    roles = PROJECT_ROLES if is_of_projects else APPLICATION_ROLES
    rows = []
    for operation, deed in deeds.items():
        rule = RULES[operation]
        needed, ranks = (rule.project, PROJECT_RANK) if is_of_projects else (rule.app, APPLICATION_RANK)
        allowed = [ranks[role] >= needed for role in roles]
        rows.append(LegendRow(deed, allowed, rule.restricted_by is not None))
    return LegendTable(label, [role.label for role in roles], rows)
