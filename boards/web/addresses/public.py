"""What anybody may open: signing in, public boards (web.md 2.1)."""

from __future__ import annotations

from boards.web import sign_in
from boards.web.door import PUBLIC, Address, form

ADDRESSES: tuple[Address, ...] = (
    form("Auth.login", sign_in.sign_in, "login", allows=PUBLIC),
    form("Auth.check", sign_in.sign_in, "login/check", allows=PUBLIC),
    form("Auth.logout", sign_in.sign_out, "logout", allows=PUBLIC),
)
