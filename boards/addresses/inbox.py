"""The inbox (web.md 2.2): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "WebNotification.show": ("user/:user_id/notifications/web",),
    "WebNotification.flush": (
        "user/:user_id/notifications/web/flush",
        "user/:user_id/notifications/web/flush/:csrf_token",
    ),
    "WebNotification.remove": (
        "user/:user_id/notifications/web/remove/:notification_id",
        "user/:user_id/notifications/web/remove/:notification_id/:csrf_token",
    ),
    "WebNotification.redirect": (),
}
