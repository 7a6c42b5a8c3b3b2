"""The activity stream (domain.md 17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from boards.actors import Actor
from boards.models import Activity, Project
from boards.prepared import PreparedModels, param
from boards.queries.keysets import read_after
from boards.queries.lookups import readable_projects
from boards.queries.search import open_search
from boards.roles import application_rank, readable_visibilities
from boards.search.attributes import ACTIVITIES
from boards.search.compiler import to_q
from boards.shapes.activity import ACTIVITY, ActivityObject, activity_object

Told = TypeVar("Told", "Activity", "ToldActivity")

PROJECT_LIMIT = 50
USER_LIMIT = 100
SEARCH_LIMIT = 500
MANY = 1000


def list_activities(project_ids: Sequence[int], *, rank: int, limit: int = PROJECT_LIMIT) -> list[ActivityObject]:
    """The newest activities of projects, newest first, at most ``limit``. 1 statement, 2 for very many projects.

    Comments above the reader's rank are left out after the limit is applied, as programs know it.
    """
    known = set(project_ids)
    if len(known) > MANY:
        # SQLite takes a limited number of parameters in a statement.
        known.intersection_update(Project.objects.order_by().values_list("pk", flat=True))
    if not known:
        return []
    rows = Activity.objects.filter(project_id__in=known).order_by("-pk").values_list(*ACTIVITY.columns)
    return [activity_object(one) for one in ACTIVITY.all(rows[:limit]) if _is_visible(one.data, rank)]


def _is_visible(data: dict[str, Any], rank: int) -> bool:
    comment = data.get("comment")
    return not comment or application_rank(comment.get("visibility", "")) <= rank


def _newest(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Newest first, with who did it and where."""
    return rows.select_related("creator", "project").order_by("-pk")


_OF_TASK = PreparedModels(lambda: _newest(Activity.objects.filter(task_id=param("task_id"))))
# Twice as many, as a reader may not see some of them.
_OF_PROJECT = PreparedModels(
    lambda: _newest(Activity.objects.filter(project_id=param("project_id")))[: 2 * PROJECT_LIMIT]
)
_OF_USER = PreparedModels(
    lambda: _newest(Activity.objects.filter(project__in=readable_projects(param("user_id")).values("pk")))[:USER_LIMIT]
)


def list_task_activities(task_id: int, *, rank: int) -> list[Activity]:
    """What happened to a task, newest first, with who did it; comments above the rank are left out. 1 statement."""
    return leave_out_unreadable(_OF_TASK.all(task_id=task_id), rank)


def list_project_activities(project_id: int, *, rank: int) -> list[Activity]:
    """The newest activities of a project that a reader of this rank may see. 1 statement."""
    return leave_out_unreadable(_OF_PROJECT.all(project_id=project_id), rank)[:PROJECT_LIMIT]


def list_own_activities(actor: Actor) -> list[Activity]:
    """What happened lately in the open projects of a person, newest first. 1 statement."""
    return leave_out_unreadable(_OF_USER.all(user_id=actor.user_id), actor.comment_rank)


def search_activities(*, actor: Actor, search: str) -> list[Activity]:
    """What happened in the open projects of a person and fits the search, newest first, at most 500 (search.md 8).

    Nothing for an empty search. 1 statement. Raises Invalid (the text is too long).
    """
    if not search.strip():
        return []
    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None, language=ACTIVITIES)
    rows = Activity.objects.filter(
        to_q(parsed, context, ACTIVITIES), project__in=readable_projects(actor.user_id).values("pk")
    )
    return leave_out_unreadable(_newest(rows)[:SEARCH_LIMIT], actor.comment_rank)


class ToldActivity(NamedTuple):
    """An activity with who did it, as one row."""

    id: int
    date_creation: int
    event_name: str
    creator_id: int
    username: str
    name: str | None
    project_id: int
    task_id: int | None
    data: dict[str, Any]


_TOLD = (
    "pk",
    "date_creation",
    "event_name",
    "creator_id",
    "creator__username",
    "creator__name",
    "project_id",
    "task_id",
    "data",
)


def list_activities_after(
    *, actor: Actor, project_id: int = 0, task_id: int = 0, after: Sequence[Any] | None, limit: int
) -> tuple[list[ToldActivity], list[Any] | None]:
    """A page of what happened to a task, in a project, or without both in the open projects of a person; and its end.

    The newest stand first (``read_after``). Comments that the reader may not see are left out of a page, which is
    shorter then. 1 statement.
    """
    if task_id:
        found = Activity.objects.filter(task_id=task_id)
    elif project_id:
        found = Activity.objects.filter(project_id=project_id)
    else:
        found = Activity.objects.filter(project__in=readable_projects(actor.user_id).values("pk"))
    rows, last = read_after(found, _TOLD, order="-id", key=None, after=after, limit=limit)
    return leave_out_unreadable([ToldActivity(*row) for row in rows], actor.comment_rank), last


def leave_out_unreadable(rows: Iterable[Told], rank: int) -> list[Told]:
    """Activities without the comments that a reader may not see; one of an unknown visibility is for nobody.

    wire: programs are shown the latter (``_is_visible``), as they always were.
    """
    visible = readable_visibilities(rank)
    return [row for row in rows if not (comment := row.data.get("comment")) or comment.get("visibility") in visible]
