"""Signing in (web.md 2.1): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import PUBLIC, Address, act, form
from boards.web.sign_in import code, password_reset
from boards.web.sign_in import page as views

ADDRESSES: tuple[Address, ...] = (
    form("Auth.login", views.sign_in, allows=PUBLIC),
    form("Auth.check", views.sign_in, allows=PUBLIC),
    form("Auth.logout", views.sign_out, allows=PUBLIC),
    form("PasswordReset.create", password_reset.ask, allows=PUBLIC),
    act("PasswordReset.save", password_reset.ask, allows=PUBLIC),
    form("PasswordReset.change", password_reset.change, allows=PUBLIC),
    act("PasswordReset.update", password_reset.change, allows=PUBLIC),
    form("TwoFactor.code", code.ask_for_code),
    act("TwoFactor.check", code.ask_for_code),
)
