"""Markdown as people write it, and as attackers do (web.md 11)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.markdown import find_names, render_markdown

PEOPLE = {"bo": (7, 'Bo "B" <x>')}


def inside(text: str, **options) -> str:
    return str(render_markdown(text, **options)).removeprefix('<div class="markdown">').removesuffix("</div>").strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** _i_ ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("# Head", "<h1>Head</h1>"),
        ("#12 first", '<p><a href="/task/12" rel="noopener noreferrer nofollow">#12</a> first</p>'),
        (r"\#12", "<p>#12</p>"),
        ("a#1b", '<p>a<a href="/task/1" rel="noopener noreferrer nofollow">#1</a>b</p>'),
        ("`#1`", "<p><code>#1</code></p>"),
        ("5. five", '<ol start="5">\n<li>five</li>\n</ol>'),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("x@member.com", "<p>x@member.com</p>"),
        ("www.example.com", "<p>www.example.com</p>"),
        ("", ""),
    ],
)
def test_what_comes_out(text, html):
    assert inside(text) == html


def test_a_known_name_is_a_link_and_an_unknown_one_is_not():
    html = inside("@bo. and @ann", names=PEOPLE)
    assert 'href="/user/profile/7"' in html
    assert ">@bo</a>. and @ann" in html
    assert "<x>" not in html
    assert find_names(["@bo, @ann.", None, "x"]) == {"bo", "ann"}


def test_public_pages_link_nothing_that_is_not_theirs():
    assert inside("#1 @bo", task_url=None) == "<p>#1 @bo</p>"


@given(st.text() | st.from_regex(r"(\[x\]\(|<|!\[|`|#|@|javascript:|data:|\"|'|on\w+=|\n| |\*|\|){1,30}"))
def test_nothing_that_runs_ever_comes_out(text):
    html = str(render_markdown(text, names=PEOPLE))
    for tag in re.findall(r"<[a-zA-Z][^>]*>", html):
        name = tag[1:].split(None, 1)[0].strip("/>")
        assert name not in ("script", "style", "iframe", "svg", "form", "input", "object")
        assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag)), tag
        assert not re.search(r'(href|src)="\s*(javascript|data|vbscript|file)\s*:', tag, re.IGNORECASE), tag
