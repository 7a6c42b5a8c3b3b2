"""SQLite as several writing processes need it (docs/architecture.md, Databases).

Two changes to Django's engine. The cursor keeps the translation of ``%s`` to ``?`` per statement, which the stock one
makes anew at every run. And a writer waits at a file lock, *the gate*, before ``BEGIN IMMEDIATE``: SQLite's own
waiting sleeps up to 100 ms at a time, so that under eight writers one starves while another has all the luck.
"""

from __future__ import annotations

import fcntl
import os
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

Database = base.Database  # type: ignore[attr-defined]


@lru_cache(maxsize=4096)
def _convert(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        return _convert(query) if param_names is None else super().convert_query(query, param_names=param_names)


class DatabaseWrapper(base.DatabaseWrapper):
    _gate: int | None = None

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _open_gate(self) -> int | None:
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or name.startswith("file:"):
            return None
        if self._gate is None:
            self._gate = os.open(f"{name}.gate", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._gate

    def _leave_gate(self) -> None:
        if self._gate is not None:
            fcntl.flock(self._gate, fcntl.LOCK_UN)

    def _start_transaction_under_autocommit(self) -> None:
        gate = self._open_gate()
        if gate is not None:
            fcntl.flock(gate, fcntl.LOCK_EX)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_gate()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._leave_gate()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_gate()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._gate is not None:
                os.close(self._gate)
                self._gate = None
