"""Texts in the language of a page, for Jinja2's own extension and for places that say the same thing many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils import translation
from jinja2 import pass_eval_context
from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2.nodes import EvalContext


@pass_eval_context
def gettext(of: EvalContext, text: str, **values: Any) -> str:
    """A text with its values, which are escaped in HTML; the text is ours. ``%`` is written ``%%`` (newstyle)."""
    return _fill(of, translation.gettext(text), values)


@pass_eval_context
def pgettext(of: EvalContext, context: str, text: str, **values: Any) -> str:
    """The same for a text that means something else elsewhere."""
    return _fill(of, translation.pgettext(context, text), values)


@pass_eval_context
def ngettext(of: EvalContext, singular: str, plural: str, num: int, **values: Any) -> str:
    """The same for a number."""
    return _fill(of, translation.ngettext(singular, plural, num), {"num": num, **values})


def _fill(of: EvalContext, text: str, values: dict[str, Any]) -> str:
    filled = Markup(text) if of.autoescape else text  # noqa: S704
    return filled % values if values or "%" in text else filled


def phrase(text: str) -> Callable[..., str]:
    """From values to the text with them: looked up once where hundreds of it stand. Escaped where it is shown."""
    words = translation.gettext(text)
    return lambda **values: words % values


def counted(singular: str, plural: str) -> Callable[[int], str]:
    """The same for a number, ``%(n)s`` of the text."""
    return cache(lambda n: translation.ngettext(singular, plural, n) % {"n": n})
