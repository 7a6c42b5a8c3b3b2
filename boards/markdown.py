"""Markdown to HTML that is safe to show (web.md 11). Knows no table: who is called what is passed in."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

#: A task by number anywhere in a text, a person by name after a sign.
TASK = re.compile(r"#(\d{1,12})(?!\d)")
PERSON = re.compile(r"@([^\s,!:?<>\"'&]+)")
SCHEMES = {"http", "https", "ftp", "mailto"}
TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol",
    "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "class", "aria-label"},
    "code": {"class"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class"},
}
ALIGNED = {"text-align:left": "start", "text-align:center": "middle", "text-align:right": "end"}
#: User name to id and full name.
People = Mapping[str, tuple[int, str]]
TaskUrl = Callable[[int], str]
#: Number of the line from 0, its words, whether it is done, to the HTML of its box.
Box = Callable[[int, str, bool], str]
#: The mark of an item of a list that can be ticked.
MARK = re.compile(r"\[([ xX])\]\s")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": True})
    parser.enable(["table", "strikethrough", "linkify"])
    # An escaped sign stays a token of its own, so that "\\#1" is no task.
    parser.disable("text_join")
    linkify: Any = parser.linkify
    linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    # A line that begins with # and digits names a task, it is no heading; CommonMark agrees, it wants a blank.
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    return parser


def _is_safe(url: str) -> bool:
    """Relative links and the known schemes; tabs and line ends inside a scheme do not hide it."""
    scheme = re.match(r"^\s*([a-zA-Z][a-zA-Z0-9+.\-\s]*):", url)
    return scheme is None or re.sub(r"\s", "", scheme[1]).lower() in SCHEMES


def find_names(texts: Iterable[str | None]) -> set[str]:
    """The names that texts mention, without trailing dots."""
    return {name.rstrip(".") for text in texts if text and "@" in text for name in PERSON.findall(text)}


def find_task_numbers(texts: Iterable[str | None]) -> set[int]:
    """The tasks that texts may name."""
    return {int(number) for text in texts if text for number in TASK.findall(text)}


def default_task_url(task_id: int) -> str:
    return f"/task/{task_id}"


def render_markdown(
    text: str | None,
    *,
    names: People | None = None,
    task_url: TaskUrl | None = default_task_url,
    level: int = 1,
    box: Box | None = None,
) -> SafeString:
    """The text as HTML in ``<div class="markdown">``; empty for an empty text.

    ``names``: the people that ``@name`` may link to; without, names stay text, as on public pages. ``task_url``: where
    ``#12`` links to; None, or "" for one of them, leaves it text. ``level``: what the highest heading becomes, so that
    it fits below those of the page. ``box``: draws the ``[ ]`` and ``[x]`` that items of lists begin with; without,
    they stay text. Raw HTML is shown, not obeyed.
    """
    if not text or not text.strip():
        return SafeString("")
    tokens = _parser().parse(text)
    boxes = _take_boxes(tokens) if box else {}
    for token in tokens:
        if token.children:
            token.children = _link_words(token.children, names or {}, task_url)
        _align(token)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + level - 1)}"
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    for sign, (line, words, is_done) in boxes.items():
        clean = clean.replace(sign, box(line, words, is_done) if box else "", 1)
    return mark_safe(f'<div class="markdown">{clean}</div>')  # noqa: S308 - cleaned above


def _take_boxes(tokens: list[Token]) -> dict[str, tuple[int, str, bool]]:
    """Put a sign that no writer can know in the place of each box; sign to line, words, and whether it is done."""
    boxes: dict[str, tuple[int, str, bool]] = {}
    nonce = secrets.token_hex(8)
    for item, _paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or inline.type != "inline" or not inline.children or not inline.map:
            continue
        first, mark = inline.children[0], MARK.match(inline.content)
        if mark is None or first.type != "text" or not first.content.startswith(mark[0]):
            continue
        sign = f"box{nonce}n{len(boxes)}e"
        boxes[sign] = (inline.map[0], inline.content[mark.end() :].split("\n")[0], mark[1] != " ")
        first.content = first.content[mark.end() :]
        inline.children.insert(0, _html(sign))
    return boxes


def _align(token: Token) -> None:
    """Alignment as a class: our pages allow no inline style."""
    style = token.attrGet("style")
    if style is not None:
        token.attrs.pop("style")
        token.attrSet("class", f"align-{ALIGNED.get(str(style), 'start')}")


def _link_words(children: list[Token], people: People, task_url: TaskUrl | None) -> list[Token]:
    """Tasks and people in the texts of a paragraph become links, but not inside links or code."""
    result: list[Token] = []
    inside = 0
    for child in children:
        inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "image":
            child.attrSet("loading", "lazy")
        if child.type == "text_special":
            child.type = "text"
            result.append(child)
            continue
        if child.type != "text" or inside:
            result.append(child)
            continue
        result.append(_html(_link_text(child.content, people, task_url)))
    return result


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)


def _link_text(text: str, people: People, task_url: TaskUrl | None) -> str:
    parts: list[str] = []
    position = 0
    for found in re.finditer(f"{TASK.pattern}|{PERSON.pattern}", text):
        number, name = found[1], (found[2] or "").rstrip(".")
        url = task_url(int(number)) if number and task_url is not None else ""
        if url:
            link = f'<a href="{escape(url)}">#{number}</a>'
            end = found.end()
        elif name in people:
            user_id, full_name = people[name]
            title = escape(full_name or name)
            link = (
                f'<a href="/user/profile/{user_id}" class="user-mention-link" title="{title}" '
                f'aria-label="{title}">@{escape(name)}</a>'
            )
            end = found.start() + 1 + len(name)
        else:
            continue
        parts += [escape(text[position : found.start()]), link]
        position = end
    parts.append(escape(text[position:]))
    return "".join(parts)
