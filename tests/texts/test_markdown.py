"""Markdown as people write it, and as attackers do (web.md 11)."""

from __future__ import annotations

import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from boards.texts.markdown import Budget, find_mentions, find_names, find_task_numbers, render_markdown
from boards.texts.markdown.budget import MOST_OF_PAGE, MOST_OF_TEXT
from boards.texts.markdown.parser import MOST_BOXES, MOST_LINKS
from tests.counting import count_calls

PEOPLE = {"bo": (7, 'Bo "B" <x>')}


TO_DO = '<span class="tick" role="img" aria-label="To do" data-done="no"></span>'
DONE = '<span class="tick" role="img" aria-label="Done" data-done="yes"></span>'


def inside(text: str, **options) -> str:
    return str(render_markdown(text, **options)).removeprefix('<div class="markdown">').removesuffix("</div>").strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** _i_ ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <del>s</del> <code>c</code></p>"),
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
        (
            "//example.com http:/x xhttp://a.b http:// http://_",
            "<p>//example.com http:/x xhttp://a.b http:// http://_</p>",
        ),
        ("1. [ ] a\n2. [x] b", f"<ol>\n<li>{TO_DO} a</li>\n<li>{DONE} b</li>\n</ol>"),
        (
            "- [ ] a\n  - [x] b\n- [y] c",
            f"<ul>\n<li>{TO_DO} a\n<ul>\n<li>{DONE} b</li>\n</ul>\n</li>\n<li>[y] c</li>\n</ul>",
        ),
        ("", ""),
    ],
)
def test_what_comes_out(text, html):
    assert inside(text) == html


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        ("see http://e.org/a%20b, now", "http://e.org/a%20b", "http://e.org/a%20b"),
        ("<http://e.org/a%20b>", "http://e.org/a%20b", "http://e.org/a%20b"),
        ("(http://e.org/x_(y)_z)", "http://e.org/x_(y)_z", "http://e.org/x_(y)_z"),
        ("**https://e.org/?a=1&b=2**.", "https://e.org/?a=1&amp;b=2", "https://e.org/?a=1&amp;b=2"),
        ("a_http://localhost:8000/x_y_", "http://localhost:8000/x_y", "http://localhost:8000/x_y"),
        ("HTTP://E.org", "HTTP://E.org", "HTTP://E.org"),
        ("ftp://e.org/#12@bo", "ftp://e.org/#12@bo", "ftp://e.org/#12@bo"),
        ("mailto:a.b@e.org.", "mailto:a.b@e.org", "mailto:a.b@e.org"),
        ("[see http://e.org]", "http://e.org", "http://e.org"),
        ("http://e.org。", "http://e.org", "http://e.org"),
    ],
)
def test_an_address_is_a_link_that_shows_what_was_typed(text, address, shown):
    html = inside(text, names=PEOPLE)
    assert f'<a href="{address}" rel="noopener noreferrer nofollow">{shown}</a>' in html
    assert html.count("<a ") == 1


@pytest.mark.parametrize("switch", [True, False])
def test_pictures_of_other_hosts_are_shown_unless_the_operator_wants_links(settings, switch):
    settings.ENV = {**settings.ENV, "EXTERNAL_PICTURES": switch}
    html = inside(
        "![own](/task/1/file/2/image) ![far](https://e.org/a.png) ![far](//e.org/b.png) [![in](http://e.org/c)](/x)"
    )
    assert html.count("<img ") == (4 if switch else 1)
    assert ('<a href="https://e.org/a.png" rel="noopener noreferrer nofollow">far</a>' in html) is not switch


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


WHO = {"mia": (1, "Mia"), "o'brien": (2, "O'Brien"), "a&b": (3, ""), "mia_k": (4, ""), "x.y": (5, "")}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@mia", "mia"), ("(@mia)", "mia"), ("@mia)", "mia"), ("@mia's boat", "mia"), ("@mia’s", "mia"),
        ("<@mia>", "mia"), ('"@mia" wrote', "mia"), ("@mia&co", "mia"), ("@mia...", "mia"), ("@mia: x", "mia"),
        ("*@mia*", "mia"), ("**@mia** and _x_", "mia"), ("@mia;@x.y", "mia x.y"), ("@mia/@a&b", "mia a&b"),
        ("@o'brien", "o'brien"), ("@o'brien's", "o'brien"), ("@a&b!", "a&b"), ("@mia_k", "mia_k"), ("@x.y.", "x.y"),
        ("@@mia", "mia"), ("x@mia", "mia"),
        ("@mia.com", ""), ("@miau", ""), ("`@mia`", ""), ("[@mia](/x)", ""), ("\\@mia", ""), ("    @mia", ""),
        ("@ mia", ""), ("@Mia", ""),
    ],
)  # fmt: skip
def test_who_is_shown_as_a_link_is_told(text, who):
    assert find_mentions(text, WHO) == set(who.split())
    names = {name: WHO[name] for name in find_names([text]) if name in WHO}
    html = inside(text, names=names)
    assert set(re.findall(r"/user/profile/(\d)", html)) == {str(WHO[name][0]) for name in who.split()}


@given(st.text(st.sampled_from("@mia'&.)(x *_`\\[]<>\"\n")))
def test_what_the_page_links_is_what_was_looked_up_and_told(text):
    html = str(render_markdown(text, names=WHO))
    linked = {name for name, (pk, _) in WHO.items() if f'/user/profile/{pk}"' in html}
    assert linked == find_mentions(text, WHO)
    assert linked <= find_names([text])


#: Each is repeated; made into a page, all of them took seconds to minutes, or could.
HOSTILE = (
    "://", "http://", "http://a.", "http://a.b/((", "mailto:a@", "http://a.b ", "- [ ] a\n", "- a\n", "> - a\n", "![",
    "[", "[a](", "[](", "[a]", "[a]: x\n", "*a_ ", "**a", "a_", "~a~", "`", "<", "|a", "|a|\n", "@", "@a ", "@'", "@a'",
    "#1 ", "#1", "&", ":", "\\", "a\n", "# ", "\n",
)  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_twice_the_text_is_twice_the_work(part):
    names = {"a": (1, "Full name " * 20)}
    few, many = (
        count_calls(lambda size=size: render_markdown(part * (size // len(part)), names=names)) for size in (1000, 2000)
    )
    assert many < 2.6 * few


@pytest.mark.parametrize("part", ["![", "- [ ] a\n", "@a ", "|a|\n", "http://a.b "])
def test_a_page_of_many_hard_texts_ends(part):
    names, budget = {"a": (1, "Full name " * 20)}, Budget(4000)
    text = part * (10_000 // len(part))
    calls = count_calls(lambda: [render_markdown(text, names=names, budget=budget) for _ in range(20)])
    assert calls < 4000 * 100
    assert str(render_markdown(text, budget=budget)).startswith('<div class="markdown"><p>')


def test_a_text_that_costs_too_much_is_shown_as_it_was_written_and_so_is_the_rest_of_the_page():
    budget = Budget()
    hard = "*a* <b>\n" * (MOST_OF_TEXT // 4)
    assert str(render_markdown(hard, budget=budget)) == (
        '<div class="markdown"><p>' + escape(hard).replace("\n", "<br>\n") + "</p></div>"
    )
    assert MOST_OF_PAGE - MOST_OF_TEXT <= budget.left < MOST_OF_PAGE
    assert inside("*a*", budget=budget) == "<p><em>a</em></p>"
    for _ in range(3):
        render_markdown(hard, budget=budget)
    assert inside("*a*\nb", budget=budget) == "<p>*a*<br>\nb</p>"


def test_a_long_real_text_is_rendered_as_a_whole():
    chapter = (
        "# Head\n\nSome *words* about [a page](/x), #12 and @bo, then a list:\n\n- [ ] one\n- `two`\n\n"
        + "word " * 400
        + "\n\n"
    )
    html = inside(chapter * 100, names=PEOPLE)
    assert html.count("<h1>") == 100
    assert html.count("<em>") == 100


def test_links_and_boxes_of_one_text_are_counted():
    assert inside("#1 " * (MOST_LINKS + 5)).count("<a ") == MOST_LINKS
    assert inside("- [ ] a\n" * (MOST_BOXES + 5)).count('class="tick"') == MOST_BOXES
    assert len(find_task_numbers([" ".join(f"#{n}" for n in range(5000))])) == 1000
    assert len(find_names([" ".join(f"@{n}" for n in range(5000))])) < 400
