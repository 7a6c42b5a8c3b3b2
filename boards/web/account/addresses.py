"""A person's account (web.md 2.6); administrators may open everybody's: views, and who may."""

from __future__ import annotations

from boards.web.account import avatars, notifications, password, profile, second_factor, sessions, tokens
from boards.web.frame.door import PUBLIC, Address, act, form, page

ADDRESSES: tuple[Address, ...] = (
    page("AvatarFile.image", avatars.image, allows=PUBLIC),
    page("UserView.profile", profile.show_card),
    page("UserView.show", profile.show_summary),
    page("UserView.timesheet", profile.show_timesheet),
    page("UserView.lastLogin", sessions.show_last_logins),
    page("UserView.sessions", sessions.show_sessions),
    form("UserView.removeSession", sessions.remove_session),
    page("UserView.passwordReset", sessions.show_password_resets),
    page("UserView.external", profile.show_external_accounts),
    page("UserView.integrations", profile.show_integrations),
    form("UserView.share", profile.share),
    form("UserModification.show", profile.edit),
    act("UserModification.save", profile.edit),
    form("AvatarFile.show", avatars.edit),
    act("AvatarFile.upload", avatars.edit),
    form("AvatarFile.remove", avatars.remove),
    form("UserCredential.changePassword", password.set_password),
    act("UserCredential.savePassword", password.set_password),
    form("UserCredential.changeAuthentication", password.set_authentication, allows="user.edit"),
    act("UserCredential.saveAuthentication", password.set_authentication, allows="user.edit"),
    form("UserCredential.unlock", password.unlock, allows="user.edit"),
    page("TwoFactor.index", second_factor.show_state),
    form("TwoFactor.show", second_factor.begin),
    act("TwoFactor.test", second_factor.prove),
    page("TwoFactor.qrcode", second_factor.show_qr_code),
    act("TwoFactor.deactivate", second_factor.switch_own_off),
    form("second_factor.codes", second_factor.renew_codes),
    form("TwoFactor.disable", second_factor.switch_off, allows="user.edit"),
    form("UserView.notifications", notifications.set_notifications),
    page("UserApiAccess.show", tokens.show_tokens),
    form("UserApiAccess.generate", tokens.add_token),
    form("UserApiAccess.remove", tokens.remove_token),
)
