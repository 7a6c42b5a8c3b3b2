"""What the frame of all pages asks for: views, and who may."""

from __future__ import annotations

from boards.web.frame import around, days
from boards.web.frame.door import Address, page

ADDRESSES: tuple[Address, ...] = (
    page("day", days.show_day),
    page("messages", around.show_messages),
    page("session", around.show_session),
)
