"""What stands before Django's own middleware: doubled slashes, compression, the door of programs."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.http import JsonResponse
from django.test import Client, RequestFactory
from django.utils import translation

from boards.actors import APPLICATION
from boards.models import Category
from boards.queries.live import find_revision
from boards.queries.settings import forget_settings
from boards.services.categories import create_category
from boards.services.files import create_task_file
from boards.services.settings import save_settings
from boards.web.frame.door import PUBLIC, Address
from kanboard_site.middleware import SLASHES, Compress
from tests.web.test_budget import fill

ASKS = {"Accept-Encoding": "gzip"}


def get(client: Client, path: str) -> Any:
    """An answer to this path as it is; Django's client takes what follows two slashes for a host."""
    return client.get("/", PATH_INFO=path)


def weigh(world: Any, path: str, **headers: str) -> tuple[Any, int]:
    answer = world.member.get(path, headers=headers)
    assert answer.status_code == 200
    return answer, len(answer.content)


def test_a_board_of_a_thousand_tasks_is_light_on_the_wire(world):
    fill(world, 1000)
    path = f"/board/{world.project.pk}"
    plain, size = weigh(world, path)
    sent, zipped = weigh(world, path, **ASKS)
    assert zipped <= 45_000 < size
    assert (sent["Content-Encoding"], sent["Content-Length"]) == ("gzip", str(zipped))
    for answer in (plain, sent):
        assert "Accept-Encoding" in answer["Vary"]
    assert b"Task 1 with a title" in gzip.decompress(sent.content)


def compressed(number: int = 1000, asks: str = "gzip") -> Any:
    request = RequestFactory().get("/palette", headers={"Accept-Encoding": asks})
    return Compress(lambda request: JsonResponse(["Task"] * number, safe=False))(request)


def test_json_is_compressed_too_and_small_answers_are_not():
    small, large = compressed(10), compressed(1000)
    assert ("Content-Encoding" in small, large["Content-Encoding"]) == (False, "gzip")
    assert json.loads(gzip.decompress(large.content)) == ["Task"] * 1000


@pytest.mark.parametrize(
    ("asks", "gets"),
    [("br, gzip", True), ("gzip;q=0.5", True), ("gzip;q=0, br", False), ("gzip; q=0.00", False), ("x-gzipped", False)],
)
def test_only_who_asks_gets_it_compressed(asks, gets):
    answer = compressed(asks=asks)
    assert ("Content-Encoding" in answer) is gets
    assert answer["Vary"] == "Accept-Encoding"


def test_the_same_answer_has_no_length_that_tells_anything():
    assert len({len(compressed().content) for _time in range(20)}) > 1


def test_programs_get_it_compressed_too_when_they_ask(world, rpc):
    fill(world, 30)
    call = json.dumps({"jsonrpc": "2.0", "method": "getAllTasks", "params": [world.project.pk], "id": 1})
    plain, sent = rpc.post(call), rpc.post(call, **ASKS)
    assert "Content-Encoding" not in plain
    assert gzip.decompress(sent.content) == plain.content
    assert sent["Content-Length"] == str(len(sent.content))


def test_files_and_static_files_go_their_own_way(world):
    task = world.task()
    file_id = create_task_file(
        actor=world.actor("member"),
        project_id=task.project_id,
        task_id=task.pk,
        name="long.txt",
        content=b"many words " * 1000,
    )
    answer = world.member.get(f"/task/{task.pk}/file/{file_id}/download", headers=ASKS)
    assert (answer.status_code, "Content-Encoding" in answer) == (200, False)
    assert len(answer.getvalue()) == 11_000


@pytest.mark.parametrize(
    "path",
    [
        "//login",
        "//board//{board}",
        "///task/{task}",
        "//healthz",
        "/admin//",
        "//nothing",
        "/?a=1//2",
        "//dashboard//1",
    ],
)
def test_doubled_slashes_count_as_one_at_every_door(world, path):
    path = path.format(board=world.project.pk, task=world.task().pk)
    doubled, single = (get(world.member, one) for one in (path, SLASHES.sub("/", path)))
    assert doubled.status_code == single.status_code != 405
    assert doubled.headers.get("Location") == single.headers.get("Location")


def test_what_is_asked_for_in_doubled_slashes_is_found(world):
    assert get(world.member, f"//board///{world.project.pk}").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/board/1", "///evil.example//..", "//board/1"])
def test_no_doubled_slash_leads_elsewhere(db, path):
    answer = get(Client(), path)
    assert answer.status_code in (302, 404)
    assert not answer.headers.get("Location", "").startswith("//")
    assert "=//" not in answer.headers.get("Location", "")
    assert b"evil.example" not in Client().get("/login", {"next": path}).content


@pytest.mark.parametrize("path", ["//jsonrpc.php", "/jsonrpc.php//", "//jsonrpc"])
def test_programs_may_double_their_slashes(rpc, path):
    call = json.dumps({"jsonrpc": "2.0", "method": "getVersion", "id": 1})
    answer = rpc.client.post(
        "/", call, "application/json", headers={"Authorization": rpc.authorization}, PATH_INFO=path
    )
    assert (answer.status_code, "result" in answer.json()) == (200, True)


def test_answers_to_programs_are_nothing_for_a_browser_to_show(rpc):
    answer = rpc.post("{}")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_the_language_of_a_program_is_not_left_behind(rpc):
    save_settings(actor=APPLICATION, values={"application_language": "de_DE"})
    forget_settings()
    with translation.override("fr"):
        rpc.post("{}")
        assert translation.get_language() == "fr"


def test_a_new_category_is_heard_of_by_boards(world):
    before = find_revision(world.project.pk)
    create_category(actor=world.actor("member"), project=world.project, name="New")
    assert Category.objects.filter(name="New").exists()
    assert find_revision(world.project.pk) > before


def test_an_address_takes_numbers_and_texts_only():
    def number(request: Any, count: int) -> Any: ...

    def nothing(request: Any, moment: float) -> Any: ...

    number.__annotations__["count"] = int
    assert Address("a.number", number, PUBLIC).parameters["count"].annotation is int
    with pytest.raises(TypeError, match="moment"):
        Address("a.nothing", nothing, PUBLIC)
