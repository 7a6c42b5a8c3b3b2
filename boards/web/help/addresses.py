"""Help: views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, page
from boards.web.help import page as views

ADDRESSES: tuple[Address, ...] = (
    page("Documentation.show", views.show_help),
    page("Documentation.shortcuts", views.show_keys),
    page("help.search", views.show_search),
    page("help.actions", views.show_actions),
    page("help.roles", views.show_roles),
    page("help.api", views.show_api),
    page("accessibility", views.show_accessibility),
)
