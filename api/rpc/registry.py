"""Which modules publish procedures, and the server that finds them by name in any case (protocol.md 5)."""

from __future__ import annotations

from typing import Any

from modernrpc.constants import Protocol
from modernrpc.server import RpcServer

from api.rpc.errors import MethodNotFound
from api.rpc.procedure import Namespace, Procedure
from api.rpc.procedures import NAMESPACES


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
