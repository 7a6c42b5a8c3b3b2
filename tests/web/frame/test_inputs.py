"""Numbers and texts of every door go through one place (boards/inputs.py)."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from boards.inputs import LARGEST_ID, clean, decode_number, decode_numbers
from boards.models import Project, Tag, Task
from boards.web.frame.door import digits
from boards.web.frame.json_body import read_json_number

AJAX = {"X-Requested-With": "XMLHttpRequest"}
ENDLESS = "9" * 5000


@pytest.mark.parametrize(
    "text", ["", " ", "-1", "1.0", "٣", "²", "1\0", "1e3", "+1", str(LARGEST_ID + 1), ENDLESS, None, 3]
)
def test_what_is_no_number_of_ours_is_none(text):
    assert decode_number(text) is None
    assert digits(text) == 0
    assert read_json_number(text if isinstance(text, str) else None) == 0


def test_numbers_are_read_by_their_value():
    assert decode_number("0" * 6000 + "12") == 12
    assert decode_number("0") == 0
    assert decode_number(str(LARGEST_ID)) == LARGEST_ID
    assert decode_number("11", most=10) is None
    assert decode_numbers(f"1,x,,{ENDLESS},2,-3,٣") == {1, 2}
    assert read_json_number(2**63) == read_json_number(-1) == read_json_number(True) == 0


def test_what_can_not_be_stored_is_replaced_in_keys_and_values():
    assert clean({"a\0": ["\ud800b", {"c": "\udfff"}, 1, None]}) == {"a\ufffd": ["\ufffdb", {"c": "\ufffd"}, 1, None]}


def test_nul_in_paths_queries_forms_and_cookies_reaches_no_table(world):
    assert world.anonymous.get("/public/board/%00").status_code == 403
    assert world.anonymous.get("/public/task/1/%00").status_code == 403
    assert world.member.get("/palette?term=%00").status_code == 200
    project = world.project.pk
    for url in (
        "/?controller=TaskAjaxController&action=autocomplete&term=%00",
        f"/?controller=UserAjaxController&action=mention&project_id={project}&search=%00",
    ):
        assert world.member.get(url).json() == []
    preview = world.member.post("/?controller=TaskAjaxController&action=preview", {"text": "@a\0b"})
    assert preview.json() == ['<div class="markdown"><p>@a\ufffdb</p>\n</div>']
    place = {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk}
    world.member.post(f"/board/{project}/add", {"text": "a\0b", **place}, headers=AJAX)
    assert Task.objects.get().title == "a\ufffdb"
    world.member.post(f"/project/{project}/task/create", {"title": "t", "tags[]": "x\0", **place})
    assert world.member.post(f"/board/{project}/pin", {"filter": "x\0"}).status_code == 302
    added = {"user_id": world.people["outsider"].pk, "role": "\0"}
    address = f"/?controller=ProjectPermissionController&action=addUser&project_id={project}"
    assert world.manager.post(address, added).status_code < 500
    stranger = Client(headers={"cookie": r'KB_SID="\000\000\000\000\000\000\000\000\000"; KB_RM="\000"'})
    assert stranger.get("/dashboard").status_code == 302
    assert not [name for name in Tag.objects.values_list("name", flat=True) if "\0" in name]


@pytest.mark.parametrize(
    "body", ["[" * 5000 + "]" * 5000, '{"ids": ' + "[" * 100_000, '{"ids": ' + ENDLESS + "}", "{}\0", "[]"]
)
def test_json_that_is_none_is_refused_in_words(world, body):
    addresses = [
        f"/board/{world.project.pk}/move",
        f"/?controller=BoardAjaxController&action=reload&project_id={world.project.pk}",
        f"/?controller=ColumnController&action=move&project_id={world.project.pk}",
    ]
    for url in addresses:
        response = world.manager.post(url, body, content_type="application/json", headers=AJAX)
        assert response.status_code == 422, url
        assert response.json()["message"].startswith("This is no JSON")


def test_half_characters_in_json_are_replaced(world):
    url = f"/?controller=BoardAjaxController&action=reload&project_id={world.project.pk}"
    response = world.member.post(url, json.dumps({"search": "\ud800"}), content_type="application/json")
    assert response.status_code == 200
    assert "\ufffd" in response.content.decode()


def test_endless_digits_in_what_is_typed_are_words(world):
    place = {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk}
    url = f"/board/{world.project.pk}"
    marks = world.member.get(f"{url}/marks", {"text": "!" + "9" * 4990}).json()
    assert [one["label"] for one in marks] == [""]
    added = world.member.post(
        f"{url}/add", {"text": f"x !{ENDLESS}", "search": "priority:99999999999999999999", **place}, headers=AJAX
    )
    assert added.status_code == 200
    assert Task.objects.get().title == f"x !{ENDLESS}"
    assert Task.objects.get().priority == Project.objects.get(pk=world.project.pk).priority_default
