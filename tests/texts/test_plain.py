"""Markdown as plain words."""

from __future__ import annotations

import pytest

from boards.texts.plain import strip_marks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a **bold** and ~~gone~~ word in `code`", "a bold and gone word in code"),
        ("![image.png](/task/1/file/2/image)", "image.png"),
        ("see [the plan](https://example.org/plan_b) now", "see the plan now"),
        ("## Head\n- [ ] sand\n- [x] prime\n> said", "Head\nsand\nprime\nsaid"),
        ("2 * 3 * 4 and snake_case_word", "2 * 3 * 4 and snake_case_word"),
        ("**", "**"),
        ("[a](" * 3, "[a](" * 3),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(text, words):
    assert strip_marks(text) == words
