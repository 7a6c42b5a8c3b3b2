"""Tools that look: who one is, which projects and tasks there are, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from api.mcp.door import reach_project, reach_task
from api.mcp.naming import ProjectNames, read_moment
from api.mcp.showing import TITLE, name_tags, outline_board, show_moment, tell_event, tell_task
from api.mcp.texts import MOST_BYTES, NOTICE, Fence, cut, join_lines, quote
from api.mcp.tool import MoreRows, Refusal, fit_rows, tool
from api.mcp.tools.parameters import Limit, Offset, OfProject, ProjectName, TaskId
from boards.actors import Actor
from boards.dates import find_zone
from boards.inputs import fold
from boards.queries import activity, cards, memberships, projects, rows, settings, task_lists, task_page
from boards.roles import ApplicationRole

Query = Annotated[
    str,
    Meta(
        description="Words, or terms such as status:open assignee:me due:<=tomorrow priority:>=2 tag:x"
        ' column:"In work" category:x updated:today; different terms narrow, the same term widens'
    ),
]


class MeAnswer(msgspec.Struct, omit_defaults=True, kw_only=True):
    kind: str
    name: str
    username: str = ""
    role: str = ""
    may_change: bool
    now: str
    time_zone: str


class ProjectRow(msgspec.Struct, omit_defaults=True, kw_only=True):
    id: int
    name: str
    identifier: str = ""
    role: str = ""
    closed: bool = False


class ProjectsAnswer(MoreRows, kw_only=True):
    projects: list[ProjectRow]


class TaskRow(msgspec.Struct, omit_defaults=True, kw_only=True):
    id: int
    title: str
    project: str
    column: str
    assignee: str = ""
    due: str = ""
    priority: int = 0
    category: str = ""
    tags: list[str] = []
    closed: bool = False


class TasksAnswer(MoreRows, kw_only=True):
    tasks: list[TaskRow]


@tool(reads=True)
def whoami(actor: Actor) -> MeAnswer:
    """In whose name you act, whether you may change things, and what time it is there."""
    zone = settings.zone_of(actor)
    moment = datetime.now(find_zone(zone))
    role = ApplicationRole(actor.role).label if actor.role in ApplicationRole.values else ""
    return MeAnswer(
        kind="user" if actor.is_user else "application",
        name=actor.name or actor.username or "the application",
        username=actor.username,
        role=str(role),
        may_change=not actor.reads_only,
        now=f"{moment:%A %Y-%m-%d %H:%M}",
        time_zone=zone,
    )


@tool(reads=True)
def list_projects(
    actor: Actor, query: str = "", closed: bool = False, limit: Limit = 50, offset: Offset = 0
) -> ProjectsAnswer:
    """The projects that you can see, by name. query: a part of the name; closed: also the closed ones."""
    known = projects.list_readable_projects(actor)
    found = [one for one in known if (closed or one.is_active) and fold(query) in fold(f"{one.name} {one.identifier}")]
    page = found[offset : offset + limit]
    roles = memberships.list_project_roles(user_id=actor.user_id, project_ids=[one.pk for one in page])
    shown = [
        ProjectRow(
            id=one.pk, name=one.name, identifier=one.identifier, role=roles.get(one.pk, ""), closed=not one.is_active
        )
        for one in page
    ]
    return fit_rows(ProjectsAnswer(notice=NOTICE, total=len(found), projects=shown), "projects", offset)


@tool(reads=True)
def board_overview(actor: Actor, project: ProjectName, limit: Annotated[int, Meta(ge=0, le=50)] = 5) -> str:
    """A board: columns with their limits and numbers of open tasks, the first tasks of each (limit), and the names of
    swimlanes, categories and people that other tools take."""
    rights = reach_project(actor, project)
    names = ProjectNames(actor, rights.project_id)
    board = cards.read_board(actor=actor, home=names.home, search=cards.PLAIN)
    of_column: dict[int, list[int]] = {column.pk: [] for column in names.home.columns}
    for lane in board.lanes:
        for column in names.home.columns:
            of_column[column.pk] += board.order.get((column.pk, lane.key), [])
    wanted = [pk for ids in of_column.values() for pk in ids[:limit]]
    known = rows.read_rows(wanted, rank=actor.comment_rank)
    lines = outline_board(actor, names, of_column, known, limit)
    return join_lines(lines, most=MOST_BYTES, hint="Ask with a smaller limit, or find_tasks with a column.")


@tool(reads=True)
def find_tasks(
    actor: Actor, query: Query = "status:open", project: OfProject = "", limit: Limit = 20, offset: Offset = 0
) -> TasksAnswer:
    """Find tasks by words and terms of the search language, the newest first. Closed ones are found, too, unless the
    query says status:open."""
    project_id = reach_project(actor, project).project_id if project else None
    found = task_lists.list_found_tasks(actor=actor, search=query, project_id=project_id, everywhere=not actor.is_user)
    total = found.count()
    ids = list(found.values_list("pk", flat=True)[offset : offset + limit])
    known = rows.read_rows(ids, rank=actor.comment_rank)
    shown = [_show_row(actor, known[pk]) for pk in ids if pk in known]
    return fit_rows(TasksAnswer(notice=NOTICE, total=total, tasks=shown), "tasks", offset)


def _show_row(actor: Actor, task: rows.Listed) -> TaskRow:
    return TaskRow(
        id=task.pk,
        title=cut(task.title, TITLE),
        project=task.project_name,
        column=task.column_title,
        assignee=task.owner_username or "",
        due=show_moment(actor, task.date_due),
        priority=task.priority or 0,
        category=task.category_name or "",
        tags=name_tags(task),
        closed=not task.is_active,
    )


@tool(reads=True)
def get_task(
    actor: Actor,
    task_id: TaskId,
    comments: Annotated[int, Meta(ge=0, le=100)] = 5,
    max_bytes: Annotated[int, Meta(ge=1000, le=100_000)] = MOST_BYTES,
) -> str:
    """All about a task: values, description, sub-tasks, links, files, the newest comments. max_bytes: ask for more when
    it was cut."""
    reach_task(actor, task_id)
    page = task_page.read_task_page(task_id, actor=actor)
    lines = tell_task(actor, page, Fence(), comments=comments, most=max_bytes)
    return join_lines(lines, most=max_bytes, hint="Ask with a larger max_bytes.")


@tool(reads=True)
def whats_new(
    actor: Actor,
    project: OfProject = "",
    since: Annotated[str, Meta(description="2030-01-31, or with a time")] = "",
    limit: Limit = 20,
) -> str:
    """What happened lately, the newest first: tasks made, moved, closed, comments and so on."""
    if not project and not actor.is_user:
        raise Refusal("The application belongs to no project: name the project.")
    start = read_moment(actor, since)
    if project:
        rights = reach_project(actor, project)
        events = activity.list_project_activities(rights.project_id, rank=actor.comment_rank)
    else:
        events = activity.list_own_activities(actor)
    chosen = [one for one in events if one.date_creation >= start]

    def tell() -> Iterator[str]:
        yield NOTICE
        for event in chosen[:limit]:
            yield tell_event(actor, event)
        if not chosen:
            yield "Nothing" + (f" since {quote(since)}." if start else ".")
        elif len(chosen) > limit:
            yield f"… {len(chosen) - limit} older ones: ask with a larger limit."

    return join_lines(tell(), most=MOST_BYTES, hint="Ask with a smaller limit, or since a later moment.")
