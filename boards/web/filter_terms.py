"""The chips below a filter: what it was understood as, and what finds nothing (ux.md 3.12)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.memberships import list_assignable_users
from boards.queries.search import open_search
from boards.queries.tags import list_tags_of_projects
from boards.search.explain import Doubt, explain

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS = {
    Doubt.DATE: _("no readable date; it finds nothing that is meant"),
    Doubt.NUMBER: _("no number; it finds nothing that is meant"),
    Doubt.NAME: _("nothing here has this name; it finds nothing"),
    Doubt.STATUS: _("neither open nor closed; it is left out"),
    Doubt.ATTRIBUTE: _("no such attribute; searched as words"),
}


@dataclass(frozen=True)
class Chip:
    """``reason``: why a term is doubtful, "" when it is not. ``without``: the filter when it is taken away."""

    name: str
    value: str
    reason: StrOrPromise
    without: str


def make_chips(actor: Actor, search: str, project_id: int | None = None) -> list[Chip]:
    """The terms of a filter. ≤ 1 statement, and 1 to 3 for each kind of name that is asked for in a project.

    Raises Invalid (the text is too long).
    """

    def known(name: str) -> Collection[str] | None:
        if project_id is None:
            return None
        if name in ("assignee", "subtask:assignee"):
            return list_assignable_users(project_id=project_id).values()
        if name == "category":
            return list_category_names(project_id).values()
        if name == "column":
            return [column.title for column in list_column_objects(project_id)]
        if name == "swimlane":
            return [lane.name for lane in list_swimlane_objects(project_id, only_active=True)]
        if name == "tag":
            return [tag.name for tag in list_tags_of_projects([project_id])]
        return None

    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    return [
        Chip(term.name, term.value, REASONS[term.doubt] if term.doubt else "", term.without)
        for term in explain(parsed, context, known)
    ]
