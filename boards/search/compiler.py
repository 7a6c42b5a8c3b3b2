"""From what is asked for to one condition of the database (search.md 2 and 3)."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, Value, When

from boards.search.attributes import TASKS, Language
from boards.search.conditions import SearchContext, tag
from boards.search.parser import Search, parse_search


def read_search(text: str, language: Language = TASKS) -> Search:
    """Parse a search text with the attributes of a language. Never raises."""
    return parse_search(text, language.by_name())


def to_q(search: Search, context: SearchContext, language: Language = TASKS) -> Q:
    """One condition; an empty one (``not q``) finds everything.

    wire: free words replace what the default attribute asks for.
    """
    terms = dict(search.terms)
    if search.text:
        terms[language.everywhere if context.all_fields else language.default] = (search.text,)
    attributes = language.by_name()
    found = Q()
    for name, values in terms.items():
        condition = attributes[name].condition(values, context)
        if condition is not None:
            found &= condition
    return found


#: More tags are not put in order, as the order costs a subquery for each.
MOST_RANKED_TAGS = 20


def tag_rank(search: Search, context: SearchContext) -> Case | None:
    """What to order tasks by before their ids, None for ids only.

    wire: with several ``tag:`` the tasks of the first come first (recorded in the scenario "search").
    """
    values = search.terms.get("tag", ())
    if not 1 < len(values) <= MOST_RANKED_TAGS or "none" in values:
        return None
    ranks = (When(tag((value,), context), then=Value(rank)) for rank, value in enumerate(values))
    return Case(*ranks, default=Value(len(values)), output_field=IntegerField())
