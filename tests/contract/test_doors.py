"""The doors agree: the same deed leaves the same rows and tells of the same events, or is refused at all of them.

Each deed of the table (``deeds.py``) is done at each door by each person, and taken back. Refused is what has changed
no row of any table and told of nothing.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.contract.deeds import DEEDS, DOORS, Deed, Lacking
from tests.contract.doors import PEOPLE, Harbour
from tests.contract.watching import Effect, trial


@pytest.fixture
def harbour(db: None) -> Harbour:
    return Harbour()


def try_all(deed: Deed, harbour: Harbour) -> tuple[dict[tuple[str, str], str], dict[str, dict[str, Effect]]]:
    """What came of it at each door for each person; and who has left what behind at which door."""
    grid: dict[tuple[str, str], str] = {}
    effects: dict[str, dict[str, Effect]] = {person: {} for person in PEOPLE}
    for (door, person), expected in deed.grid().items():
        if expected == "-":
            grid[door, person] = "-"
            continue
        effect = Effect()
        with trial(effect):
            says_done = getattr(deed, door).send(harbour, person)
        if not effect.is_nothing:
            effects[person][door] = effect
        done = not effect.is_nothing
        grid[door, person] = ("done" if done else "refused") if done == says_done else f"says {says_done}, but {effect}"
    return grid, effects


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_a_deed_is_the_same_at_all_doors(deed, harbour):
    grid, effects = try_all(deed, harbour)
    wrong = {cell: outcome for cell, outcome in grid.items() if outcome != deed.grid()[cell]}
    assert not wrong, (wrong, deed.rule)
    for person, by_door in effects.items():
        for door, effect in by_door.items():
            first = next(iter(by_door.values()))
            rows, expected = (
                {table: one.rows[table] for table in one.rows if table not in deed.beside} for one in (effect, first)
            )
            assert (rows, effect.events) == (expected, first.events), (person, door)


def test_the_table_says_how_much_is_tried():
    """What a door lacks stands in the table, each with its reason; nothing else is left out."""
    tried = Counter(door for deed in DEEDS for (door, _who), outcome in deed.grid().items() if outcome != "-")
    lacking = Counter(door for deed in DEEDS for door in DOORS if isinstance(getattr(deed, door), Lacking))
    assert len(DEEDS) == 42
    assert lacking == {"rpc": 1, "mcp": 29}
    assert tried == {"rpc": 41 * 8, "rest": 42 * 8, "html": 42 * 6, "mcp": 13 * 8}
    assert all(deed.rule for deed in DEEDS if deed.in_browser is not None or deed.beside)
