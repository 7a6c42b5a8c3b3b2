"""Whether the service can work (operations.md 3)."""

from __future__ import annotations

import logging
import os
import tempfile
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

#: What must find room on the disk, some pages of the database at least.
PIECE, PIECES = 4096, 8
logger = logging.getLogger(__name__)


@cache
def expected_migrations() -> frozenset[tuple[str, str]]:
    """The migrations that this version of the program knows."""
    return frozenset(MigrationExecutor(connection).loader.graph.nodes)


def find_failure() -> str:
    """Why the service can not work, in words for the log; empty when it can. 1 statement."""
    # SQLite would make a new, empty file, or go on with one that was deleted.
    if connection.vendor == "sqlite" and not os.path.exists(connection.settings_dict["NAME"]):
        return "the file of the database is gone"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = {(app, name) for app, name in cursor.fetchall()}
        expected = expected_migrations()
    except Error as error:
        return f"the database: {error}"
    if not expected <= applied:
        return "migrations are missing"
    return find_failure_to_write()


def find_failure_to_write() -> str:
    """Why no file can be kept, in words for the log; empty when one can. Only trying tells of a full disk."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR, buffering=0) as file:
            for _ in range(PIECES):
                file.write(os.urandom(PIECE))
    except OSError as error:
        return f"DATA_DIR can not be written: {error}"
    return ""


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, its tables are those of this version, and files can be written; else 503."""
    failure = find_failure()
    if failure:
        logger.error("Not healthy: %s", failure)
    return JsonResponse({"status": "failing" if failure else "ok"}, status=503 if failure else 200)


@require_safe
def healthcheck(request: HttpRequest) -> JsonResponse:
    """The same for monitors that know Kanboard's address."""
    failed = bool(find_failure())
    status = 503 if failed else 200
    message = "The service can not work" if failed else "Database connection is OK"
    return JsonResponse({"status": status, "message": message}, status=status)
