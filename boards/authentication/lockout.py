from __future__ import annotations

from axes.handlers.database import AxesDatabaseHandler


class Handler(AxesDatabaseHandler):
    """Counts failures per stored user name."""
