"""What anybody may read who has the token (web.md 2.1): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import PUBLIC, Address, page
from boards.web.public import feeds
from boards.web.public import page as views

ADDRESSES: tuple[Address, ...] = (
    page("BoardView.readonly", views.show_board, allows=PUBLIC),
    page("TaskView.readonly", views.show_task, allows=PUBLIC),
    page("public.picture", views.show_picture, allows=PUBLIC),
    page("Feed.project", feeds.show_project_feed, allows=PUBLIC),
    page("Feed.user", feeds.show_user_feed, allows=PUBLIC),
    page("ICalendar.project", feeds.show_project_calendar, allows=PUBLIC),
    page("ICalendar.user", feeds.show_user_calendar, allows=PUBLIC),
)
