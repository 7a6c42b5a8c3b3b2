"""A person's account (web.md 2.6). Administrators may open everybody's."""

from __future__ import annotations

from boards.web import avatars, second_factor, sessions, users
from boards.web.door import Address, act, form, page

USER = "user/:user_id"
SHOW = "user/show/:user_id"
ADMINISTRATOR = "user.edit"

ADDRESSES: tuple[Address, ...] = (
    page("UserView.profile", users.show_card, "user/profile/:user_id"),
    page("UserView.show", users.show_summary, SHOW),
    page("UserView.timesheet", users.show_timesheet, f"{SHOW}/timesheet"),
    page("UserView.lastLogin", sessions.show_last_logins, f"{SHOW}/last-logins"),
    page("UserView.sessions", sessions.show_sessions, f"{SHOW}/sessions"),
    form("UserView.removeSession", sessions.remove_session),
    page("UserView.passwordReset", sessions.show_password_resets, f"{SHOW}/password-reset-history"),
    form("UserModification.show", users.edit, f"{USER}/edit"),
    act("UserModification.save", users.edit),
    form("AvatarFile.show", avatars.edit, f"{USER}/avatar"),
    act("AvatarFile.upload", avatars.edit),
    form("AvatarFile.remove", avatars.remove),
    form("UserCredential.changePassword", users.set_password, f"{USER}/password"),
    act("UserCredential.savePassword", users.set_password),
    form(
        "UserCredential.changeAuthentication",
        users.set_authentication,
        f"{USER}/authentication",
        allows=ADMINISTRATOR,
    ),
    act("UserCredential.saveAuthentication", users.set_authentication, allows=ADMINISTRATOR),
    form("UserCredential.unlock", users.unlock, allows=ADMINISTRATOR),
    page("TwoFactor.index", second_factor.show_state, f"{USER}/2fa"),
    form("TwoFactor.show", second_factor.begin),
    act("TwoFactor.test", second_factor.prove),
    page("TwoFactor.qrcode", second_factor.draw),
    act("TwoFactor.deactivate", second_factor.switch_own_off),
    form("TwoFactor.disable", second_factor.switch_off, allows=ADMINISTRATOR),
    form("UserView.notifications", users.set_notifications, f"{USER}/notifications"),
    page("UserApiAccess.show", users.show_token, f"{USER}/api"),
    form("UserApiAccess.generate", users.make_token),
    form("UserApiAccess.remove", users.drop_token),
)
