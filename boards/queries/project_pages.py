"""What the pages of projects show (web.md 4 and 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet

from boards.counting import count_of
from boards.errors import NotFound
from boards.models import (
    Action,
    Category,
    Column,
    ColumnRestriction,
    CustomRole,
    MoveRestriction,
    Project,
    ProjectGroup,
    ProjectRestriction,
    ProjectUser,
    Swimlane,
    Tag,
    Task,
)
from boards.preferences import ASK_OVER_LIMIT
from boards.prepared import Prepared, Row, Together, param
from boards.queries.memberships import joined_projects
from boards.queries.metadata import get_project_metadata
from boards.queries.orders import order_fields
from boards.queries.pages import prepare_first_page, read_first_page, read_page
from boards.queries.stars import starred_by
from boards.search.lookups import bound_list

if TYPE_CHECKING:
    from django.core.paginator import Page

OPEN = Q(tasks__is_active=True)
#: What a list of projects can be ordered by.
ORDERS = {
    "id": ("pk",), "name": ("name",), "status": ("-is_active",), "start": ("start_date",), "end": ("end_date",),
    "public": ("-is_public",), "personal": ("-is_private",),
}  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """A column or swimlane with its open and closed tasks."""

    item: Any
    opened: int
    closed: int

    @property
    def is_empty(self) -> bool:
        return not self.opened and not self.closed


def list_columns_with_counts(project_id: int) -> list[Counted]:
    """By position. 1 statement."""
    return _counted(Column.objects.filter(project_id=project_id).order_by("position", "pk"))


def list_swimlanes_with_counts(project_id: int) -> list[Counted]:
    """Active ones by position, then the others. 1 statement."""
    return _counted(Swimlane.objects.filter(project_id=project_id).order_by("-is_active", "position", "pk"))


def _counted(items: QuerySet[Any]) -> list[Counted]:
    rows = items.annotate(opened=Count("tasks", filter=OPEN), closed=Count("tasks", filter=~OPEN & Q(tasks__pk__gt=0)))
    return [Counted(row, row.opened, row.closed) for row in rows]


def list_categories_with_counts(project_id: int) -> list[tuple[Category, int]]:
    """By name, with the number of tasks. 1 statement."""
    rows = Category.objects.filter(project_id=project_id).annotate(n=Count("tasks"))
    return [(row, row.n) for row in sorted(rows, key=lambda row: (row.name.casefold(), row.pk))]


def list_tags_with_counts(project_id: int | None) -> list[tuple[Tag, int]]:
    """The tags of a project, or the global ones, by name, with the number of tasks. 1 statement."""
    home = Q(project_id=project_id) if project_id else Q(project=None)
    rows = Tag.objects.filter(home).annotate(n=Count("task_tags"))
    return [(row, row.n) for row in sorted(rows, key=lambda row: (row.name.casefold(), row.pk))]


def _list_projects(user_id: Any, reader_id: Any, order: str, search: str = "") -> QuerySet[Project]:
    """The projects of a user, or all without one. Both ids may be ``param(...)`` of a prepared statement.

    By name, those that the reader has starred come first.
    """
    projects = Project.objects.all()
    if user_id is not None:
        projects = projects.filter(pk__in=joined_projects(user_id).values("pk"))
    if search:
        projects = projects.filter(name__icontains=search)
    is_by_name = ORDERS.get(order.removeprefix("-"), ORDERS["name"]) == ORDERS["name"]
    first = [starred_by(reader_id).desc()] if is_by_name else []
    return projects.order_by(*first, *order_fields(ORDERS, order, "name"), "pk")


@cache
def _prepare(is_own: bool, order: str, size: int) -> Prepared:
    return prepare_first_page(_list_projects(param("user_id") if is_own else None, param("reader_id"), order), size)


def read_projects_page(
    *, user_id: int | None, reader_id: int, search: str, order: str, page: int, size: int
) -> Page[int]:
    """The ids of the projects of a user, or of all without one. 1 statement, 2 more beyond the last page.

    By name, those that the reader has starred come first.
    """
    if page > 1 or search or order.removeprefix("-") not in ORDERS:
        return read_page(_list_projects(user_id, reader_id, order, search), page, size)
    return read_first_page(_prepare(user_id is not None, order, size), size, user_id=user_id, reader_id=reader_id)


@dataclass(frozen=True)
class Member:
    """``role``: a project role, or the name of a custom one."""

    id: int
    name: str
    role: str


def list_members(project_id: int) -> list[Member]:
    """People with a direct role, by user name. 1 statement."""
    rows = ProjectUser.objects.filter(project_id=project_id).select_related("user").order_by("user__username")
    return [Member(row.user_id, row.user.display_name, row.role) for row in rows]


def list_member_groups(project_id: int) -> list[Member]:
    """Groups with a role, by name. 1 statement."""
    rows = ProjectGroup.objects.filter(project_id=project_id).select_related("group").order_by("group__name")
    return [Member(row.group_id, row.group.name, row.role) for row in rows]


def list_custom_roles(project_id: int) -> list[CustomRole]:
    """By name. 1 statement."""
    return list(CustomRole.objects.filter(project_id=project_id).order_by("role"))


def get_custom_role(role_id: int, *, project_id: int) -> CustomRole:
    """1 statement. Raises NotFound."""
    role = CustomRole.objects.filter(pk=role_id, project_id=project_id).first()
    if role is None:
        raise NotFound(f"role {role_id}")
    return role


@dataclass(frozen=True)
class Restrictions:
    """What a custom role may not do: in the project, in columns, between columns."""

    project: list[ProjectRestriction]
    columns: list[ColumnRestriction]
    moves: list[MoveRestriction]


def list_restrictions(project_id: int) -> Mapping[int, Restrictions]:
    """Role id to what it restricts; a role that restricts nothing has empty lists. 3 statements."""
    found: dict[int, Restrictions] = defaultdict(lambda: Restrictions([], [], []))
    for one in ProjectRestriction.objects.filter(role__project_id=project_id).order_by("pk"):
        found[one.role_id].project.append(one)
    columns = ColumnRestriction.objects.filter(role__project_id=project_id).select_related("column")
    for rule in columns.order_by("pk"):
        found[rule.role_id].columns.append(rule)
    moves = MoveRestriction.objects.filter(role__project_id=project_id).select_related("src_column", "dst_column")
    for pair in moves.order_by("pk"):
        found[pair.role_id].moves.append(pair)
    return found


def get_restriction(kind: str, restriction_id: int, *, project_id: int) -> Any:
    """``kind``: "project", "column", "move". 1 statement. Raises NotFound."""
    models: dict[str, Any] = {"project": ProjectRestriction, "column": ColumnRestriction, "move": MoveRestriction}
    found = models[kind].objects.filter(pk=restriction_id, role__project_id=project_id).first()
    if found is None:
        raise NotFound(f"restriction {restriction_id}")
    return found


def list_actions(project_id: int) -> list[Action]:
    """By id, with who made them. 1 statement."""
    return list(Action.objects.filter(project_id=project_id).select_related("author").order_by("pk"))


#: Project id to title and open tasks of its columns, by position.
OpenByColumn = dict[int, list[tuple[str, int]]]


def _open_by_column() -> QuerySet[Column, Any]:
    # Counted in an index, column by column: a join would group all tasks of the installation.
    counted = count_of(Task.objects.filter(column_id=OuterRef("pk"), is_active=True))
    columns = Column.objects.filter(project_id__one_of=param("ids")).annotate(n=counted).order_by()
    return columns.values_list("position", "pk", "project_id", "title", "n")


_OPEN_BY_COLUMN = Prepared(_open_by_column)
_LISTED = Together(
    projects=lambda: (
        Project.objects.filter(pk__one_of=param("ids"))
        .select_related("owner")
        .annotate(is_starred=starred_by(param("reader_id")))
    ),
    columns=_open_by_column,
)


def _by_project(rows: Iterable[Row]) -> OpenByColumn:
    found: OpenByColumn = defaultdict(list)
    for _position, _pk, project_id, title, number in sorted(rows):
        found[project_id].append((title, number))
    return found


def count_open_by_column(project_ids: list[int]) -> OpenByColumn:
    """Of these projects. 1 statement."""
    return _by_project(_OPEN_BY_COLUMN.rows(ids=bound_list(project_ids, connection.vendor))) if project_ids else {}


def read_listed_projects(project_ids: list[int], *, reader_id: int) -> tuple[list[Project], OpenByColumn]:
    """These projects with their owners, in this order, and their columns. 1 statement.

    ``is_starred``: whether the reader has starred them.
    """
    read = _LISTED.read(ids=bound_list(project_ids, connection.vendor), reader_id=reader_id)
    projects = {project.pk: project for project in read["projects"]}
    return [projects[pk] for pk in project_ids if pk in projects], _by_project(read["columns"])


def asks_over_limit(project_id: int) -> bool:
    """1 statement."""
    return ASK_OVER_LIMIT.read(get_project_metadata(project_id, ASK_OVER_LIMIT.name))
