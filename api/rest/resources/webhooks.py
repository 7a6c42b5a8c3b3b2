"""Webhooks of projects, and of the whole installation: they differ in their rights and addresses only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Listing, Shown, make_page, read_cursor
from api.rest.representations.webhooks import (
    DeliveryProgress,
    DeliveryRepresentation,
    NewWebhookBody,
    WebhookPatch,
    WebhookRepresentation,
    WebhookSecretRepresentation,
    WholeDeliveryRepresentation,
    represent_delivery,
    represent_webhook,
    represent_whole_delivery,
)
from api.rest.resource import Resource
from boards.queries.webhooks import get_delivery, get_webhook, list_attempts, list_deliveries, list_webhooks
from boards.services.webhook_deliveries import redeliver, send_webhook_test
from boards.services.webhooks import (
    create_webhook,
    disable_webhook,
    enable_webhook,
    remove_webhook,
    rotate_webhook_secret,
    update_webhook,
)

if TYPE_CHECKING:
    from boards.models import Webhook


class DeliveryListing(Listing):
    """Which deliveries are listed."""

    state: DeliveryProgress | UnsetType = UNSET


def _make_resource(kind: str, id_name: str, *, home: str, sees: str, changes: str) -> type[Resource]:
    """``kind``: in names of operations; ``id_name``: in paths; ``sees``, ``changes``: of the table of permissions."""

    def find(call: Call[Any], ids: dict[str, int]) -> Webhook:
        """Raises NotFound, also for one of elsewhere."""
        return get_webhook(ids[id_name], project_id=call.project_id or None)

    def show(call: Call[Any], webhook: Webhook) -> WebhookRepresentation:
        return represent_webhook(webhook, with_status="status" in call.expand)

    def show_delivery(webhook: Webhook, delivery_id: int) -> WholeDeliveryRepresentation:
        delivery = get_delivery(delivery_id, webhook_id=webhook.pk)
        return represent_whole_delivery(delivery, list_attempts(delivery.pk))

    class WebhookResource(Resource):
        tag = "webhooks"

        def represent(self, call: Call[Any], **ids: int) -> WebhookRepresentation:
            return show(call, find(call, ids))

        @endpoint(sees, name=f"list{kind}s", returns=Page[WebhookRepresentation])
        def list(self, call: Call[Shown], **ids: int) -> Page[WebhookRepresentation]:
            """Webhooks, by name"""
            return Page([show(call, one) for one in list_webhooks(project_id=call.project_id or None)])

        @endpoint(sees, name=f"get{kind}", returns=WebhookRepresentation)
        def retrieve(self, call: Call[Shown], **ids: int) -> WebhookRepresentation:
            """A webhook"""
            return show(call, find(call, ids))

        @endpoint(changes, name=f"create{kind}", body=NewWebhookBody, returns=WebhookSecretRepresentation, status=201)
        def create(self, call: Call[Shown], **ids: int) -> Created:
            """Tell an address of events

            The secret of its signatures is answered this once.
            """
            body: NewWebhookBody = call.body
            webhook = create_webhook(
                actor=call.actor,
                project_id=call.project_id or None,
                name=body.name,
                url=body.url,
                events=body.events,
            )
            made = WebhookSecretRepresentation(webhook=represent_webhook(webhook), secret=webhook.secret)
            return Created(made, f"/api/v1/{home}/{webhook.pk}")

        @endpoint(changes, name=f"update{kind}", body=WebhookPatch, returns=WebhookRepresentation, guarded=True)
        def partial_update(self, call: Call[Shown], **ids: int) -> WebhookRepresentation:
            """Change a webhook; what waits goes to the new address"""
            body: WebhookPatch = call.body
            webhook = update_webhook(
                actor=call.actor,
                webhook=find(call, ids),
                name=None if body.name is UNSET else body.name,
                url=None if body.url is UNSET else body.url,
                events=None if body.events is UNSET else body.events,
            )
            return show(call, webhook)

        @endpoint(changes, name=f"delete{kind}", guarded=True)
        def destroy(self, call: Call[Any], **ids: int) -> None:
            """Remove a webhook, with all that it was told"""
            remove_webhook(actor=call.actor, webhook=find(call, ids))

        @endpoint(changes, name=f"enable{kind}", returns=WebhookRepresentation)
        def enable(self, call: Call[Shown], **ids: int) -> WebhookRepresentation:
            """Switch a webhook on; what failed before is forgotten"""
            enable_webhook(actor=call.actor, webhook=find(call, ids))
            return show(call, find(call, ids))

        @endpoint(changes, name=f"disable{kind}", returns=WebhookRepresentation)
        def disable(self, call: Call[Shown], **ids: int) -> WebhookRepresentation:
            """Switch a webhook off; what waits is dropped"""
            disable_webhook(actor=call.actor, webhook=find(call, ids))
            return show(call, find(call, ids))

        @endpoint(changes, name=f"rotate{kind}Secret", returns=WebhookSecretRepresentation)
        def rotate(self, call: Call[Shown], **ids: int) -> WebhookSecretRepresentation:
            """Make a new secret

            It is answered this once. For a day the one before signs, too.
            """
            secret = rotate_webhook_secret(actor=call.actor, webhook=find(call, ids))
            return WebhookSecretRepresentation(webhook=represent_webhook(find(call, ids)), secret=secret)

        @endpoint(changes, name=f"test{kind}", returns=WholeDeliveryRepresentation)
        def test(self, call: Call[Shown], **ids: int) -> WholeDeliveryRepresentation:
            """Send the event `ping`, also to a webhook that is off"""
            webhook = find(call, ids)
            return show_delivery(webhook, send_webhook_test(actor=call.actor, webhook=webhook).pk)

        @endpoint(sees, name=f"list{kind}Deliveries", query=DeliveryListing, returns=Page[DeliveryRepresentation])
        def list_deliveries(self, call: Call[DeliveryListing], **ids: int) -> Page[DeliveryRepresentation]:
            """What a webhook was told in the last seven days, the newest first"""
            query = call.query
            after = read_cursor(query.cursor, int)
            found = list_deliveries(
                webhook_id=find(call, ids).pk,
                state="" if query.state is UNSET else query.state.value,
                before=after[-1] if after else 0,
                limit=query.limit + 1,
            )
            shown = found[: query.limit]
            is_last = len(found) <= query.limit
            return make_page([represent_delivery(one) for one in shown], None if is_last else [shown[-1].pk])

        @endpoint(sees, name=f"get{kind}Delivery", returns=WholeDeliveryRepresentation)
        def retrieve_delivery(self, call: Call[Shown], delivery_id: int, **ids: int) -> WholeDeliveryRepresentation:
            """A delivery, with its requests"""
            return show_delivery(find(call, ids), delivery_id)

        @endpoint(changes, name=f"redeliver{kind}", returns=WholeDeliveryRepresentation)
        def redeliver(self, call: Call[Shown], delivery_id: int, **ids: int) -> WholeDeliveryRepresentation:
            """Send a delivery once more, as the same message"""
            webhook = find(call, ids)
            redeliver(actor=call.actor, delivery=get_delivery(delivery_id, webhook_id=webhook.pk))
            return show_delivery(webhook, delivery_id)

    WebhookResource.__name__ = WebhookResource.__qualname__ = f"{kind}s"
    return WebhookResource


Webhooks = _make_resource("Webhook", "webhook_id", home="webhooks", sees="webhook.view", changes="webhook.edit")
GlobalWebhooks = _make_resource(
    "GlobalWebhook",
    "global_webhook_id",
    home="global-webhooks",
    sees="webhook.list",
    changes="webhook.edit_global",
)
