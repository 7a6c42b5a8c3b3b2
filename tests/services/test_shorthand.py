"""What one typed line says of a new task (ux.md 3.6)."""

from __future__ import annotations

from datetime import date, time

import pytest

from boards.dates import DateFormat
from boards.texts.shorthand import MOST_MARKS, Names, Vocabulary, read_marks, read_shorthand
from tests.counting import count_calls

PEOPLE = {1: ["admin", "Ada Min"], 2: ["bo", "Bo"], 3: ["bob", "Bob"], 4: ["o'brien", "Pat"]}
CATEGORIES = {7: ["bug"], 8: ["Big thing"]}
DATES = DateFormat("m/d/Y", "H:i", "UTC")
KNOWN = Vocabulary(Names(PEOPLE), Names(CATEGORIES), range(4), date(2026, 11, 27), DATES)


@pytest.mark.parametrize(
    ("line", "title", "said"),
    [
        ("Mail @admin about the @channel note", "Mail about the @channel note", {"owner_id": 1}),
        ("~bug takes ~5 min", "takes ~5 min", {"category_id": 7}),
        ("Do it ^today or ^sometime", "Do it or ^sometime", {"day": date(2026, 11, 27)}),
        ("Fix #rig, #mast; now", "Fix now", {"tags": ["rig", "mast"]}),
        ('Fix #"big mast", @bo: go', "Fix go", {"tags": ["big mast"], "owner_id": 2}),
        ("ask @o'brien, !2.", "ask", {"owner_id": 4, "priority": 2}),
        ("a !9 b !4 c !3", "a !9 b !4 c", {"priority": 3}),
        ("Mail @admin about the talk with @bo", "Mail about the talk with @bo", {"owner_id": 1}),
        ("@nobody, then @bob @bo", "@nobody, then @bo", {"owner_id": 3}),
        ("~bug like ~big", "like ~big", {"category_id": 7}),
        ("^today not ^tomorrow", "not ^tomorrow", {"day": date(2026, 11, 27)}),
        ('Call ^"tomorrow 14:30", then', "Call then", {"day": date(2026, 11, 28), "clock": time(14, 30)}),
        ("a ^25dec b ^1960-01-01", "a b ^1960-01-01", {"day": date(2026, 12, 25)}),
        ("^1960-01-01 ^12/31/2026", "^1960-01-01", {"day": date(2026, 12, 31)}),
        ("!0 or !2", "or !2", {"priority": 0}),
        ('#a #b #\u200b #"\u200b " c', '#\u200b #"\u200b " c', {"tags": ["a", "b"]}),
        ('#" big  mast " x', "x", {"tags": ["big mast"]}),
        ("@b is nobody, @ad is", "@b is nobody, is", {"owner_id": 1}),
        ("~big", "", {"category_id": 8}),
        ("#12 #, @ ! C# a@b.c", "#12 #, @ ! C# a@b.c", {}),
        ("x !" + "9" * 5000, "x !" + "9" * 5000, {}),
        ("x !²", "x !²", {}),
        ("a\0b @\0", "a\0b @\0", {}),
    ],
)
def test_a_mark_that_names_nothing_known_stays_in_the_title(line, title, said):
    read = read_shorthand(line, KNOWN)
    assert read.title == title
    assert {name: value for name, value in vars(read).items() if value not in (None, []) and name != "title"} == said
    known = {mark for mark, one in read_marks(line, KNOWN) if one}
    assert not known & set(title.split())


def test_each_line_of_a_text_has_its_own_first_marks():
    marks = read_marks('@bo @bob\n@bob #"a\nb"', KNOWN)
    assert [(mark, said.owner_id if said else None) for mark, said in marks] == [
        ("@bo", 2), ("@bob", None), ("@bob", 3),
    ]  # fmt: skip


def test_the_work_does_not_grow_with_the_people_of_each_mark():
    line = " ".join(f"@n{number}" for number in range(MOST_MARKS * 2))
    few, many = (
        Vocabulary(
            Names({pk: [f"n{pk}x", f"Person {pk}"] for pk in range(size)}), Names({}), range(4), date(2026, 1, 1), DATES
        )
        for size in (100, 10_000)
    )
    assert count_calls(lambda: read_shorthand(line, many)) < 2 * count_calls(lambda: read_shorthand(line, few))
    assert len(read_marks(line, few)) == MOST_MARKS
    assert read_shorthand("#a " * (MOST_MARKS + 2), few).title == "#a #a"
