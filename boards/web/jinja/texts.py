"""Texts of people as HTML. ``people`` of the page are who may be linked to; all texts of a page share a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.html import linebreaks as _linebreaks
from django.utils.safestring import SafeString, mark_safe
from jinja2 import pass_context

from boards.addresses import link
from boards.texts.markdown import Budget, render_markdown
from boards.texts.ticks import name_line, split_markdown_lines

if TYPE_CHECKING:
    from jinja2.runtime import Context


def _render(context: Context, text: str | None, **more: Any) -> SafeString:
    """Headings stand below ours."""
    request = context.get("request")
    budget = vars(request).setdefault("markdown_budget", Budget()) if request else None
    return render_markdown(
        text,
        names=context.get("people"),
        task_url=lambda pk: link("TaskView.show", task_id=pk),
        level=3,
        budget=budget,
        **more,
    )


@pass_context
def markdown(context: Context, text: str | None) -> SafeString:
    """Markdown as HTML, with boxes for ``[ ]`` that can only be looked at."""
    return _render(context, text)


@pass_context
def tickable(context: Context, text: str | None, may_tick: bool) -> SafeString:
    """The same; who ``may_tick`` gets buttons of the form around them."""
    if not may_tick:
        return _render(context, text)
    lines = split_markdown_lines(text or "")

    def box(line: int, words: str, is_done: bool) -> str:
        html = (
            '<button class="tick" id="tick-{}" name="line" value="{}" role="checkbox" aria-checked="{}" '
            'aria-label="{}"></button> '
        )
        return format_html(html, line, name_line(lines, line), "true" if is_done else "false", words)

    return _render(context, text, box=box)


def linebreaks(text: str | None) -> SafeString:
    """A plain text in paragraphs."""
    return mark_safe(_linebreaks(text or "", autoescape=True))  # noqa: S308
