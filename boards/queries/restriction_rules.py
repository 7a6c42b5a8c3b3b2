"""The rules that a custom role can be held to, with their words (domain.md 5)."""

from __future__ import annotations

from boards.models import ColumnRestriction, ProjectRestriction

PROJECT_RULES = tuple(ProjectRestriction.Rule.choices)
COLUMN_RULES = tuple(ColumnRestriction.Rule.choices)
