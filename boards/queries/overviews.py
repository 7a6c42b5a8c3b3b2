"""The overview of a project (web.md 4.3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef

from boards.counting import count_of
from boards.errors import NotFound
from boards.models import Activity, Column, Project, ProjectFile, ProjectGroup, ProjectUser, Task
from boards.prepared import Together, param
from boards.queries.activity import leave_out_unreadable
from boards.queries.project_pages import Member

#: Tasks that are due next, and events. Twice as many are read, as a reader may not see some of them.
DUE, EVENTS = 5, 10


@dataclass(frozen=True)
class Overview:
    """``columns``: title, limit and open tasks of each; ``due``: ids of the open tasks that are due first, overdue ones
    included; ``activities``: the newest ones."""

    project: Project
    columns: list[tuple[str, int, int]]
    due: list[int]
    members: list[Member]
    groups: list[Member]
    activities: list[Activity]
    files: list[ProjectFile]


_OF_PROJECT = {"project_id": param("project_id")}
_OVERVIEW = Together(
    project=lambda: Project.objects.filter(pk=param("project_id")).select_related("owner"),
    columns=lambda: (
        Column.objects.filter(**_OF_PROJECT)
        .annotate(n=count_of(Task.objects.filter(column_id=OuterRef("pk"), is_active=True)))
        .values_list("position", "pk", "title", "task_limit", "n")
    ),
    due=lambda: (
        Task.objects.filter(is_active=True, date_due__gt=0, **_OF_PROJECT)
        .order_by("date_due", "-priority", "pk")
        .values_list("date_due", "priority", "pk")[:DUE]
    ),
    members=lambda: ProjectUser.objects.filter(**_OF_PROJECT).values_list(
        "user__username", "user__name", "user_id", "role"
    ),
    groups=lambda: ProjectGroup.objects.filter(**_OF_PROJECT).values_list("group__name", "group_id", "role"),
    activities=lambda: (
        Activity.objects.filter(**_OF_PROJECT).select_related("creator", "project").order_by("-pk")[: 2 * EVENTS]
    ),
    files=lambda: ProjectFile.objects.filter(**_OF_PROJECT).select_related("user"),
)


def read_overview(project_id: int, *, rank: int) -> Overview:
    """All that the overview shows to a reader but the rows of tasks. 1 statement. Raises NotFound."""
    read = _OVERVIEW.read(project_id=project_id)
    if not read["project"]:
        raise NotFound(f"project {project_id}")
    due = sorted(read["due"], key=lambda row: (row[0], -row[1], row[2]))
    newest = sorted(read["activities"], key=lambda activity: -activity.pk)
    return Overview(
        read["project"][0],
        columns=[tuple(counted) for _position, _pk, *counted in sorted(read["columns"])],
        due=[pk for _date, _priority, pk in due],
        members=[Member(pk, name or username, role) for username, name, pk, role in sorted(read["members"])],
        groups=[Member(pk, name, role) for name, pk, role in sorted(read["groups"])],
        activities=leave_out_unreadable(newest, rank)[:EVENTS],
        files=sorted(read["files"], key=lambda file: (file.name, file.pk)),
    )
