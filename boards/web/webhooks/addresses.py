"""Webhooks of a project, and of the whole installation (feeds.md 8): views, and who may."""

from __future__ import annotations

from collections.abc import Callable

from boards.web.frame.door import Address, View, act, form, page
from boards.web.webhooks import pages
from boards.web.webhooks.home import for_installation, for_project


def _bind(prefix: str, within: Callable[[View], View], *, sees: str, changes: str) -> tuple[Address, ...]:
    """The addresses of one home. ``sees``, ``changes``: keys of the table of permissions."""
    return (
        page(f"{prefix}.list", within(pages.show_webhooks), allows=sees),
        form(f"{prefix}.add", within(pages.add_webhook), allows=changes),
        page(f"{prefix}.show", within(pages.show_webhook_page), allows=sees),
        form(f"{prefix}.change", within(pages.change_webhook), allows=changes),
        form(f"{prefix}.renew", within(pages.renew_secret), allows=changes),
        act(f"{prefix}.test", within(pages.test_webhook), allows=changes),
        act(f"{prefix}.turn_on", within(pages.turn_webhook_on), allows=changes),
        form(f"{prefix}.turn_off", within(pages.turn_webhook_off), allows=changes),
        form(f"{prefix}.remove", within(pages.drop_webhook), allows=changes),
        page(f"{prefix}.delivery", within(pages.show_delivery), allows=sees),
        act(f"{prefix}.redeliver", within(pages.resend_delivery), allows=changes),
    )


ADDRESSES: tuple[Address, ...] = (
    *_bind("webhook", for_project, sees="webhook.view", changes="webhook.edit"),
    *_bind("global_webhook", for_installation, sees="webhook.list", changes="webhook.edit_global"),
)
