"""From what is asked for to one condition of the database (search.md 2 and 3)."""

from __future__ import annotations

from django.db.models import Q

from boards.search.attributes import TASKS, Language
from boards.search.conditions import SearchContext
from boards.search.parser import Search, parse


def read_search(text: str, language: Language = TASKS) -> Search:
    """Parse a search text with the attributes of a language. Never raises."""
    return parse(text, language.by_name())


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
