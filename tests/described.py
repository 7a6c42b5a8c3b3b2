"""What the API says of itself (OpenRPC), as something that answers can be held against."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from api.rpc.registry import find_description


@cache
def find_methods() -> dict[str, dict[str, Any]]:
    """Name to method of the document."""
    return {method["name"]: method for method in find_description()["methods"]}


def validator_of(schema: dict[str, Any]) -> Draft202012Validator:
    """For a schema of the document, which may refer to its components."""
    return Draft202012Validator({**schema, "components": find_description()["components"]})


@cache
def result_validator(name: str) -> Draft202012Validator | None:
    """For the answers of a method, whose name counts in any case; None when there is no such method."""
    schemas = {known.lower(): method["result"]["schema"] for known, method in find_methods().items()}
    return validator_of(schemas[name.lower()]) if name.lower() in schemas else None


def hold_results(body: bytes, answer: Any) -> list[str]:
    """What in the answer to a request is not as described; calls and answers of a batch belong together by their id."""
    try:
        request = json.loads(body)
    except ValueError:
        return []
    calls = request if isinstance(request, list) else [request]
    methods = {repr(call.get("id")): call.get("method") for call in calls if isinstance(call, dict)}
    wrong = []
    for one in answer if isinstance(answer, list) else [answer]:
        method = methods.get(repr(one.get("id"))) if isinstance(one, dict) and "result" in one else None
        validator = result_validator(method) if isinstance(method, str) else None
        if validator is not None:
            wrong += [f"{method}: {error.message[:300]}" for error in validator.iter_errors(one["result"])]
    return wrong
