"""The rules of search.md 2, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.search.attributes import TASKS
from boards.search.lexer import TokenKind, split_tokens

NAMES = tuple(TASKS.by_name())
SIGNS = {TokenKind.ATTRIBUTE: ":", TokenKind.BLANK: "_", TokenKind.TEXT: "'"}


def tokens(text: str) -> list[str]:
    """Each token with a sign of its kind in front."""
    return [SIGNS[token.kind] + token.text for token in split_tokens(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("title:login", [":title", "'login"]),
        ("TITLE:Login", [":title", "'Login"]),
        ("createdRANGE:x", [":createdrange", "'x"]),
        ("subtask:assignee:bob", [":subtask:assignee", "'bob"]),
        ("subtask:status:open", ["'subtask:status:open"]),
        ("xtitle:login", ["'xtitle:login"]),
        ("ſtatus:open", ["'ſtatus:open"]),
        ('"a"title:b', ["'a", ":title", "'b"]),
        ("2030-03-01title:b", ["'2030-03-01", ":title", "'b"]),
        ("title:status:x", [":title", ":status", "'x"]),
        (" \t\n\v\f\r ", ["_ \t\n\v\f\r "]),
        ("a\u00a0b\u3000c", ["'a", "_\u00a0", "'b", "_\u3000", "'c"]),
        ("due:>=2030-03-01x", [":due", "'>=2030-03-01", "'x"]),
        ("2030-03-01..2030-03-02", ["'2030-03-01", "'..2030-03-02"]),
        ("2030-3-1", ["'2030-3-1"]),
        ("<>2030-03-01", ["'<>2030-03-01"]),
        ("<=>2030-03-01", ["'<=>2030-03-01"]),
        (">03/01/2030", ["'>03", "'/01/2030"]),
        (">=2.5", ["'>=2", "'.5"]),
        ("<été,", ["'<été", "',"]),
        ('<="+1 day" title:"due"', ["'<=+1 day title:due"]),
        ('<="a"\n"b"', ["'<=a", "_\n", "'b"]),
        ('"fix" "login"', ["'fix", "_ ", "'login"]),
        ('""', ["'"]),
        ('"a:b c"', ["'a:b c"]),
        ('"abc d', ["'abc", "_ ", "'d"]),
        ('"a\nb"', ["'a", "_\n", "'b"]),
        ('a"b"c', ["'abc"]),
        ("#12 'x'", ["'#12", "_ ", "''x'"]),
    ],
)
def test_the_first_rule_that_fits_makes_the_token(text: str, expected: list[str]):
    assert tokens(text) == expected


@given(st.text())
def test_no_character_but_quotes_and_colons_gets_lost(text: str):
    joined = "".join(
        token.text + (":" if token.kind is TokenKind.ATTRIBUTE else "") for token in split_tokens(text, NAMES)
    )
    assert joined.lower() == text.replace('"', "").lower()
