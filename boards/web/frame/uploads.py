"""Pictures that a browser sends from its clipboard (web.md 7.6)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.dates import find_zone
from boards.errors import Invalid
from boards.queries.settings import zone_of
from boards.services.files import (
    decode_base64,
)

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


PNG = b"\x89PNG\r\n\x1a\n"


def read_screenshot(request: BoardRequest, text: str) -> tuple[str, bytes]:
    """Name and bytes of a picture that a browser sends as base64, with or without its data address. Raises Invalid."""
    content = decode_base64(text.rpartition(",")[2])
    if not content.startswith(PNG):
        raise Invalid(screenshot=gettext_lazy("This is no PNG picture."))
    zone = zone_of(request.actor)
    taken = datetime.now(find_zone(zone))
    return _("Screenshot taken %(moment)s.png") % {"moment": f"{taken:%Y-%m-%d %H:%M:%S}"}, content
