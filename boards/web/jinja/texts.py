"""Texts of people as HTML. ``people`` of the page are who may be linked to; all texts of a page share a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.html import linebreaks as _linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from jinja2 import pass_context

from boards.addresses import link
from boards.texts.markdown import Box, Budget, render_markdown, still_box
from boards.texts.ticks import name_line, split_markdown_lines
from boards.web.jinja.drawn import Drawn

if TYPE_CHECKING:
    from jinja2.runtime import Context


#: Text to its HTML and what that costs; longer texts are drawn each time.
KEPT: Drawn[tuple[SafeString, int]] = Drawn(300)
LONGEST = 20_000


def _render(context: Context, text: str | None, *, may_tick: bool, place: str = "") -> SafeString:
    """Headings stand below ours. What is kept drawn is paid for as well, so that a page is always the same."""
    request, people = context.get("request"), context.get("people") or {}
    budget = vars(request).setdefault("markdown_budget", Budget()) if request else Budget()
    key = text, may_tick, place, get_language(), get_script_prefix(), tuple(people.items())
    html, cost = KEPT.find(key) or (None, 0)
    if html is None or cost > budget.left:
        before = budget.left
        html = render_markdown(
            text,
            names=people,
            task_url=lambda pk: link("TaskView.show", task_id=pk),
            level=3,
            box=_draw_buttons(text or "", place) if may_tick else still_box,
            budget=budget,
        )
        # With nothing left it may be shown as it was written for the sake of the others.
        if budget.left and len(text or "") <= LONGEST:
            KEPT.keep(key, (html, before - budget.left))
    else:
        budget.left -= cost
    return html


def _draw_buttons(text: str, place: str) -> Box:
    lines = split_markdown_lines(text)

    def box(line: int, words: str, is_done: bool) -> str:
        html = (
            '<button class="tick" id="tick-{}{}" name="line" value="{}" role="checkbox" aria-checked="{}" '
            'aria-label="{}"></button> '
        )
        return format_html(html, place, line, name_line(lines, line), "true" if is_done else "false", words)

    return box


@pass_context
def markdown(context: Context, text: str | None) -> SafeString:
    """Markdown as HTML, with boxes for ``[ ]`` that can only be looked at."""
    return _render(context, text, may_tick=False)


@pass_context
def tickable(context: Context, text: str | None, may_tick: bool, place: str = "") -> SafeString:
    """The same; who ``may_tick`` gets buttons of the form around them. ``place``: what tells them from those of other
    texts of the page."""
    return _render(context, text, may_tick=may_tick, place=place)


def linebreaks(text: str | None) -> SafeString:
    """A plain text in paragraphs."""
    return mark_safe(_linebreaks(text or "", autoescape=True))  # noqa: S308
