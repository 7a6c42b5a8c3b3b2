"""Reading columns, swimlanes and categories."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from boards.errors import NotFound
from boards.models import Category, Column, Swimlane
from boards.prepared import Prepared, param
from boards.shapes.board import CATEGORY, COLUMN, SWIMLANE, CategoryObject, ColumnObject, SwimlaneObject
from boards.shapes.shape import Item, Shape

Owned = TypeVar("Owned", ColumnObject, SwimlaneObject, CategoryObject)
_COLUMN = Prepared(lambda: Column.objects.filter(pk=param("pk")).order_by().values_list(*COLUMN.columns))
_COLUMNS = Prepared(
    lambda: (
        Column.objects.filter(project_id=param("project_id")).order_by("position", "pk").values_list(*COLUMN.columns)
    )
)
_SWIMLANE = Prepared(lambda: Swimlane.objects.filter(pk=param("pk")).order_by().values_list(*SWIMLANE.columns))
_SWIMLANES = Prepared(
    lambda: (
        Swimlane.objects.filter(project_id=param("project_id"))
        .order_by("position", "pk")
        .values_list(*SWIMLANE.columns)
    )
)
_SWIMLANE_BY_NAME = Prepared(
    lambda: (
        Swimlane.objects.filter(project_id=param("project_id"), name=param("name"))
        .order_by("pk")
        .values_list(*SWIMLANE.columns)
    )
)
_CATEGORY = Prepared(lambda: Category.objects.filter(pk=param("pk")).order_by().values_list(*CATEGORY.columns))


def _one(prepared: Prepared, shape: Shape[Item], **values: Any) -> Item:
    row = None if None in values.values() else prepared.row(**values)
    if row is None:
        raise NotFound(f"{shape.name} {values}")
    return shape.of(row)


def get_column_object(column_id: int | None) -> ColumnObject:
    """1 statement. Raises NotFound."""
    return _one(_COLUMN, COLUMN, pk=column_id)


def get_swimlane_object(swimlane_id: int | None) -> SwimlaneObject:
    """1 statement. Raises NotFound."""
    return _one(_SWIMLANE, SWIMLANE, pk=swimlane_id)


def get_swimlane_object_by_name(project_id: int | None, name: str | None) -> SwimlaneObject:
    """1 statement. Raises NotFound."""
    return _one(_SWIMLANE_BY_NAME, SWIMLANE, project_id=project_id, name=name)


def get_category_object(category_id: int | None) -> CategoryObject:
    """1 statement. Raises NotFound."""
    return _one(_CATEGORY, CATEGORY, pk=category_id)


def list_column_objects(project_id: int | None) -> list[ColumnObject]:
    """By position. 1 statement."""
    return COLUMN.all(_COLUMNS.rows(project_id=project_id))


def list_swimlane_objects(project_id: int | None, *, only_active: bool) -> list[SwimlaneObject]:
    """By position; inactive ones stand at 0, so they come first. 1 statement."""
    lanes = SWIMLANE.all(_SWIMLANES.rows(project_id=project_id))
    return [lane for lane in lanes if lane.is_active] if only_active else lanes


def list_category_objects(project_id: int | None) -> list[CategoryObject]:
    """By name, ASCII letters without case. 1 statement."""
    rows = Category.objects.filter(project_id=project_id or 0).order_by().values_list(*CATEGORY.columns)
    return sorted(CATEGORY.all(rows), key=lambda category: (nocase(category.name), category.id))


def group_column_objects(project_ids: Collection[int]) -> dict[int, list[ColumnObject]]:
    """Project id to its columns, by position. 1 statement."""
    rows = Column.objects.filter(project_id__in=project_ids).order_by("position", "pk").values_list(*COLUMN.columns)
    return _by_project(COLUMN.all(rows))


def group_swimlane_objects(project_ids: Collection[int]) -> dict[int, list[SwimlaneObject]]:
    """Project id to its swimlanes, by position; inactive ones stand at 0, so they come first. 1 statement."""
    lanes = Swimlane.objects.filter(project_id__in=project_ids).order_by("position", "pk")
    return _by_project(SWIMLANE.all(lanes.values_list(*SWIMLANE.columns)))


def group_category_objects(project_ids: Collection[int]) -> dict[int, list[CategoryObject]]:
    """Project id to its categories, by name, ASCII letters without case. 1 statement."""
    rows = Category.objects.filter(project_id__in=project_ids).order_by().values_list(*CATEGORY.columns)
    return _by_project(sorted(CATEGORY.all(rows), key=lambda category: (nocase(category.name), category.id)))


def _by_project(items: Iterable[Owned]) -> dict[int, list[Owned]]:
    found: dict[int, list[Owned]] = {}
    for item in items:
        found.setdefault(item.project_id, []).append(item)
    return found


def nocase(text: str) -> str:
    """The text with ASCII letters folded, as NOCASE of the wire compares (domain.md 1)."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def get_project_column(*, project_id: int, column_id: int | None) -> Column:
    """A column of this project. 1 statement. Raises NotFound."""
    column = Column.objects.filter(project_id=project_id, pk=column_id).first() if column_id else None
    if column is None:
        raise NotFound(f"column {column_id}")
    return column


def get_project_swimlane(*, project_id: int, swimlane_id: int | None) -> Swimlane:
    """A swimlane of this project. 1 statement. Raises NotFound."""
    swimlane = Swimlane.objects.filter(project_id=project_id, pk=swimlane_id).first() if swimlane_id else None
    if swimlane is None:
        raise NotFound(f"swimlane {swimlane_id}")
    return swimlane


def get_column(column_id: int | None) -> Column:
    """1 statement. Raises NotFound."""
    column = Column.objects.filter(pk=column_id).first() if column_id else None
    if column is None:
        raise NotFound(f"column {column_id}")
    return column


def get_category(category_id: int | None) -> Category:
    """1 statement. Raises NotFound."""
    category = Category.objects.filter(pk=category_id).first() if category_id else None
    if category is None:
        raise NotFound(f"category {category_id}")
    return category


def list_category_names(project_id: int) -> dict[int, str]:
    """Id to name of the categories of a project, by name. 1 statement."""
    rows = Category.objects.filter(project_id=project_id).order_by().values_list("id", "name")
    return {pk: name for _folded, pk, name in sorted((nocase(name), pk, name) for pk, name in rows)}


def list_column_titles(project_ids: Collection[int]) -> list[tuple[int, str]]:
    """Id and title of the columns of projects, one project after the other, by position. 1 statement."""
    columns = Column.objects.filter(project_id__in=project_ids)
    return list(columns.order_by("project_id", "position", "pk").values_list("pk", "title"))


def list_swimlane_names(project_ids: Collection[int]) -> list[str]:
    """The names of the active swimlanes of projects, one project after the other, by position. 1 statement."""
    lanes = Swimlane.objects.filter(project_id__in=project_ids, is_active=True)
    return list(lanes.order_by("project_id", "position", "pk").values_list("name", flat=True))


def list_category_colors(project_ids: Collection[int]) -> list[tuple[int, str, str | None]]:
    """Id, name and colour id of the categories of projects, by name, ASCII letters without case. 1 statement."""
    rows = Category.objects.filter(project_id__in=project_ids).order_by().values_list("pk", "name", "color_id")
    return sorted(rows, key=lambda row: (nocase(row[1]), row[0]))


def list_column_ids_by_project(project_ids: Collection[int]) -> dict[int, list[int]]:
    """Project id to the ids of its columns by position. 1 statement."""
    found: dict[int, list[int]] = {}
    rows = Column.objects.filter(project_id__in=project_ids).order_by("position", "pk")
    for project_id, pk in rows.values_list("project_id", "pk"):
        found.setdefault(project_id, []).append(pk)
    return found
