"""The pages of operators with wrong, doubled, missing, endless and unreadable input: an answer below 500."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote

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
