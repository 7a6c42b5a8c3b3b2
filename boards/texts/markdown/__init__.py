"""Markdown to HTML that is safe to show (web.md 11). Knows no table: who is called what is passed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

import nh3
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.texts.markdown.budget import Budget, Steps, TooMuch
from boards.texts.markdown.mentions import find_names
from boards.texts.markdown.parser import (
    SCHEMES,
    WORD,
    People,
    PictureUrl,
    Reading,
    TaskUrl,
    as_written,
    parse_markdown,
    parser,
)

__all__ = ["Box", "Budget", "find_mentions", "find_names", "find_task_numbers", "render_markdown", "still_box"]

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
#: Tasks that one text may name.
MOST_TASKS = 1000
#: Number of the line from 0, its words, whether it is done, to the HTML of its box.
Box = Callable[[int, str, bool], str]


def find_task_numbers(texts: Iterable[str | None]) -> set[int]:
    """The tasks that texts may name, at most ``MOST_TASKS``."""
    found: set[int] = set()
    for text in texts:
        for word in WORD.finditer(text or ""):
            if word[1]:
                found.add(int(word[1]))
            if len(found) == MOST_TASKS:
                return found
    return found


def find_mentions(text: str, known: Collection[str]) -> set[str]:
    """Who of the known is named, exactly where ``render_markdown`` makes links: not in code, in links, or escaped."""
    if "@" not in text:
        return set()
    try:
        page = Reading(dict.fromkeys(known, (0, "")), None, 1, True, False, Steps(Budget(), text))
        parse_markdown(text, page)
    except TooMuch:
        return set()
    return set(page.named)


def default_task_url(task_id: int) -> str:
    return link("TaskView.show", task_id=task_id)


def still_box(line: int, words: str, is_done: bool) -> str:
    """A box that says how things are, where nobody can tick it."""
    html = '<span class="tick" role="img" aria-label="{}" data-done="{}"></span> '
    return format_html(html, _("Done") if is_done else _("To do"), "yes" if is_done else "no")


def render_markdown(
    text: str | None,
    *,
    names: People | None = None,
    task_url: TaskUrl | None = default_task_url,
    picture_url: PictureUrl = as_written,
    level: int = 1,
    box: Box | None = still_box,
    budget: Budget | None = None,
) -> SafeString:
    """The text as HTML in ``<div class="markdown">``; empty for an empty text.

    ``names``: the people that ``@name`` may link to; without, names stay text, as on public pages. ``task_url``: where
    ``#12`` links to; None, or "" for one of them, leaves it text. ``picture_url``: where a picture with an address is
    read from. ``level``: what the highest heading becomes, so that it fits below those of the page. ``box``: draws the
    ``[ ]`` and ``[x]`` that items of lists begin with; None leaves them text. ``budget``: what all texts of the page
    share; a text that costs more than is left, or than one may, is shown as it was written. Raw HTML is shown, not
    obeyed.
    """
    if not text or not text.strip():
        return SafeString("")
    try:
        steps = Steps(budget or Budget(), text)
        shows_all = settings.ENV["EXTERNAL_PICTURES"]
        page = Reading(names or {}, task_url, level, shows_all, box is not None, steps, picture_url)
        html = _render(text, page)
    except TooMuch:
        return mark_safe(f'<div class="markdown"><p>{_plain(text)}</p></div>')  # noqa: S308 - escaped
    signs = re.compile(page.sign(r"(\d+)"))
    html = signs.sub(lambda found: box(*page.boxes[int(found[1])]), html) if box else html
    return mark_safe(f'<div class="markdown">{html}</div>')  # noqa: S308 - cleaned by _render


def _render(text: str, page: Reading) -> str:
    tokens = parse_markdown(text, page)
    html = parser().renderer.render(tokens, parser().options, {})
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )


def _plain(text: str) -> str:
    """The text as it was written, line by line."""
    return escape(text).replace("\n", "<br>\n")
