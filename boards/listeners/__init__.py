"""Who hears what, in this order (automation.md 3). The whole wiring is this one table."""

from __future__ import annotations

from boards.events.bus import Listener

LISTENERS: tuple[Listener, ...] = ()
