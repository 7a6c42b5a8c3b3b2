"""How much work a text may make, counted in steps, not in seconds: the same text looks the same on any machine."""

from __future__ import annotations

from typing import Any

#: Steps of one text, and of all texts of one page. A step takes 5 to 30 microseconds; 100 kB of prose with lists,
#: tables and links are 8,000 steps.
MOST_OF_TEXT = 60_000
MOST_OF_PAGE = 150_000
#: A text costs at least this, so that many short ones end as well.
LEAST = 10
#: How many characters, and how many tokens of blocks and cells, cost one step. A line and a cell cost one each.
CHARACTERS, TOKENS = 50, 2


class TooMuch(Exception):
    """The steps are spent."""


class Budget:
    """The steps that the texts of one page have left."""

    def __init__(self, left: int = MOST_OF_PAGE) -> None:
        self.left = left


class Steps:
    """The steps of one text, paid from the budget of its page. Raises TooMuch as soon as they do not suffice."""

    def __init__(self, budget: Budget, text: str) -> None:
        self.budget = budget
        self.left = min(MOST_OF_TEXT, budget.left)
        self.spend(LEAST + len(text) // CHARACTERS + text.count("\n") + text.count("|"))

    def spend(self, steps: int) -> None:
        paid = min(steps, self.left)
        self.left -= paid
        self.budget.left -= paid
        if paid < steps:
            raise TooMuch


def count_step(state: Any, *_: Any) -> bool:
    """A rule of the parser that stands before all others, for blocks and for what is in a line: it only counts."""
    state.env["steps"].spend(1)
    return False


def count_blocks(state: Any) -> None:
    """A rule that stands behind those for blocks: rows of a table are filled up with cells that nobody has written."""
    state.env["steps"].spend(len(state.tokens) // TOKENS)
