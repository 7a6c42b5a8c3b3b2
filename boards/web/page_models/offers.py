"""What a filter can ask for in a project: the words that complete it, and its menus (ux.md 3.12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.colors import COLORS
from boards.queries.columns import list_category_colors, list_column_titles, list_swimlane_names
from boards.queries.memberships import list_assignable_names
from boards.queries.tags import list_tags_of_projects
from boards.search.attributes import ATTRIBUTES, Attribute, Noun
from boards.search.conditions import is_digits
from boards.search.explain import write_value
from boards.web.frame.people import avatar


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name. ``others``: words that find the same; ``picture``: its HTML, "" for none."""

    name: str
    others: Sequence[str] = ()
    picture: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value of an attribute as people read it, as it is written in a filter, and its picture."""

    label: str
    written: str
    picture: SafeString | str = ""


def draw_swatch(color_id: str | None) -> SafeString | str:
    """The colour as a dot; nothing for none."""
    return format_html('<span class="swatch c-{}"></span>', color_id) if color_id in COLORS else ""


def list_named(noun: Noun, project_ids: Sequence[int]) -> list[Named]:
    """What there is of a kind in projects. ≤ 2 statements, for people at most one more a second."""
    if noun is Noun.PERSON:
        people = list_assignable_names(project_ids)
        return [Named(names[-1], [*names[:-1], str(pk)], avatar(pk, names[-1])) for pk, names in people.items()]
    if noun is Noun.CATEGORY:
        categories = list_category_colors(project_ids)
        return [Named(name, [str(pk)], draw_swatch(color_id)) for pk, name, color_id in categories]
    if noun is Noun.COLUMN:
        return [Named(title, [str(pk)]) for pk, title in list_column_titles(project_ids)]
    if noun is Noun.SWIMLANE:
        return [Named(name) for name in list_swimlane_names(project_ids)]
    return [Named(tag.name, (), draw_swatch(tag.color_id)) for tag in list_tags_of_projects([*project_ids])]


def list_key_words(attribute: Attribute) -> list[Offer]:
    """The values that an attribute has everywhere: its key words, and days in words."""
    draws = attribute is ATTRIBUTES["color"]
    words = [Offer(value, write_value(value), draw_swatch(value) if draws else "") for value in attribute.values]
    return [*words, *(Offer(str(label), written) for label, written in attribute.days)]


def list_names(attribute: Attribute, named: Sequence[Named]) -> list[Offer]:
    """The names that an attribute can have as a value; one that is a key word, too, says how it is written. What finds
    the same, as a column of two projects, is offered once."""
    found: dict[str, Offer] = {}
    for one in named:
        written = find_words(attribute, one.name, one.others)
        label = f"{one.name} (#{written})" if one.name in attribute.values else one.name
        found.setdefault(written, Offer(label, written, one.picture))
    return list(found.values())


def list_offers(project_ids: Sequence[int]) -> dict[str, dict[str, Any]]:
    """What completes a filter, by attribute: ``help``, ``values`` as pairs of a label and what is to be inserted, and
    ``pictures`` by label. ``project_ids``: the projects whose names are offered. ≤ 7 statements.
    """
    named = cache(lambda noun: list_named(noun, project_ids))
    offers = {}
    for name, attribute in ATTRIBUTES.items():
        values = list_key_words(attribute) + list_names(attribute, named(attribute.names) if attribute.names else ())
        offers[name] = {
            "help": str(attribute.help),
            "values": [[one.label, one.written] for one in values],
            "pictures": {one.label: one.picture for one in values if one.picture},
        }
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
