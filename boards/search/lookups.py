"""Comparisons of the search language that answer the same on SQLite and PostgreSQL (search.md 3).

Each takes all values of an attribute at once: the SQL and the number of its parameters do not grow with them, so that
a thousand values are no deeper an expression than two.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.models import CharField, Field, ForeignKey, Lookup, TextField, Transform

#: Beyond every id and every instant, with room for one more second or day before 64 bits end.
FARTHEST = 2**62


class AsciiLower(Transform):
    """``name__ascii_lower``: only A to Z are folded, as SQLite does it."""

    lookup_name = "ascii_lower"
    function = "LOWER"

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template='LOWER(%(expressions)s COLLATE "C")', **extra)


class _ValuesLookup(Lookup):  # type: ignore[type-arg]
    """A comparison with a tuple of plain values, which no field prepares."""

    prepare_rhs = False


class AsciiLike(_ValuesLookup):
    """``title__ascii_like=("%login%", "fix_")``: like any of the patterns.

    A to Z fold, ``%`` is any run, ``_`` any one character, a backslash is itself.
    """

    lookup_name = "ascii_like"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        if len(self.rhs) == 1:
            return f"{lhs} LIKE %s", [*params, self.rhs[0]]
        sql = f"EXISTS(SELECT 1 FROM json_each(%s) AS r WHERE {lhs} LIKE r.value)"  # noqa: S608
        return sql, [json.dumps(self.rhs), *params]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        patterns = [lower_ascii(pattern).replace("\\", "\\\\") for pattern in self.rhs]
        return f'LOWER({lhs} COLLATE "C") LIKE ANY(%s::text[])', [*params, patterns]


class Within(_ValuesLookup):
    """``date_due__within=((1, 9), (20, 29))``: inside one of the ranges, ends included; NULL never is."""

    lookup_name = "within"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        if len(self.rhs) == 1:
            return f"{lhs} BETWEEN %s AND %s", [*params, *self.rhs[0]]
        bounds = "json_extract(r.value, '$[0]') AND json_extract(r.value, '$[1]')"
        sql = f"EXISTS(SELECT 1 FROM json_each(%s) AS r WHERE {lhs} BETWEEN {bounds})"  # noqa: S608
        return sql, [json.dumps(self.rhs), *params]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        lowest, highest = zip(*self.rhs, strict=True)
        ranges = "unnest(%s::bigint[], %s::bigint[]) AS r(low, high)"
        sql = f"EXISTS(SELECT 1 FROM {ranges} WHERE {lhs} BETWEEN r.low AND r.high)"  # noqa: S608
        return sql, [list(lowest), list(highest), *params]


class OneOf(Lookup):  # type: ignore[type-arg]
    """``pk__one_of=param("ids")``: in a list that is bound as one parameter, made by ``bound_list``."""

    lookup_name = "one_of"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        return f"{lhs} IN (SELECT value FROM json_each({rhs}))", [*params, *rhs_params]  # noqa: S608

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        return f"{lhs} = ANY({rhs}::bigint[])", [*params, *rhs_params]


def bound_list(numbers: list[int], vendor: str) -> Any:
    """The value of a parameter that ``one_of`` compares with."""
    return numbers if vendor == "postgresql" else json.dumps(numbers)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def lower_ascii(text: str) -> str:
    """A to Z folded, all else as it is."""
    return text.translate(_LOWER)


for text_field in (CharField, TextField):
    text_field.register_lookup(AsciiLower)
    text_field.register_lookup(AsciiLike)
Field.register_lookup(Within)
# A foreign key knows no lookups of other fields.
for field in (Field, ForeignKey):
    field.register_lookup(OneOf)
