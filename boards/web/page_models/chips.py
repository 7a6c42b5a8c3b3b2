"""The chips below a filter: what it was understood as, and what finds nothing (ux.md 3.12)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.memberships import list_assignable_names
from boards.queries.search import open_search
from boards.queries.tags import list_tags_of_projects
from boards.search.attributes import ATTRIBUTES, Attribute, Noun
from boards.search.conditions import is_digits
from boards.search.explain import Doubt, explain, write_value

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


@dataclass(frozen=True)
class Chips:
    """``more``: terms that are not among them, as a filter may have very many."""

    chips: list[Chip]
    more: int = 0


def make_chips(actor: Actor, search: str, project_id: int | None = None) -> Chips:
    """The terms of a filter. ≤ 1 statement, and 1 to 3 for each kind of name that is asked for in a project.

    Raises Invalid (the text is too long).
    """

    def known(noun: Noun) -> Collection[str] | None:
        return None if project_id is None else [name for name, _ids in list_names(noun, project_id)]

    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    terms, more = explain(parsed, context, known)
    return Chips(
        [Chip(term.name, term.value, REASONS[term.doubt] if term.doubt else "", term.without) for term in terms],
        more,
    )


def list_names(noun: Noun, project_id: int) -> list[tuple[str, list[str]]]:
    """The names of a kind in a project, each with other words that find the same. 1 to 3 statements."""
    if noun is Noun.PERSON:
        people = list_assignable_names(project_id=project_id)
        return [(names[-1], [*names[:-1], str(pk)]) for pk, names in people.items()]
    if noun is Noun.CATEGORY:
        return [(name, [str(pk)]) for pk, name in list_category_names(project_id).items()]
    if noun is Noun.COLUMN:
        return [(column.title, [str(column.id)]) for column in list_column_objects(project_id)]
    if noun is Noun.SWIMLANE:
        names = [lane.name for lane in list_swimlane_objects(project_id, only_active=True)]
    else:
        names = [tag.name for tag in list_tags_of_projects([project_id])]
    return [(name, []) for name in names]


def list_offers(project_id: int) -> dict[str, dict[str, Any]]:
    """What completes a filter, by attribute: ``help``, and ``values`` as pairs of a label and what is to be inserted.

    ≤ 8 statements.
    """
    names = cache(lambda noun: list_names(noun, project_id))
    offers = {}
    for name, attribute in ATTRIBUTES.items():
        values = [[value, write_value(value)] for value in attribute.values]
        for label, others in names(attribute.names) if attribute.names else ():
            written = find_words(attribute, label, others)
            shown = f"{label} (#{written})" if label in attribute.values else label
            values.append([shown, written])
        offers[name] = {"help": str(attribute.help), "values": values}
    return offers


def find_words(attribute: Attribute, label: str, others: Sequence[str]) -> str:
    """What finds a name as the value of an attribute: itself, unless it means something else or can't be written."""
    for word in (label, *others[:-1]):
        is_other = word in attribute.values or (attribute.names and attribute.names.has_ids and is_digits(word))
        if not is_other and '"' not in word and word.isprintable():
            return write_value(word)
    if others:
        return others[-1]
    # In a pattern, _ is any one character.
    like = re.sub(r'["\s]', "_", label)
    return write_value(like[:-1] + "_" if like in attribute.values else like)
