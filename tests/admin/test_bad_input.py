"""The pages of operators with wrong, doubled, missing, endless and unreadable input: an answer below 500."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote

from boards.models import Action
from tests.bad_input import Fuzzer

TIMES, MOST = 2, 60
#: What Django's lists take in their addresses; the lookups of a model come on top.
LISTS = ["q", "o", "p", "all", "e", "_changelist_filters", "_to_field", "_popup"]


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_no_page_of_operators_falls_over(office, everything, model, monkeypatch):
    fuzzer = Fuzzer(model._meta.label_lower, monkeypatch)
    client, rows = office.client, office.url(model, "changelist")
    obj = model._default_manager.first()
    key = quote(obj.pk) if obj else "1"
    columns = [field.name for field in model._meta.fields]
    lookups = [name + end for name in columns for end in ("", "__exact", "__id__exact", "__gte", "__isnull", "__in")]
    for _ in range(TIMES * 3):
        fuzzer.send(client, "GET", fuzzer.query(rows, LISTS + columns))
        fuzzer.send(client, "GET", fuzzer.query(rows, lookups))
    for page in ("change", "delete", "history"):
        for _ in range(TIMES):
            fuzzer.send(client, "GET", office.url(model, page, "KEY").replace("KEY", fuzzer.pick()))
    actions = admin.site._registry[model].get_actions(fuzzer.request(rows, office.user))
    for action in [*actions, "x"]:
        for _ in range(TIMES):
            body = (
                f"action={action}&_selected_action={fuzzer.pick()}&_selected_action={key}&select_across={fuzzer.pick()}"
            )
            for more in ("", "&post=yes"):
                fuzzer.send(client, "POST", rows, body + more, "application/x-www-form-urlencoded")
    for url in (office.url(model, "add"), office.url(model, "change", key)):
        fuzzer.post(client, url, TIMES)
    assert fuzzer.sent <= MOST


#: Numbers and JSON that Python does not read, and what is deeper than it nests.
ENDLESS = ["9" * 5000, "[" * 100_000, '{"a":' * 900 + "1" + "}" * 900, f'{{"duration": {"9" * 5000}}}', "1e400", "NaN"]


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_endless_values_of_fields_are_no_failure(office, everything, model):
    obj = model._default_manager.first()
    for url in (office.url(model, "add"), office.url(model, "change", quote(obj.pk) if obj else "1")):
        page = office.client.get(url, follow=True)
        shown = page.context and page.context.get("adminform")
        for value in ENDLESS if shown else ():
            data = dict.fromkeys(shown.form.fields, value)
            assert office.client.post(url, data).status_code in (200, 302, 403), value[:20]


@pytest.mark.parametrize("value", ["9" * 5000, "9" * 30])
def test_digits_that_are_no_instant_are_said_beside_the_field(office, board, value):
    task = board.tasks[0]
    assert list(office.errors(office.change(task, date_due=value))) == ["date_due"]
    task.refresh_from_db()
    assert task.date_due == 0


@pytest.mark.parametrize("value", ["9" * 5000, f'{{"column_id": {"9" * 5000}}}', "[" * 100_000, "{"])
def test_parameters_that_are_no_json_are_said_beside_the_field(office, board, value):
    values = {
        "project": board.project.pk, "action_name": "\\Kanboard\\Action\\TaskCloseColumn",
        "event_name": "task.move.column", "params": value,
    }  # fmt: skip
    assert list(office.errors(office.add(Action, **values))) == ["params"]
    assert not Action.objects.exists()
