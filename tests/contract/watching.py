"""What a call has done: the rows that it changed, and the events that it told of, as all doors would leave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

import msgspec
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from boards.events import Event, bus
from boards.events.bus import Listener
from boards.fields import EpochField

MODELS: dict[str, type[Model]] = {one._meta.db_table: one for one in apps.get_app_config("boards").get_models()}
WRITES = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')
#: What every call leaves, whatever comes of it: when a token was used last, a session, a proof.
OF_CALLS = {
    "boards_personaltoken",
    "boards_browsersession",
    "boards_lastlogin",
    "boards_passwordproof",
    "django_session",
}
#: What follows from the change and the door, and is tested where it is made: from where (audit), what takes it back
#: (JSON-RPC has no undo), whom to tell, editions.
OF_DOORS = {
    "boards_activity", "boards_auditentry", "boards_change", "boards_commonedition", "boards_job",
    "boards_keptfile", "boards_notification", "boards_operation",
}  # fmt: skip
#: Not the same twice; instants are left out by their type. ``time_spent``: of a move, in seconds.
PASSING = {"id", "edition", "path", "etag", "token"}
PASSING_IN = {"boards_transition": {"time_spent"}}
NEW = "a new one"


@dataclass
class Effect:
    """``rows``: table to the rows that went and that came; ``events``: class and main fields, in their order."""

    rows: dict[str, list[str]] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    @property
    def is_nothing(self) -> bool:
        return not self.rows and not self.events and not self.touched - OF_CALLS


@contextmanager
def trial(effect: Effect) -> Iterator[None]:
    """What is done within is taken back behind it; ``effect`` says what it was."""
    written: set[str] = set()

    def note_statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        found = WRITES.match(sql)
        if found:
            written.add(found[1])
        return answer

    known, routes = bus._listeners, bus._routes
    heard: list[Event] = []
    bus._listeners, bus._routes = (Listener(heard.append, to=(Event,), hears_copies=True), *known), {}
    here = transaction.savepoint()
    try:
        with connection.execute_wrapper(note_statement):
            yield
        after = {table: _read_rows(table) for table in written & MODELS.keys()}
    finally:
        transaction.savepoint_rollback(here)
        bus._listeners, bus._routes = known, routes
    before = {table: _read_rows(table) for table in after}
    effect.touched |= {table for table in after if before[table] != after[table]}
    effect.rows = {
        table: changes
        for table in sorted(set(after) - OF_CALLS - OF_DOORS)
        if (changes := sorted(_tell_changes(table, before[table], after[table], _find_new(before, after))))
    }
    effect.events = [_tell_event(one, _find_new(before, after)) for one in heard]


def _read_rows(table: str) -> dict[Any, dict[str, Any]]:
    return {row["pk"]: row for row in MODELS[table]._default_manager.order_by().values("pk", *_columns(table))}


def _columns(table: str) -> list[str]:
    columns, passing = MODELS[table]._meta.concrete_fields, PASSING | PASSING_IN.get(table, set())
    return [one.attname for one in columns if not isinstance(one, EpochField) and one.attname not in passing]


def _find_new(before: dict[str, Any], after: dict[str, Any]) -> dict[str, set[Any]]:
    return {table: set(after[table]) - set(before[table]) for table in after}


def _tell_changes(table: str, before: Any, after: Any, new: dict[str, set[Any]]) -> Iterator[str]:
    for pk in before.keys() | after.keys():
        old, now = before.get(pk), after.get(pk)
        if old is None or now is None:
            yield f"{'+' if old is None else '-'} {_tell_row(table, now or old, new)}"
            continue
        changed = {name: now[name] for name in now if now[name] != old[name]}
        if changed:
            yield f"{pk}: {_tell_row(table, changed, new)}"


def _tell_row(table: str, row: dict[str, Any], new: dict[str, set[Any]]) -> str:
    told = {}
    for column in MODELS[table]._meta.concrete_fields:
        if column.attname in row:
            value = row[column.attname]
            owner = column.related_model._meta.db_table if column.related_model else ""
            told[column.attname] = NEW if value in new.get(owner, ()) else value
    return str(told)


def _tell_event(event: Event, new: dict[str, set[Any]]) -> str:
    told = {one.name: getattr(event, one.name) for one in fields(event) if one.name != "actor"}
    return f"{type(event).__name__} {_tidy(msgspec.to_builtins(told), new)}"


def _tidy(value: Any, new: dict[str, set[Any]]) -> Any:
    if not isinstance(value, dict):
        return value
    tidy = {}
    for name, one in value.items():
        if name in PASSING or (name.startswith("date") and name != "date_due"):
            continue
        is_new = name.endswith("task_id") and one in new.get("boards_task", ())
        is_new |= name.endswith("project_id") and one in new.get("boards_project", ())
        tidy[name] = NEW if is_new else _tidy(one, new)
    return tidy
