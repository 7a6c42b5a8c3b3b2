"""What anybody may open: signing in, public boards (web.md 2.1)."""

from __future__ import annotations

from boards.web import avatars, password_reset, public, second_factor, sign_in
from boards.web.door import PUBLIC, Address, act, form, page

ADDRESSES: tuple[Address, ...] = (
    form("Auth.login", sign_in.sign_in, "login", allows=PUBLIC),
    form("Auth.check", sign_in.sign_in, "login/check", allows=PUBLIC),
    form("Auth.logout", sign_in.sign_out, "logout", allows=PUBLIC),
    form("PasswordReset.create", password_reset.ask, "forgot-password", allows=PUBLIC),
    act("PasswordReset.save", password_reset.ask, allows=PUBLIC),
    form("PasswordReset.change", password_reset.change, "forgot-password/change/:token", allows=PUBLIC),
    act("PasswordReset.update", password_reset.change, allows=PUBLIC),
    form("TwoFactor.code", second_factor.ask_for_code),
    act("TwoFactor.check", second_factor.ask_for_code),
    page("BoardView.readonly", public.show_board, "public/board/:token", allows=PUBLIC),
    page("TaskView.readonly", public.show_task, "public/task/:task_id/:token", allows=PUBLIC),
    page("public.picture", public.show_picture, "public/task/:task_id/:token/file/:file_id", allows=PUBLIC),
    page("AvatarFile.image", avatars.image, allows=PUBLIC),
)
