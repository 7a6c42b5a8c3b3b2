"""Which modules publish procedures, and the server that finds them by name in any case (protocol.md 5)."""

from __future__ import annotations

from functools import cache
from typing import Any

from modernrpc.constants import Protocol
from modernrpc.server import RpcServer

from api.rpc.errors import MethodNotFound
from api.rpc.openrpc import META_SCHEMA, describe_api
from api.rpc.procedure import Namespace, Procedure
from api.rpc.procedures import NAMESPACES
from boards.actors import Actor


class ProcedureServer(RpcServer):
    def __init__(self) -> None:
        super().__init__(register_system_procedures=False, supported_protocol=Protocol.JSON_RPC)
        self.by_lower_name: dict[str, Procedure] = {}

    def publish(self, namespace: Namespace) -> None:
        for name, procedure in namespace.published.items():
            if self.by_lower_name.setdefault(name.lower(), procedure) is not procedure:
                raise ValueError(f"{name} is published twice")
            self._registry[name] = procedure

    def get_procedure_wrapper(self, name: str, protocol: Any = Protocol.JSON_RPC) -> Procedure:
        """Raises MethodNotFound."""
        try:
            return self.by_lower_name[name.lower()]
        except KeyError:
            raise MethodNotFound from None


server = ProcedureServer()
for one in NAMESPACES:
    server.publish(one)

own = Namespace()


@own.procedure("rpc.discover", allows="application.view", returns=dict[str, Any])
def discover(actor: Actor) -> dict[str, Any]:
    """This description of the API."""
    return find_description()


@cache
def find_description() -> dict[str, Any]:
    """The OpenRPC document of what is published, made once."""
    published = {name: server.get_procedure_wrapper(name) for name in [*server.procedures, *own.published]}
    document = describe_api(published)
    document["methods"][-1]["result"]["schema"] = {"$ref": META_SCHEMA}
    return document


# Found like all others, and none of Kanboard's procedures: no list of them holds it.
server.by_lower_name.update(own.published)
