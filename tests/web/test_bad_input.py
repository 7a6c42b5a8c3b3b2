"""Every address with wrong, doubled, missing, endless and unreadable input: an answer below 500.

``FUZZ=50`` sends fifty times as many requests, other ones each time.
"""

from __future__ import annotations

import os

import pytest

from boards.web.addresses import BY_NAME
from tests.bad_input import SHORT, Fuzzer
from tests.web.test_access import LET_IN, LINES, Line, fill, ids  # noqa: F401 - a fixture

each = pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.name}{line.paths[0] if line.paths else ''}")
FUZZ = int(os.environ.get("FUZZ", "0"))
#: Requests of one kind to one address, and of all kinds: it keeps the suite short.
TIMES, MOST = 2 * max(1, FUZZ), 36 * max(1, FUZZ)


def parameters(line: Line) -> list[str]:
    """What the view of an address takes, beside what its query has already."""
    return sorted({"project_id", "task_id", "search", *BY_NAME[line.name].parameters})


@each
def test_no_address_falls_over(world, ids, line, monkeypatch):  # noqa: F811
    fuzzer = Fuzzer(f"{line.name}{line.paths}{FUZZ}", monkeypatch)
    allowed = [role for role in ("member", "manager", "admin") if role in LET_IN[line.whom]]
    url = fuzzer.random.choice(line.urls)
    client, right = world.client(fuzzer.random.choice(allowed)), fill(url, ids)
    for _ in range(TIMES):
        method = "POST" if line.how == "POST" else "GET"
        fuzzer.send(client, method, fuzzer.query(fuzzer.spoil(url, ids), parameters(line)), **line.headers)
        fuzzer.send(client, method, fuzzer.query(right, parameters(line)), **line.headers)
    if line.how in ("POST", "BOTH"):
        fuzzer.send(client, "POST", fuzzer.spoil(url, ids))
        fuzzer.post(client, right, TIMES)
        fuzzer.post_json(client, right, TIMES)
    assert fuzzer.sent <= MOST


@pytest.mark.parametrize("name", ["anonymous", "member"])
def test_strangers_and_old_addresses_do_not_fall_over(world, name, monkeypatch):
    fuzzer = Fuzzer(name, monkeypatch)
    client = world.client(name)
    for url in ("/", "/login", "/login/check", "/forgot-password", "/logout", "/robots.txt", "/nowhere", "/static/x"):
        fuzzer.send(client, "GET", fuzzer.query(url, ["next", "controller", "action", "username"]))
        fuzzer.post(client, url, TIMES)
    for value in SHORT:
        quoted = fuzzer.pick()
        for url in ("/{}", "/public/board/{}", "/public/task/1/{}", "/board/{}", "/live/{}", "/static/{}"):
            if url != "/live/{}" or name == "anonymous":
                fuzzer.send(client, "GET", url.format(quoted))
        fuzzer.send(client, "GET", f"/?controller={quoted}&action={fuzzer.pick()}")
        cookie = value.decode("latin-1").replace("\0", "\\000")[:2000]
        if cookie.isprintable():
            for key in ("KB_SID", "KB_RM", "csrftoken", "messages"):
                fuzzer.send(type(client)(), "GET", "/dashboard", cookie=f'{key}="{cookie * 8}"')
    assert fuzzer.answers >= {302, 404}
