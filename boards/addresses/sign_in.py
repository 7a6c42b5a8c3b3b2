"""Signing in (web.md 2.1): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "Auth.login": ("login",),
    "Auth.check": ("login/check",),
    "Auth.logout": ("logout",),
    "PasswordReset.create": ("forgot-password",),
    "PasswordReset.save": (),
    "PasswordReset.change": ("forgot-password/change/:token",),
    "PasswordReset.update": (),
    "TwoFactor.code": (),
    "TwoFactor.check": (),
}
