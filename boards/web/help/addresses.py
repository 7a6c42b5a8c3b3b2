"""Help: views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, page
from boards.web.help import page as views

ADDRESSES: tuple[Address, ...] = (
    page("Documentation.shortcuts", views.show_keys),
    page("help.search", views.show_search),
    page("accessibility", views.show_accessibility),
)
