"""One HTTP request: parse, authenticate once, run the calls in order, answer (protocol.md 2 and 3)."""

from __future__ import annotations

import logging
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
                answers = [answer for one in parsed if (answer := self.answer_element(one, context)) is not None]
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

    def answer_element(self, value: Any, context: Any) -> bytes | None:
        """The encoded answer of an element of a batch, whatever it is; None for a notification. Raises Refused."""
        try:
            call = self.deserializer.read_element(value)  # type: ignore[attr-defined]
        except WireError as error:
            return failure(None, error)
        return self.answer(call, context)

    def answer(self, call: JsonRpcCall, context: Any) -> bytes | None:
        """The encoded answer of one call, None for a notification. Raises Refused."""
        try:
            if context.outage is NO_DATABASE:
                raise OutageError(NO_DATABASE)
            self.identify(context)
            procedure = context.server.get_procedure_wrapper(call.method)
            answer = success(call.id, procedure.call(context.auth_result.actor, call.params))
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
