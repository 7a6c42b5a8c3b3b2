"""The 160 procedures of Kanboard's API, one module a noun.

They bear the names of the wire, which queries and services bear, too. So a module of procedures imports modules and no
functions: ``queries`` and ``services`` are those of its noun, all others go by their own names.
"""

from api.rpc.procedures import (
    actions,
    activity,
    application,
    board,
    categories,
    columns,
    comments,
    external_links,
    files,
    groups,
    links,
    memberships,
    metadata,
    projects,
    search,
    subtasks,
    swimlanes,
    tags,
    tasks,
    users,
)

NAMESPACES = (
    actions.rpc,
    activity.rpc,
    application.rpc,
    board.rpc,
    categories.rpc,
    columns.rpc,
    comments.rpc,
    external_links.rpc,
    files.rpc,
    groups.rpc,
    links.rpc,
    memberships.rpc,
    metadata.rpc,
    projects.rpc,
    search.rpc,
    subtasks.rpc,
    swimlanes.rpc,
    tags.rpc,
    tasks.rpc,
    users.rpc,
)
