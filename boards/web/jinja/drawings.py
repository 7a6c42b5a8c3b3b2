"""The drawings of the sprite (static/img/icons.svg). They say nothing, so words or a name stand beside them."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@cache
def icon(name: str) -> SafeString:
    """A drawing, from the file of the sprite."""
    sprite = static("img/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#i-{}"></use></svg>', sprite, name)


@cache
def _symbols() -> dict[str, str]:
    """Name of a drawing to its element in the sprite."""
    sprite = (settings.STATICFILES_DIRS[0] / "img/icons.svg").read_text()
    return {found[1]: found[0] for found in re.finditer(r'(?s)<symbol id="i-([\w-]+)".*?</symbol>', sprite)}


def drawings(*names: str) -> SafeString:
    """Drawings of the sprite within the page, for ``drawing``."""
    symbols = mark_safe("".join(_symbols()[name] for name in names))  # noqa: S308
    return format_html("<svg hidden>{}</svg>", symbols)


@cache
def drawing(name: str) -> SafeString:
    """As ``icon``, from the ``drawings`` of the page: lighter where hundreds of them stand."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)
