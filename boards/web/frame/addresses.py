"""What the frame of all pages asks for: views, and who may."""

from __future__ import annotations

from boards.web.frame import around, days, installed, stylesheet
from boards.web.frame.door import PUBLIC, Address, page

ADDRESSES: tuple[Address, ...] = (
    page("day", days.show_day),
    page("favicon", installed.show_favicon, allows=PUBLIC),
    page("manifest", installed.show_manifest, allows=PUBLIC),
    page("messages", around.show_messages),
    page("session", around.show_session),
    page("stylesheet", stylesheet.show_stylesheet, allows=PUBLIC),
)
