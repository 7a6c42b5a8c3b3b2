"""Who may do what: THE table (rules.py), what a person may in a project (rights.py), the one question (check.py)."""

from boards.access.check import is_allowed, may_link, permits, require
from boards.access.facts import Facts, facts_of_arrival, facts_of_new, read_facts
from boards.access.rights import Rights, read_rights
from boards.access.rules import RULES, Rule

__all__ = [
    "RULES",
    "Facts",
    "Rights",
    "Rule",
    "facts_of_arrival",
    "facts_of_new",
    "is_allowed",
    "may_link",
    "permits",
    "read_facts",
    "read_rights",
    "require",
]
