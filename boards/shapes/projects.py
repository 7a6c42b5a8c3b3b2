from __future__ import annotations

from typing import Annotated

import msgspec

from boards.addresses import path_before
from boards.prepared import Row
from boards.shapes.shape import Epoch, Flag, Given, Reference, Shape, WireObject, constant


class ProjectUrl(WireObject):
    """The addresses of a project; the last three only while it is public."""

    board: str
    list: str
    public_board: str | msgspec.UnsetType = msgspec.UNSET
    rss_feed: str | msgspec.UnsetType = msgspec.UNSET
    ical_feed: str | msgspec.UnsetType = msgspec.UNSET


class ProjectObject(WireObject):
    """``token``: "" while the project is not public."""

    id: int
    name: str
    is_active: Flag
    token: str
    last_modified: Epoch
    is_public: Flag
    is_private: Flag
    is_everybody_allowed: Annotated[int, constant(0)]
    default_swimlane: Annotated[str, constant("Default swimlane")]
    show_default_swimlane: Annotated[int, constant(1)]
    description: str | None
    identifier: str
    start_date: str
    end_date: str
    owner_id: Reference
    priority_default: int
    priority_start: int
    priority_end: int
    email: str | None
    predefined_email_subjects: str | None
    per_swimlane_task_limits: Flag
    task_limit: int
    enable_global_tags: Flag
    url: Given[ProjectUrl]


PROJECT = Shape("project", ProjectObject)
_BOARD, _LIST = path_before("BoardView.show", "project_id"), path_before("TaskList.show", "project_id")
_PUBLIC_BOARD = path_before("BoardView.readonly", "token")
_FEED = path_before("Feed.project", "token")
_CALENDAR = path_before("ICalendar.project", "token")
_ID, _TOKEN, _IS_PUBLIC = PROJECT.place("id"), PROJECT.place("token"), PROJECT.place("is_public")


def project_object(row: Row, *, base_url: str) -> ProjectObject:
    """The object of a row of ``PROJECT.columns``. ``base_url`` ends with a slash."""
    url = ProjectUrl(f"{base_url}{_BOARD}{row[_ID]}", f"{base_url}{_LIST}{row[_ID]}")
    token = row[_TOKEN]
    if row[_IS_PUBLIC] and token:
        url.public_board = f"{base_url}{_PUBLIC_BOARD}{token}"
        url.rss_feed = f"{base_url}{_FEED}{token}"
        url.ical_feed = f"{base_url}{_CALENDAR}{token}"
    return PROJECT.of(row, url)
