"""The person's own pages (web.md 2.2)."""

from __future__ import annotations

from boards.web import dashboard
from boards.web.door import Address, page
from boards.web.frame import show_messages

ADDRESSES: tuple[Address, ...] = (
    page("Dashboard.show", dashboard.show_dashboard, "dashboard", "dashboard/:user_id"),
    page("messages", show_messages, "messages"),
)
