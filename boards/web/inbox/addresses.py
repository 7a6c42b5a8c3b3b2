"""The inbox (web.md 2.2): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, form, page
from boards.web.inbox import page as views

ADDRESSES: tuple[Address, ...] = (
    page("WebNotification.show", views.show_inbox),
    form("WebNotification.flush", views.empty),
    form("WebNotification.remove", views.read),
    form("WebNotification.redirect", views.follow),
)
