"""The description of REST, for programs and for people."""

from __future__ import annotations

import re

from api.rest.problems import PROBLEM_TYPES
from api.rest.schema import make_document
from boards.access import RULES

DOCUMENT = make_document("1")


def all_endpoints():
    return [
        (f"{method} {path}", described)
        for path, methods in DOCUMENT["paths"].items()
        for method, described in methods.items()
    ]


def test_every_address_is_described_once():
    names = [described["operationId"] for _place, described in all_endpoints()]
    assert len(names) == len(set(names)) > 100
    for place, described in all_endpoints():
        assert described["summary"], place
        assert not described["summary"].endswith("."), place
        assert described["x-permission"] in RULES, place


def test_every_reference_leads_somewhere():
    components = DOCUMENT["components"]
    for reference in set(re.findall(r"'#/components/(\w+)/([\w.-]+)'", repr(DOCUMENT))):
        assert reference[1] in components[reference[0]], reference


def test_what_changes_an_object_names_its_state():
    """Members, values by name and the like have no state of their own: they are so, or they are not."""
    for path, methods in DOCUMENT["paths"].items():
        for method in set(methods) & {"patch", "put", "delete"} if "patch" in methods else ():
            assert "If-Match" in {parameter["name"] for parameter in methods[method]["parameters"]}, path
            assert {"412", "428"} <= methods[method]["responses"].keys(), path


def test_what_is_made_can_be_sent_again():
    for place, described in all_endpoints():
        if place.startswith("post"):
            assert "Idempotency-Key" in {parameter["name"] for parameter in described["parameters"]}, place


def test_the_document_is_open_to_all_and_not_sent_twice(client, db):
    first = client.get("/api/schema/")
    assert (first.status_code, first["Content-Type"]) == (200, "application/vnd.oai.openapi+json")
    assert client.get("/api/schema/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_the_page_tells_of_every_address_and_every_problem(client, db):
    page = client.get("/api/docs/").content.decode()
    for _place, described in all_endpoints():
        assert f'id="{described["operationId"]}"' in page
    for problem in PROBLEM_TYPES:
        assert f'id="problem-{problem.name}"' in page
    for name in DOCUMENT["components"]["schemas"]:
        assert f'id="{name}"' in page
    assert not re.search(r'(?:src|href)="https?://(?!testserver)', page)
