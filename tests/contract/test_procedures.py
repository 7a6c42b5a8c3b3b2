"""The published procedures against the table of the real API (procedures.json)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.rpc.registry import server
from boards.access.rules import RULES
from boards.roles import application_rank, project_rank

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


def test_a_name_is_found_in_any_case():
    assert server.get_procedure_wrapper("GETVERSION").name == "getVersion"
