"""The published procedures against the table of the real API (procedures.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import msgspec
import pytest

from api.rpc.procedure import Namespace
from api.rpc.registry import server
from boards.access.rules import RULES
from boards.actors import APPLICATION, Actor
from boards.roles import application_rank, project_rank
from tests.conftest import hold_answers
from tests.contract.test_shapes import TYPES, declared

TABLE = json.loads((Path(__file__).parent / "procedures.json").read_text())["procedures"]
ONLY_OURS = {"getDefaultSwimlane"}


def test_all_procedures_are_published_and_no_others():
    assert set(server.procedures) == {entry["name"] for entry in TABLE} | ONLY_OURS


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry["name"])
def test_a_procedure_takes_the_parameters_of_the_table(entry):
    parameters = server.get_procedure_wrapper(entry["name"]).parameters
    assert [parameter.name for parameter in parameters] == [one["name"] for one in entry["params"]]
    assert [parameter.required for parameter in parameters] == [one["required"] for one in entry["params"]]


@pytest.mark.django_db
@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry["name"])
def test_an_absent_parameter_means_the_default_of_the_table(entry):
    for parameter, wire in zip(server.get_procedure_wrapper(entry["name"]).parameters, entry["params"], strict=True):
        if not wire["required"]:
            meant = parameter.read(wire["default"])
            assert (parameter.default or None) == (meant or None)


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry["name"])
def test_a_procedure_asks_for_the_roles_of_the_table(entry):
    procedure = server.get_procedure_wrapper(entry["name"])
    access = entry["access"]
    rule = RULES[procedure.operation]
    assert rule.personal is not access["app_credentials"]
    assert rule.app == application_rank(access["min_app_role"])
    assert rule.project == project_rank(access["min_project_role"] or "")
    assert bool(procedure.resolver) is bool(access["min_project_role"])


#: Shape to the name of its object.
OBJECTS = {"event": "ActivityObject", **{name: shape.struct.__name__ for name, shape in declared().items()}}


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry["name"])
def test_a_procedure_answers_what_the_table_says(entry):
    schema = msgspec.json.schema(server.get_procedure_wrapper(entry["name"]).returns)
    wanted = entry["returns"]
    assert schema.get("type", "object") == TYPES[wanted["type"]]
    if wanted["shape"] in OBJECTS:
        item = schema["items"] if wanted["type"] == "list" else schema
        assert item["$ref"] == f"#/$defs/{OBJECTS[wanted['shape']]}"


def test_a_name_is_found_in_any_case():
    assert server.get_procedure_wrapper("GETVERSION").name == "getVersion"


def test_an_answer_that_is_not_declared_fails_the_call():
    rpc = Namespace()

    @rpc.procedure("getCount", allows="application.view", returns=int)
    def get_count(actor: Actor) -> int:
        return cast(int, "many")

    procedure = rpc.published["getCount"]
    hold_answers(procedure)
    with pytest.raises(msgspec.ValidationError, match="Expected `int`, got `str`"):
        procedure.call(APPLICATION, [])
