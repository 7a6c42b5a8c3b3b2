"""The chips in a filter: what it was understood as, and what finds nothing (ux.md 3.12)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.queries.search import open_search
from boards.search.attributes import Noun
from boards.search.explain import Doubt, explain
from boards.web.page_models.offers import list_named

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
    """``reason``: why a term is doubtful, "" when it is not. ``written``: the term as text; ``without``: the filter
    when it is taken away."""

    name: str
    value: str
    reason: StrOrPromise
    written: str
    without: str


@dataclass(frozen=True)
class Chips:
    """``words``: free words, which stay text; ``more``: terms that are not among the chips, as a filter may have very
    many, and as ``rest`` they are written."""

    chips: list[Chip]
    words: str = ""
    more: int = 0
    rest: str = ""


def make_chips(actor: Actor, search: str, project_id: int | None = None) -> Chips:
    """The terms of a filter. ≤ 1 statement, and 1 to 3 for each kind of name that is asked for in a project.

    Raises Invalid (the text is too long).
    """

    def known(noun: Noun) -> Collection[str] | None:
        if project_id is None:
            return None
        return [word for one in list_named(noun, [project_id]) for word in (one.name, *one.others)]

    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    terms, rest = explain(parsed, context, known)
    plain = next((term.written for term in terms if not term.name and not term.doubt), "")
    chips = [
        Chip(term.name, term.value, REASONS[term.doubt] if term.doubt else "", term.written, term.without)
        for term in terms
        if term.name or term.doubt
    ]
    return Chips(chips, plain, len(rest), " ".join(rest))
