"""What is left out of the log."""

from __future__ import annotations

import logging

from boards.outages import describe_error, find_outage


class Brief(logging.Filter):
    """One line says that the database is away, or that a request was refused for its form; a traceback adds nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        # A door that answers so by itself has said why in a line of its own.
        if record.name == "django.request" and error is None and getattr(record, "status_code", 0) in (503, 507):
            return False
        if error is not None and find_outage(error) is not None:
            record.msg, record.args = f"{record.getMessage()}: {describe_error(error)}", ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True
