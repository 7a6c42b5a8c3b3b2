"""Querysets that are compiled once per process and database.

Building and compiling a queryset costs ten times what SQLite needs to run it (docs/architecture.md, "Prepared
querysets"). A ``Prepared`` keeps the SQL that Django's compiler made and only binds values, so a hot read stays
ordinary ORM code::

    TASK = Prepared(lambda: Task.objects.filter(pk=param("task_id")).values_list("id", "title"))
    TASK.rows(task_id=5)        # [(5, "...")]

``PreparedModels`` answers model instances, ``Together`` makes one statement of several reads.

Values go to the driver as they are: pass what the column stores. There is no ``__in`` with a parameter, as the number
of values would change the SQL; many ids are one value for ``pk__one_of=param("ids")`` (``boards.search.lookups``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, models
from django.db.models import Model, QuerySet, Value
from django.db.models.base import ModelState
from django.db.models.functions import Cast
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLInsertCompiler
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery

Row = tuple[Any, ...]
Item = TypeVar("Item", bound=Model)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a prepared statement that is filled at each run."""

    name: str


def param(name: str) -> Any:
    """A placeholder for ``name``; it has no field, so its value reaches the driver untouched."""
    return Value(Slot(name))


def _bind(params: Any, values: dict[str, Any]) -> list[Any]:
    return [values[one.name] if type(one) is Slot else one for one in params]


def _fix(sql: str, params: Iterable[Any]) -> tuple[str, list[Any]]:
    """Write the fixed numbers into a statement.

    SQLite plans a statement anew at each run when a bound value decides whether a partial index may be used; for a page
    of a task that took longer than to run it. (For PostgreSQL Django gives numbers a type; they stay values.)
    """
    values, left = iter(params), []

    def write(sign: re.Match[str]) -> str:
        value = None if sign[0] == "%%" else next(values)
        if type(value) is int and value >= 0:
            return str(value)
        if sign[0] == "%s":
            left.append(value)
        return sign[0]

    return re.sub("%%|%s", write, sql), left


class _Maker:
    """Makes an instance of a model, with its related ones, of a row. ``seen``: those that were made for rows before, by
    column and key: rows that name the same one share it."""

    def __init__(self, info: dict[str, Any], select: Any) -> None:
        places = info["select_fields"]
        fields = [select[place][0].target for place in places]
        self._model = info["model"]
        self._columns = slice(places[0], places[-1] + 1)
        self._names = [field.attname for field in fields]
        self._key = next(place for place, field in zip(places, fields, strict=True) if field.primary_key)
        self._related = [
            (related["local_setter"], _Maker(related, select)) for related in info.get("related_klass_infos", ())
        ]

    def make(self, row: Row, using: str, seen: dict[tuple[int, Any], Any]) -> Any:
        # As Model.from_db, but without its signals, which nobody hears, and five times as fast.
        made = self._model.__new__(self._model)
        made.__dict__.update(zip(self._names, row[self._columns], strict=True))
        made._state = ModelState()
        made._state.adding, made._state.db = False, using
        for attach, maker in self._related:
            attach(made, maker._share(row, using, seen))
        return made

    def _share(self, row: Row, using: str, seen: dict[tuple[int, Any], Any]) -> Any:
        key = row[self._key]
        if key is None:
            return None
        if (self._key, key) not in seen:
            seen[self._key, key] = self.make(row, using, seen)
        return seen[self._key, key]


class _Select:
    """A compiled SELECT: its SQL, and how its rows become what the queryset answers."""

    def __init__(self, queryset: QuerySet[Any, Any], using: str, *, named: bool = False) -> None:
        """``named``: whether all columns get a name, for a statement around this one."""
        compiler: Any = queryset.query.get_compiler(using)
        self.sql, self.params = _fix(*compiler.as_sql(with_col_aliases=named))
        selected = compiler.select[: compiler.col_count]
        self.columns = [expression for expression, *_ in selected]
        self.names = [name for *_, name in selected]
        self._using = using
        self._compiler = compiler
        self._converters = compiler.get_converters(self.columns)
        makes_models = issubclass(queryset._iterable_class, ModelIterable)  # type: ignore[attr-defined]
        self._maker = _Maker(compiler.klass_info, compiler.select) if makes_models else None

    def list_kinds(self) -> list[str]:
        """For each column a NULL of its type; columns of a kind may stand below each other in a UNION.

        PostgreSQL does not find the type of a NULL by itself, MariaDB makes texts of what stands below texts, and the
        driver of SQLite reads a column by the type of its first part.
        """
        connection = self._compiler.connection
        fields = [column.output_field for column in self.columns]
        if connection.vendor == "postgresql":
            return [self._compiler.compile(Cast(Value(None), field))[0] for field in fields]
        return [f"NULL /* {field.db_type(connection)} */" for field in fields]

    def read(self, rows: list[Row]) -> list[Any]:
        """Tuples, or instances of the model."""
        if self._converters:
            rows = [tuple(row) for row in self._compiler.apply_converters(rows, self._converters)]
        if self._maker is None:
            return rows
        seen: dict[tuple[int, Any], Any] = {}
        made = [self._maker.make(row, self._using, seen) for row in rows]
        for name, place in self._compiler.annotation_col_map.items():
            for one, row in zip(made, rows, strict=True):
                setattr(one, name, row[place])
        return made


class _PreparedSelect:
    """``build`` returns a queryset with ``param`` placeholders."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[str, _Select] = {}

    def _compile(self, using: str) -> _Select:
        return _Select(self._build(), using)

    def _read(self, using: str, values: dict[str, Any]) -> list[Any]:
        select = self._compiled.get(using)
        if select is None:
            select = self._compiled.setdefault(using, self._compile(using))
        with connections[using].cursor() as cursor:
            cursor.execute(select.sql, _bind(select.params, values))
            return select.read(cursor.fetchall())


class Prepared(_PreparedSelect):
    """A SELECT of a ``values_list``."""

    def rows(self, using: str = "default", /, **values: Any) -> list[Row]:
        """All rows. One statement."""
        return self._read(using, values)

    def row(self, using: str = "default", /, **values: Any) -> Row | None:
        """The first row, or None. One statement."""
        rows = self.rows(using, **values)
        return rows[0] if rows else None

    def value(self, using: str = "default", /, **values: Any) -> Any:
        """The first column of the first row, or None. One statement."""
        rows = self.rows(using, **values)
        return rows[0][0] if rows else None


class PreparedModels(_PreparedSelect, Generic[Item]):
    """A SELECT of instances of a model, with what ``select_related`` and ``annotate`` add.

    Rows that name the same related row share one object: they are for reading.
    """

    def __init__(self, build: Callable[[], QuerySet[Item]]) -> None:
        super().__init__(build)

    def all(self, using: str = "default", /, **values: Any) -> list[Item]:
        """All of them. One statement."""
        return self._read(using, values)

    def first(self, using: str = "default", /, **values: Any) -> Item | None:
        """The first one, or None. One statement."""
        found = self._read(using, values)
        return found[0] if found else None


class _Part(NamedTuple):
    """A SELECT of a ``Together``, and how its own columns are taken out of a row of the whole."""

    select: _Select
    take: Callable[[Row], Row]


class Together:
    """Several SELECTs of a few rows each as one statement: what a page needs of many tables is one journey.

    They become a UNION ALL, in which they share columns of the same kind. Their rows come in no order. Each ``build``
    is as for ``Prepared`` or for ``PreparedModels``.
    """

    def __init__(self, **builds: Callable[[], QuerySet[Any, Any]]) -> None:
        self._builds = builds
        self._compiled: dict[str, tuple[str, list[Any], list[_Part]]] = {}

    def _compile(self, using: str) -> tuple[str, list[Any], list[_Part]]:
        quote = connections[using].ops.quote_name
        selects = [_Select(build(), using, named=True) for build in self._builds.values()]
        kinds = [select.list_kinds() for select in selects]
        # The widest of all for each kind.
        most: Counter[str] = Counter()
        for own in kinds:
            most |= Counter(own)
        shared = list(most.elements())
        sqls, parts = [], []
        for number, (select, own) in enumerate(zip(selects, kinds, strict=True)):
            cells, places = list(shared), _place(own, shared)
            for name, place in zip(select.names, places, strict=True):
                cells[place] = quote(name)
            sqls.append(f"SELECT {number}, {', '.join(cells)} FROM ({select.sql}) part")  # noqa: S608
            parts.append(_Part(select, _taker([1 + place for place in places])))
        return " UNION ALL ".join(sqls), [one for select in selects for one in select.params], parts

    def read(self, using: str = "default", /, **values: Any) -> dict[str, list[Any]]:
        """Name to tuples or instances. One statement."""
        entry = self._compiled.get(using)
        if entry is None:
            entry = self._compiled.setdefault(using, self._compile(using))
        sql, params, parts = entry
        rows: list[list[Row]] = [[] for _part in parts]
        with connections[using].cursor() as cursor:
            cursor.execute(sql, _bind(params, values))
            for row in cursor.fetchall():
                number: int = row[0]
                rows[number].append(parts[number].take(row))
        return {name: part.select.read(own) for name, part, own in zip(self._builds, parts, rows, strict=True)}


def _place(own: list[str], shared: list[str]) -> list[int]:
    """Where each of these kinds stands in all of them, each place once."""
    left = defaultdict(list)
    for place, kind in enumerate(shared):
        left[kind].append(place)
    return [left[kind].pop(0) for kind in own]


def _taker(places: list[int]) -> Callable[[Row], Row]:
    """What makes a tuple of these places of a row."""
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


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
        return _fix(*query.get_compiler(using).as_sql())

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
