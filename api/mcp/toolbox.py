"""All tools that there are, by name, in the order in which assistants are told of them."""

from __future__ import annotations

from api.mcp.tool import Tool, tool_of
from api.mcp.tools import looking, moving, writing

TOOLS: dict[str, Tool] = {
    made.name: made
    for made in map(
        tool_of,
        (
            looking.whoami,
            looking.list_projects,
            looking.board_overview,
            looking.find_tasks,
            looking.get_task,
            looking.whats_new,
            writing.create_tasks,
            writing.update_tasks,
            moving.move_tasks,
            moving.close_tasks,
            writing.comment_task,
            writing.update_subtasks,
            moving.link_tasks,
            moving.remove_tasks,
        ),
    )
}
