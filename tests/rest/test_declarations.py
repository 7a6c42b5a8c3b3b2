"""What the resources declare, whatever they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.rest.endpoint import Endpoint
from api.rest.resource import OWNERS, SAFE
from api.rest.urls import urlpatterns
from boards.access import RULES
from boards.access.rules import is_reading


def declared() -> Iterator[tuple[str, str, Endpoint]]:
    """The address, the method and the declaration of each operation."""
    for pattern in urlpatterns:
        view: Any = pattern.callback
        for method, name in getattr(view, "actions", {}).items():
            yield str(pattern.pattern), method.upper(), getattr(view.cls, name).endpoint


OPERATIONS = list(declared())
NAMES = [f"{method} {address}" for address, method, _endpoint in OPERATIONS]


def test_an_operation_has_a_name_of_its_own():
    names = [endpoint.name for _address, _method, endpoint in OPERATIONS]
    assert len(set(names)) == len(names) > 150


@pytest.mark.parametrize(("address", "method", "endpoint"), OPERATIONS, ids=NAMES)
def test_a_token_that_reads_only_changes_nothing(address: str, method: str, endpoint: Endpoint):
    assert is_reading(endpoint.allows) is (method in SAFE)


@pytest.mark.parametrize(("address", "method", "endpoint"), OPERATIONS, ids=NAMES)
def test_a_role_is_asked_for_in_the_project_of_the_path(address: str, method: str, endpoint: Endpoint):
    first = address.partition("<id:")[2].partition(">")[0]
    assert bool(RULES[endpoint.allows].project) is (first == "project_id" or first in OWNERS)


@pytest.mark.parametrize(("address", "method", "endpoint"), OPERATIONS, ids=NAMES)
def test_a_change_of_an_object_names_its_state(address: str, method: str, endpoint: Endpoint):
    """But where all of it is sent, or only whether it is there."""
    if method == "PATCH":
        assert endpoint.guarded
    if method in ("GET", "POST"):
        assert not endpoint.guarded


@pytest.mark.parametrize(("address", "method", "endpoint"), OPERATIONS, ids=NAMES)
def test_an_operation_is_described(address: str, method: str, endpoint: Endpoint):
    assert endpoint.summary
    assert not endpoint.summary.endswith(".")
    assert len(endpoint.summary) <= 100
