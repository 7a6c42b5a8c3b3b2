"""The API described by itself: an OpenRPC 1.4 document, made of what the procedures declare.

Names, parameters and defaults come from the functions, what is sent from their decoders, what is answered from
``returns`` and the failure values, who may from THE table, the words from the docstrings.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django.utils import translation

from api.rpc.errors import Forbidden, ProcedureError, Unauthorized
from api.rpc.procedure import Parameter, Procedure
from boards.access.rules import is_reading
from boards.product import NAME, VERSION
from boards.roles import APPLICATION_RANK, PROJECT_RANK, ApplicationRole, ProjectRole
from boards.wording.rights import WORDS

OPENRPC_VERSION = "1.4.1"
#: Where the specification says what a document like this one looks like.
META_SCHEMA = "https://meta.open-rpc.org/"
REFERENCE = "#/components/schemas/{name}"
ABOUT = (
    "Kanboard's JSON-RPC API. POST a JSON-RPC 2.0 call or a batch; credentials are HTTP Basic: `jsonrpc` and the"
    " application token, or a user name with a password or a personal token. A call that fails for what it is about"
    " answers a result (`false`, `null`, `0`, `[]`, `{}`), never an error."
)
#: Of those errors that the specification of JSON-RPC does not define.
ERRORS = {
    "Unauthorized": {"code": Unauthorized.code, "message": "Unauthorized: HTTP 401 answers the whole request."},
    "Forbidden": {"code": Forbidden.code, "message": "Forbidden: HTTP 403 answers the whole request."},
    "Told": {"code": ProcedureError.code, "message": "What was wrong, in words."},
}
BY_RANK = {rank: ApplicationRole(role).value for role, rank in APPLICATION_RANK.items()}
BY_PROJECT_RANK = {rank: ProjectRole(role).value for role, rank in PROJECT_RANK.items()}


def describe_api(procedures: Mapping[str, Procedure]) -> dict[str, Any]:
    """The document, in English, whoever asks. No statement."""
    types = {procedure.returns for procedure in procedures.values()}
    schemas, components = msgspec.json.schema_components(types, ref_template=REFERENCE)
    results = dict(zip(types, schemas, strict=True))
    with translation.override("en"):
        methods = [_describe(procedure, results[procedure.returns]) for procedure in procedures.values()]
    tags = sorted({method["tags"][0]["$ref"].rpartition("/")[2] for method in methods})
    return {
        "openrpc": OPENRPC_VERSION,
        "info": {"title": f"{NAME}: JSON-RPC", "version": VERSION, "description": ABOUT, "license": {"name": "MIT"}},
        "servers": [{"name": "This installation", "url": "../jsonrpc.php"}],
        "methods": methods,
        "components": {
            "schemas": components,
            "errors": ERRORS,
            "tags": {tag: {"name": tag} for tag in tags},
        },
    }


def _describe(procedure: Procedure, answer: dict[str, Any]) -> dict[str, Any]:
    function = inspect.unwrap(procedure.func_or_coro)
    summary, _empty, rest = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    own, _dot, _name = procedure.name.rpartition(".")
    tag = own or function.__module__.rpartition(".")[2]
    method = {
        "name": procedure.name,
        "tags": [{"$ref": f"#/components/tags/{tag}"}],
        "summary": " ".join(summary.split()),
        "paramStructure": "either",
        "params": [_describe_parameter(parameter) for parameter in procedure.parameters],
        "result": {"name": "result", "schema": _add_failures(procedure, answer)},
        "errors": [{"$ref": f"#/components/errors/{name}"} for name in _errors_of(function)],
        "x-permission": _describe_permission(procedure),
    }
    if rest:
        method["description"] = " ".join(rest.split())
    return method


def _errors_of(function: Any) -> Iterable[str]:
    yield "Unauthorized"
    yield "Forbidden"
    if ProcedureError.__name__ in function.__code__.co_names:
        yield "Told"


def _describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """A default that only the function understands is told by the empty text, which means the same."""
    schema = dict(parameter.schema)
    if not parameter.required:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        default = parameter.default
        if default is None:
            schema["type"] = [*kinds, "null"]
        elif default == 0 and not {"integer", "number", "boolean"} & set(kinds):
            default = ""
        if default == 0 and "minimum" in schema:
            schema["minimum"] = 0
        schema["default"] = list(default) if isinstance(default, tuple) else default
    return {"name": parameter.name, "required": parameter.required, "schema": schema}


def _add_failures(procedure: Procedure, answer: dict[str, Any]) -> dict[str, Any]:
    """What is answered when all goes well, or instead. Without arguments there is nothing to be refused."""
    if not procedure.parameters and procedure.failure is False:
        return answer
    words = "There is none." if is_reading(procedure.operation) else "Nothing was done."
    failures: list[dict[str, Any]] = []
    for failure in (procedure.failure, procedure.missing):
        if not _is_one(failure, procedure.returns) and failure not in [one["const"] for one in failures]:
            failures.append({"const": failure, "description": words})
    return {"anyOf": [answer, *failures]} if failures else answer


def _is_one(value: Any, answer: Any) -> bool:
    """Whether a failure value looks like any other answer."""
    try:
        msgspec.convert(value, answer)
    except msgspec.ValidationError:
        return False
    return True


def _describe_permission(procedure: Procedure) -> dict[str, Any]:
    """``restricted``: whether a custom role of the project may be without it."""
    rule = procedure.rule
    return {
        "operation": procedure.operation,
        "description": str(WORDS[procedure.operation]),
        "application_role": BY_RANK[rule.app],
        "project_role": BY_PROJECT_RANK.get(rule.project),
        "application_credentials": not rule.personal,
        "restricted": rule.restricted_by is not None,
        "reads_only": is_reading(procedure.operation),
    }
