"""One HTTP request: parse, authenticate once, run the calls in order, answer (protocol.md 2 and 3)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from modernrpc.jsonrpc.handler import JsonRpcHandler

from api.credentials import authenticate
from api.rpc.decoding import JsonRpcCall
from api.rpc.encoding import failure, success
from api.rpc.errors import InternalError, OutageError, Refused, Unauthorized, WireError
from boards.limits import STRANGERS_BYTES
from boards.outages import NO_DATABASE, describe_error, find_outage

logger = logging.getLogger(__name__)


class Handler(JsonRpcHandler):
    """The library's handler with our own envelope; ``context.auth_result`` keeps the caller for the whole request."""

    def process_request(self, request_body: bytes, context: Any) -> tuple[int, bytes]:  # type: ignore[override]
        """HTTP status and body. An empty body answers notifications."""
        try:
            if len(request_body) > STRANGERS_BYTES:
                self.identify(context)
            parsed: Any = self.deserializer.loads(request_body)  # type: ignore[arg-type]
            if isinstance(parsed, list):
                answers = [answer for answer in self.answer_batch(parsed, context) if answer is not None]
                content = b"[%b]" % b",".join(answers) if answers else b""
            else:
                content = self.answer(parsed, context) or b""
            return context.outage.status if context.outage else 200, content
        except Refused as refusal:
            return refusal.status, failure(None, refusal)
        except WireError as error:
            return 200, failure(None, error)

    def identify(self, context: Any) -> None:
        """Make sure that the caller of the request is known. Raises Unauthorized."""
        if context.auth_result is None:
            context.auth_result = authenticate(context.request)
            if context.auth_result is None:
                raise Unauthorized

    def answer_batch(self, elements: list[Any], context: Any) -> Iterator[bytes | None]:
        """The encoded answer of each element, whatever it is; None for a notification. Raises Refused.

        Neighbours that ask for the same are read together, where the procedure knows how.
        """
        for method, neighbours in groupby(
            map(self.read_element, elements), key=lambda call: getattr(call, "method", "")
        ):
            calls = list(neighbours)
            ahead = self.read_ahead(method, calls, context) if len(calls) > 1 else None
            for call in calls:
                yield failure(None, call) if isinstance(call, WireError) else self.answer(call, context, ahead)

    def read_element(self, value: Any) -> JsonRpcCall | WireError:
        """The call that an element of a batch is, or the error that stands in its place."""
        try:
            call: JsonRpcCall = self.deserializer.read_element(value)  # type: ignore[attr-defined]
        except WireError as error:
            return error
        return call

    def read_ahead(self, method: str, calls: list[Any], context: Any) -> Callable[..., Any] | None:
        """What answers these calls of one method instead of its function, when there is something."""
        try:
            procedure = context.server.get_procedure_wrapper(method)
        except WireError:
            return None
        return procedure.read_ahead([call.params for call in calls])  # type: ignore[no-any-return]

    def answer(self, call: JsonRpcCall, context: Any, ahead: Callable[..., Any] | None = None) -> bytes | None:
        """The encoded answer of one call, None for a notification. ``ahead``: of ``read_ahead``. Raises Refused."""
        try:
            if context.outage is NO_DATABASE:
                raise OutageError(NO_DATABASE)
            self.identify(context)
            procedure = context.server.get_procedure_wrapper(call.method)
            answer = success(call.id, procedure.call(context.auth_result.actor, call.params, ahead))
        except Refused:
            raise
        except WireError as error:
            answer = failure(call.id, error)
        except Exception as error:
            answer = failure(call.id, self.explain(error, call, context))
        return None if call.notification else answer

    def explain(self, error: Exception, call: JsonRpcCall, context: Any) -> WireError:
        """What is said of an error of ours. Without a database, no further call of the request is tried."""
        outage = find_outage(error)
        if outage is None:
            logger.error("%s failed", call.method, exc_info=error)
            return InternalError()
        logger.error("%s failed: %s", call.method, describe_error(error))
        context.outage = outage
        return OutageError(outage)
