"""Names of automatic actions and of their parameters: what the value of each stands for (automation.md 4).

Forms offer, checks find, and copies to another project map a value by its kind.
"""

from __future__ import annotations

#: Before the name of an action, on the wire.
PREFIX = "\\Kanboard\\Action\\"

KINDS = {
    "column_id": "column",
    "src_column_id": "column",
    "dest_column_id": "column",
    "dst_column_id": "column",
    "swimlane_id": "swimlane",
    "dest_swimlane_id": "swimlane",
    "category_id": "category",
    "color_id": "color",
    "user_id": "user",
    "owner_id": "user",
    "link_id": "link",
    "project_id": "project",
    "priority": "priority",
    "duration": "duration",
}


def kind_of_param(name: str) -> str:
    """ "text" for what is none of them."""
    return KINDS.get(name, "text")
