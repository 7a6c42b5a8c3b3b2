"""The parser: CommonMark with tables, strokes and addresses, and what we make of its tokens as rules of its own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from boards.addresses import link
from boards.texts.markdown.addresses import link_address
from boards.texts.markdown.budget import Steps, count_blocks, count_step
from boards.texts.markdown.mentions import name_at

#: A task by number anywhere in a text, or the sign before a name.
WORD = re.compile(r"#(\d{1,12})(?!\d)|@(?=[^\s,!:?])", re.ASCII)
SCHEMES = {"http", "https", "ftp", "mailto"}
SCHEME = re.compile(r"^\s*([a-zA-Z][a-zA-Z0-9+.\-\s]*):")
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.\-]*:|[/\\]{2})", re.IGNORECASE)
ALIGNED = {"text-align:left": "start", "text-align:center": "middle", "text-align:right": "end"}
#: The mark of an item of a list that can be ticked.
MARK = re.compile(r"\[([ xX])\]\s")
#: Links that words of one text become, and boxes of one text; the others stay text.
MOST_LINKS = 2000
MOST_BOXES = 1000
#: User name to id and full name.
People = Mapping[str, tuple[int, str]]
TaskUrl = Callable[[int], str]
PictureUrl = Callable[[str], str]


def as_written(link: str) -> str:
    return link


@dataclass
class Reading:
    """What the rules of one text ask, and what they leave behind: ``boxes`` by their number, ``named`` people.

    ``picture_url``: the address of a picture for that which is written; ``pictures``: whether those of other hosts are
    shown. ``has_boxes``: whether ``[ ]`` is more than text.
    """

    people: People
    task_url: TaskUrl | None
    level: int
    pictures: bool
    has_boxes: bool
    steps: Steps
    picture_url: PictureUrl = as_written
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    boxes: list[tuple[int, str, bool]] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    links: int = 0

    def sign(self, number: int | str) -> str:
        """What stands in the place of a box until the rest is clean; no writer can know it."""
        return f"box{self.nonce}n{number}e"


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True})
    made.enable(["table", "strikethrough"])
    # An escaped sign stays a token of its own, so that "\\#1" is no task.
    made.disable("text_join")
    made.inline.ruler.before("text", "count", count_step)
    made.block.ruler.before("table", "count", count_step)
    made.core.ruler.after("block", "count", count_blocks)
    made.inline.ruler.before("newline", "address", link_address)
    for name, rule in (("boxes", take_boxes), ("words", link_words), ("looks", change_looks)):
        made.core.ruler.push(name, rule)
    made.validateLink = is_safe  # type: ignore[method-assign]
    made.normalizeLinkText = as_written  # type: ignore[method-assign]
    return made


def parse_markdown(text: str, page: Reading) -> list[Token]:
    """The tokens of a text, with our rules done. Raises TooMuch."""
    return parser().parse(text, {"page": page, "steps": page.steps})


def is_safe(url: str) -> bool:
    """Relative links and the known schemes; tabs and line ends inside a scheme do not hide it."""
    scheme = SCHEME.match(url[:200])
    return scheme is None or re.sub(r"\s", "", scheme[1]).lower() in SCHEMES


def take_boxes(state: StateCore) -> None:
    """A rule: the ``[ ]`` that an item begins with becomes the sign of a box."""
    page, tokens = _page(state), state.tokens
    if not page.has_boxes:
        return
    for item, _paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or inline.type != "inline" or not inline.children or not inline.map:
            continue
        first, mark = inline.children[0], MARK.match(inline.content)
        if mark is None or first.type != "text" or not first.content.startswith(mark[0]):
            continue
        if len(page.boxes) == MOST_BOXES:
            return
        sign = _html(page.sign(len(page.boxes)))
        page.boxes.append((inline.map[0], inline.content[mark.end() :].split("\n", 1)[0], mark[1] != " "))
        first.content = first.content[mark.end() :]
        inline.children.insert(0, sign)


def link_words(state: StateCore) -> None:
    """A rule: tasks and people in texts become links, but not inside links or code; so may pictures from elsewhere."""
    page = _page(state)
    for token in state.tokens:
        if token.children:
            token.children = list(_link_children(token.children, page))


def _link_children(children: list[Token], page: Reading) -> Iterator[Token]:
    inside = 0
    for child in children:
        inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "image":
            yield from _show_picture(child, page, inside)
        elif child.type == "text_special":
            child.type = "text"
            yield child
        elif child.type == "text" and not inside:
            yield _html("".join(_link_text(child.content, page)))
        else:
            yield child


def _show_picture(picture: Token, page: Reading, inside: int) -> Iterator[Token]:
    """A picture; one of another host may be a link only, as the host would learn who reads the text."""
    source = str(picture.attrGet("src") or "")
    if page.pictures or not ELSEWHERE.match(source):
        picture.attrSet("src", page.picture_url(source))
        picture.attrSet("loading", "lazy")
        yield picture
        return
    words = Token("text", "", 0, content=picture.content or source)
    if inside:
        yield words
        return
    yield Token("link_open", "a", 1, attrs={"href": source})
    yield words
    yield Token("link_close", "a", -1)


def _link_text(text: str, page: Reading) -> Iterator[str]:
    """The HTML of a text, piece by piece."""
    written = position = 0
    while found := WORD.search(text, position):
        page.steps.spend(1)
        position = found.end()
        link = _link_task(found[1], page) if found[1] else ""
        if not found[1] and (name := name_at(text, found.start(), page.people)):
            position += len(name)
            link = _link_person(name, page)
        if link:
            yield escape(text[written : found.start()])
            yield link
            written = position
    yield escape(text[written:])


def _link_task(number: str, page: Reading) -> str:
    if page.task_url is None or page.links >= MOST_LINKS or not (url := page.task_url(int(number))):
        return ""
    page.links += 1
    return f'<a href="{escape(url)}">#{number}</a>'


def _link_person(name: str, page: Reading) -> str:
    page.named.append(name)
    if page.links >= MOST_LINKS:
        return ""
    page.links += 1
    user_id, full_name = page.people[name]
    title = escape(full_name or name)
    return (
        f'<a href="{link("UserView.profile", user_id=user_id)}" class="user-mention-link" title="{title}" '
        f'aria-label="{title}">@{escape(name)}</a>'
    )


def change_looks(state: StateCore) -> None:
    """A rule: alignment as a class, as our pages allow no inline style; headings below those of the page; ``del``."""
    for token in state.tokens:
        if (style := token.attrGet("style")) is not None:
            token.attrs.pop("style")
            token.attrSet("class", f"align-{ALIGNED.get(str(style), 'start')}")
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _page(state).level - 1)}"
        for child in token.children or ():
            if child.type in ("s_open", "s_close"):
                child.tag = "del"


def _page(state: StateCore) -> Reading:
    page: Any = state.env["page"]
    return page  # type: ignore[no-any-return]


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)
