"""Where sessions are kept: Django's table, read by a prepared statement (``SESSION_ENGINE``)."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from boards.prepared import Prepared, param

_LIVING = Prepared(
    lambda: (
        Session.objects.filter(session_key=param("key"), expire_date__gt=param("moment"))
        .order_by()
        .values_list("session_data")
    )
)


class SessionStore(db.SessionStore):
    """As Django's own; what most requests ask of it, the data of a living session, is compiled once."""

    def load(self) -> dict[str, Any]:
        moment = connection.ops.adapt_datetimefield_value(timezone.now())
        data = _LIVING.value(key=self.session_key, moment=moment)
        if data is None:
            # A key that is none any more is not given to the next session.
            self._session_key = None
            return {}
        return self.decode(data)
