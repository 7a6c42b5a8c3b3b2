"""Requests as nobody's browser sends them: a bounded number of them, the same ones on every run.

What a page asks of a form or of JSON is learned by listening: whoever answers is given data that note every name that
is looked for, and the next request carries those names with bad values.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.utils.datastructures import MultiValueDict

from boards import inputs
from boards.transactions import block

NOT_UTF_8 = b"\xff\xfe\xed\xa0\x80"
#: What may stand in a path or a query, too.
SHORT: tuple[bytes, ...] = (
    b"", b" ", b"0", b"-1", b"1", b"2", b"1.5", b"1e9", b"NaN", b"inf", b"2147483648", b"9223372036854775807",
    b"9223372036854775808", b"99999999999999999999", b"9" * 5000, b"!" + b"9" * 4990, "٣".encode(), "²".encode(),
    b"\0", b"a\0b", b'"\0', NOT_UTF_8, b"@a\0b", b"#1 @x !9", b"%", b"%%%s", b"_", b"\\", b"'\"<b>&", b"\r\n",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16").encode(), "\u202e\u200b".encode(), b"../../etc",
    b"9999-12-31 23:59", b"0001-01-01", b"2026-02-30", b"+999d", b"9:99 pm", b"[[[" * 700, b"{", b"[]", b"null",
    b"true",
    b"status:open due:<9999-12-31 priority:" + b"9" * 30, b"id:" + b"9" * 30, b"created:<=+9999999999 years",
    b"1,2,x," + b"9" * 5000, b"tag:a\0b", b"http://[::1", b"//x", b"a" * 300, "\u00e9".encode() * 5000, b"me", b"none",
    b"app-admin", b"project-manager", b"week:2026-99", b"assignee:99999999999999999999", b"top",
)  # fmt: skip
LONG = (b"x" * 1_000_000, b"a\n" * 300_000, b"[a](" * 200_000, b"@a " * 300_000, b"- [ ] a\n" * 100_000)
DEEP = "[" * 5000 + "]" * 5000
VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 1.5, 2**31, 2**63, 2**70, -(2**70), "", "1", "9" * 5000, "a\0b", "\ud800", "x" * 300, [], {},
    [1, 2], ["a\0b"], {"a": "\udfff"}, [[[[]]]], list(range(5000)), {"id": 1}, "app-admin", "top",
)  # fmt: skip
BODIES = (
    b"", b"{", b"[]", b"null", b'"a"', b"1" * 5000, b'{"a": NaN}', NOT_UTF_8, DEEP.encode(), b'{"a":' * 5000,
    b'{"ids": %s}' % DEEP.encode(), b'{"search": %s}' % (b"9" * 5000), b"\xef\xbb\xbf{}", b'{"a": 1, "a": 2}', b"{}\0",
)  # fmt: skip
JSON = {"X-Requested-With": "XMLHttpRequest"}


@dataclass
class Asked:
    """The names that were looked for since it was made."""

    form: set[str] = field(default_factory=set)
    json: set[str] = field(default_factory=set)


class _Listening(dict[str, Any]):
    """An object of JSON that notes what is looked for."""

    asked: Asked

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.json.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.asked.json.add(key)
        return super().__getitem__(key)


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """While it lasts, what forms and JSON are asked for is noted."""
    asked = Asked()
    with monkeypatch.context() as patch:
        for name in ("get", "getlist", "__getitem__", "__contains__"):
            patch.setattr(MultiValueDict, name, _noting(getattr(MultiValueDict, name), asked))

        def clean(value: Any) -> Any:
            value = inputs.clean(value)
            if not isinstance(value, dict):
                return value
            heard = _Listening(value)
            heard.asked = asked
            return heard

        patch.setattr("boards.web.frame.json_body.clean", clean)
        yield asked


def _noting(method: Callable[..., Any], asked: Asked) -> Callable[..., Any]:
    def noted(self: Any, key: Any, *rest: Any) -> Any:
        if isinstance(self, QueryDict) and isinstance(key, str):
            asked.form.add(key)
        return method(self, key, *rest)

    return noted


class Fuzzer:
    """Sends bad requests and fails on an answer of 500 or more. What a request changes is taken back."""

    def __init__(self, seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.random = random.Random(zlib.crc32(seed.encode()))
        self.monkeypatch = monkeypatch
        self.sent = 0
        self.answers: set[int] = set()

    def pick(self) -> str:
        """A short value, quoted for a path or a query."""
        return quote_from_bytes(self.random.choice(SHORT), safe="")

    def spoil(self, template: str, ids: dict[str, Any]) -> str:
        """An address with one or all of its words in braces, and one value of its query, replaced by bad ones."""
        chosen = self.random.choice([None, *ids])
        url = template.format(**{key: self.pick() if chosen in (None, key) else value for key, value in ids.items()})
        pairs = [pair for pair in url.partition("?")[2].split("&") if "=" in pair]
        pairs = [pair for pair in pairs if not pair.startswith(("controller=", "action="))]
        if pairs and self.random.random() < 0.5:
            pair = self.random.choice(pairs)
            url = url.replace(pair, f"{pair.partition('=')[0]}={self.pick()}", 1)
        return url

    def query(self, url: str, names: list[str]) -> str:
        """The address with further parameters, some of them twice."""
        extra = [f"{name}={self.pick()}" for name in self.random.choices(names, k=4)] if names else []
        return url + ("&" if "?" in url else "?") + "&".join(extra)

    def body(self, names: list[str], *, is_long: bool) -> str:
        """A form with about half of the names, some of them twice, and perhaps one value of 1 MB."""
        pairs = [(name, self.pick()) for name in names for _ in range(self.random.choice((0, 1, 1, 2)))]
        if pairs and is_long:
            name, _ = pairs.pop(self.random.randrange(len(pairs)))
            pairs.append((name, quote_from_bytes(self.random.choice(LONG), safe="")))
        return "&".join(f"{quote_from_bytes(name.encode())}={value}" for name, value in pairs)

    def object(self, names: list[str]) -> str:
        return json.dumps({name: self.random.choice(VALUES) for name in names if self.random.random() < 0.8})

    def send(self, client: Client, method: str, url: str, body: Any = "", kind: str = "", **headers: str) -> None:
        """One request; the answer must be below 500."""
        self.sent += 1
        client.raise_request_exception = False
        with block():
            response = client.generic(method, url, body, kind or "text/plain", headers=headers)
            if response.streaming:
                response.close()
            transaction.set_rollback(True)
        error = getattr(response, "exc_info", None)
        said = f"{method} {url[:300]} {body[:300]!r} {kind}: {error and repr(error[1])[:500]}"
        assert response.status_code < 500, said
        self.answers.add(response.status_code)

    @staticmethod
    def request(url: str, user: Any) -> Any:
        """A request to ask with what a person may do."""
        request: Any = RequestFactory().get(url)
        request.user = user
        return request

    def post(self, client: Client, url: str, times: int) -> None:
        """Forms: an empty one, to hear what is asked for, then as many bad ones; the last one very long."""
        with listening(self.monkeypatch) as asked:
            self.send(client, "POST", url, "", "application/x-www-form-urlencoded")
            for turn in range(times):
                body = self.body(sorted(asked.form), is_long=turn == times - 1)
                self.send(client, "POST", url, body, "application/x-www-form-urlencoded")

    def post_json(self, client: Client, url: str, times: int) -> None:
        """Nothing but rubbish to who expects no JSON; else the names that are asked for, with values of any type."""
        with listening(self.monkeypatch) as asked:
            self.send(client, "POST", url, "{}", "application/json", **JSON)
            self.send(client, "POST", url, self.random.choice(BODIES), "application/json", **JSON)
            if not asked.json:
                return
            for body in BODIES:
                self.send(client, "POST", url, body, "application/json", **JSON)
            for _ in range(times * 3):
                self.send(client, "POST", url, self.object(sorted(asked.json)), "application/json", **JSON)
