"""The 160 procedures of Kanboard's API, one module a noun (procedures.md)."""

from api.rpc.procedures import application

NAMESPACES = (application.rpc,)
