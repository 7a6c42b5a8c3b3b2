"""A filter made by click: the values of one attribute, each a link to the filter with it (ux.md 3.12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from boards.search.attributes import ATTRIBUTES
from boards.search.compiler import read_search
from boards.search.explain import write_with
from boards.web.page_models.offers import Offer, list_key_words, list_named, list_names

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from boards.search.parser import Search


@dataclass(frozen=True, slots=True)
class Facet:
    """An attribute to filter by. ``is_alone``: another value takes the place of the one before; else they are
    alternatives."""

    label: StrOrPromise
    is_alone: bool = False


FACETS = {
    "assignee": Facet(gettext_lazy("Assignee")),
    "tag": Facet(gettext_lazy("Tags")),
    "category": Facet(gettext_lazy("Category")),
    "due": Facet(gettext_lazy("Due date"), is_alone=True),
    "priority": Facet(gettext_lazy("Priority"), is_alone=True),
    "status": Facet(gettext_lazy("Status"), is_alone=True),
}
#: Key words in the words of people.
WORDS = {
    "me": gettext_lazy("Me"),
    "nobody": gettext_lazy("Nobody"),
    "anybody": gettext_lazy("Anybody"),
    "none": gettext_lazy("None"),
    "open": pgettext_lazy("state", "Open"),
    "closed": gettext_lazy("Closed"),
    "today": gettext_lazy("Today"),
    "tomorrow": gettext_lazy("Tomorrow"),
    "yesterday": gettext_lazy("Yesterday"),
}


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """``filter``: the whole filter after the choice; ``is_on``: it is a part of the one before, and the choice takes
    it away."""

    label: str
    picture: SafeString | str
    filter: str
    is_on: bool


def list_facet_choices(
    attribute: str, search: str, project_ids: Sequence[int], priorities: Sequence[int] = ()
) -> list[FacetChoice]:
    """What a filter can be set to in one attribute of ``FACETS``, with the names of these projects. ≤ 3 statements."""
    facet, meant = FACETS[attribute], ATTRIBUTES[attribute]
    present = read_search(search)
    named = list_named(meant.names, project_ids) if meant.names else []
    offers = [_say(offer) for offer in list_key_words(meant)]
    offers += [Offer(f"P{number}", str(number)) for number in priorities]
    offers += list_names(meant, named)
    return [_choose(present, attribute, offer, is_alone=facet.is_alone) for offer in offers]


def _say(offer: Offer) -> Offer:
    label = str(WORDS.get(offer.written, offer.label))
    return Offer(label[:1].upper() + label[1:], offer.written, offer.picture)


def _choose(present: Search, attribute: str, offer: Offer, *, is_alone: bool) -> FacetChoice:
    value = read_search(f"{attribute}:{offer.written}").terms[attribute][0]
    before = present.terms.get(attribute, ())
    is_on = value in before
    others = [] if is_alone else [one for one in before if one != value]
    filter_after = write_with(present, attribute, others if is_on else [*others, value])
    return FacetChoice(offer.label, offer.picture, filter_after, is_on)


def name_facet(attribute: str) -> str:
    """The heading above the choices."""
    return _("Filter by %(name)s") % {"name": str(FACETS[attribute].label).lower()}
