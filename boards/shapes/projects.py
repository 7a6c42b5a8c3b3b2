from __future__ import annotations

from typing import Any

import msgspec

from boards.prepared import Row
from boards.shapes.shape import Shape, column, constant, flag, given, reference

PROJECT = Shape(
    "project",
    column("id"),
    column("name"),
    flag("is_active"),
    column("token"),
    column("last_modified"),
    flag("is_public"),
    flag("is_private"),
    constant("is_everybody_allowed", 0),
    constant("default_swimlane", "Default swimlane"),
    constant("show_default_swimlane", 1),
    column("description"),
    column("identifier"),
    column("start_date"),
    column("end_date"),
    reference("owner_id"),
    column("priority_default"),
    column("priority_start"),
    column("priority_end"),
    column("email"),
    column("predefined_email_subjects"),
    flag("per_swimlane_task_limits"),
    column("task_limit"),
    flag("enable_global_tags"),
    given("url"),
)
TOKEN_AT = PROJECT.keys.index("token")
PUBLIC_AT = PROJECT.keys.index("is_public")


class ProjectUrl(msgspec.Struct, omit_defaults=True):
    """The addresses of a project; the last three only while it is public."""

    board: str
    list: str
    public_board: str | None = None
    rss_feed: str | None = None
    ical_feed: str | None = None


def project_object(row: Row, *, base_url: str) -> Any:
    """The object of a row of ``PROJECT.columns``. ``base_url`` ends with a slash."""
    url = ProjectUrl(f"{base_url}board/{row[0]}", f"{base_url}list/{row[0]}")
    token = row[TOKEN_AT]
    if row[PUBLIC_AT] and token:
        url.public_board = f"{base_url}public/board/{token}"
        url.rss_feed = f"{base_url}feed/project/{token}"
        url.ical_feed = f"{base_url}ical/project/{token}"
    return PROJECT.of(row, url)
