"""Querysets that are compiled once per process and database.

Building and compiling a queryset costs ten times what SQLite needs to run it (docs/architecture.md, "Prepared
querysets"). A ``Prepared`` keeps the SQL that Django's compiler made and only binds values, so a hot read stays
ordinary ORM code::

    TASK = Prepared(lambda: Task.objects.filter(pk=param("task_id")).values_list("id", "title"))
    TASK.rows(task_id=5)        # [(5, "...")]

Values go to the driver as they are: pass what the column stores. There is no ``__in`` with a parameter, as the number
of values would change the SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections, models
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLInsertCompiler
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a prepared statement that is filled at each run."""

    name: str


def param(name: str) -> Any:
    """A placeholder for ``name``; it has no field, so its value reaches the driver untouched."""
    return Value(Slot(name))


def _bind(params: Any, values: dict[str, Any]) -> list[Any]:
    return [values[one.name] if type(one) is Slot else one for one in params]


class Prepared:
    """A SELECT. ``build`` returns a ``values_list`` queryset with ``param`` placeholders."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[str, tuple[Any, str, Any, Any]] = {}

    def _compile(self, using: str) -> tuple[Any, str, Any, Any]:
        compiler = self._build().query.get_compiler(using)
        sql, params = compiler.as_sql()
        columns = (expression for expression, *_ in compiler.select[: compiler.col_count])
        return compiler, sql, params, compiler.get_converters(columns)

    def rows(self, using: str = "default", /, **values: Any) -> list[Row]:
        """All rows. One statement."""
        entry = self._compiled.get(using)
        if entry is None:
            entry = self._compiled.setdefault(using, self._compile(using))
        compiler, sql, params, converters = entry
        with connections[using].cursor() as cursor:
            cursor.execute(sql, _bind(params, values))
            rows: list[Row] = cursor.fetchall()
        if converters:
            rows = [tuple(row) for row in compiler.apply_converters(rows, converters)]
        return rows

    def row(self, using: str = "default", /, **values: Any) -> Row | None:
        """The first row, or None. One statement."""
        rows = self.rows(using, **values)
        return rows[0] if rows else None

    def value(self, using: str = "default", /, **values: Any) -> Any:
        """The first column of the first row, or None. One statement."""
        rows = self.rows(using, **values)
        return rows[0][0] if rows else None


class PreparedUpdate:
    """An UPDATE of one table: ``PreparedUpdate(lambda: Task.objects.filter(pk=param("id")), position=param("place"))``.

    The new values are placeholders, plain values or expressions.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], **changes: Any) -> None:
        self._build = build
        self._changes = changes
        self._compiled: dict[str, tuple[str, Any]] = {}

    def _compile(self, using: str) -> tuple[str, Any]:
        query: Any = self._build().query.chain(UpdateQuery)
        query.add_update_values(self._changes)
        sql, params = query.get_compiler(using).as_sql()
        return sql, params

    def run(self, using: str = "default", /, **values: Any) -> int:
        """The number of rows that matched. One statement."""
        entry = self._compiled.get(using)
        if entry is None:
            entry = self._compiled.setdefault(using, self._compile(using))
        sql, params = entry
        with connections[using].cursor() as cursor:
            cursor.execute(sql, _bind(params, values))
            return int(cursor.rowcount)


class PreparedInsert:
    """An INSERT of one row with all columns of a model but its automatic key.

    ``run`` takes values by attribute name (``project_id``); what is left out takes the field's default. Values pass
    through ``get_db_prep_save`` only where the driver needs it (JSON).
    """

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._compiled: dict[str, tuple[str, list[tuple[str, Any, Any]]]] = {}

    def _compile(self, using: str) -> tuple[str, list[tuple[str, Any, Any]]]:
        meta = self._model._meta
        fields = [field for field in meta.concrete_fields if not field.primary_key]
        query = InsertQuery(self._model)
        query.insert_values(fields, [self._model()], raw=True)
        compiler = query.get_compiler(using)
        assert isinstance(compiler, SQLInsertCompiler)
        compiler.returning_fields = [meta.pk]
        ((sql, _),) = compiler.as_sql()
        connection = connections[using]
        columns = []
        for field in fields:
            prepare = None
            if isinstance(field, models.JSONField | models.DateField):
                prepare = lambda value, field=field: field.get_db_prep_save(value, connection)  # noqa: E731
            columns.append((field.attname, field.get_default(), prepare))
        return sql, columns

    def run(self, using: str = "default", /, **values: Any) -> int:
        """The id of the new row. One statement."""
        entry = self._compiled.get(using)
        if entry is None:
            entry = self._compiled.setdefault(using, self._compile(using))
        sql, columns = entry
        bound = []
        for name, default, prepare in columns:
            value = values.pop(name, default)
            bound.append(prepare(value) if prepare else value)
        if values:
            raise TypeError(f"{self._model.__name__} has no column {', '.join(values)}")
        with connections[using].cursor() as cursor:
            cursor.execute(sql, bound)
            (identifier,) = cursor.fetchone()
            return int(identifier)
