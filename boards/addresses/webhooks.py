"""Webhooks of a project, and of the whole installation (feeds.md 8): names and paths."""

_PAGES = {
    "list": "",
    "add": "/new",
    "show": "/:webhook_id",
    "change": "/:webhook_id/edit",
    "renew": "/:webhook_id/secret",
    "test": "/:webhook_id/test",
    "turn_on": "/:webhook_id/on",
    "turn_off": "/:webhook_id/off",
    "remove": "/:webhook_id/remove",
    "delivery": "/:webhook_id/deliveries/:delivery_id",
    "redeliver": "/:webhook_id/deliveries/:delivery_id/again",
}

PATHS: dict[str, tuple[str, ...]] = {
    **{f"webhook.{name}": (f"project/:project_id/webhooks{path}",) for name, path in _PAGES.items()},
    **{f"global_webhook.{name}": (f"settings/webhooks{path}",) for name, path in _PAGES.items()},
}
