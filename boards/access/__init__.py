"""Who may do what: THE table (rules.py) and the one question that every door asks (check.py)."""

from boards.access.check import is_allowed, may_link
from boards.access.rules import RULES, Rule

__all__ = ["RULES", "Rule", "is_allowed", "may_link"]
