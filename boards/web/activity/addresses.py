"""What happened (web.md 2.2): views, and who may."""

from __future__ import annotations

from boards.web.activity import page as views
from boards.web.frame.door import Address, page

ADDRESSES: tuple[Address, ...] = (
    page("Activity.user", views.show_own),
    page("Activity.project", views.show_project, allows="activity.view"),
    page("Search.activity", views.search),
)
