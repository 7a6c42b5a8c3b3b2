#!/usr/bin/env python3
"""Hold a JSON-RPC server against recorded answers of a real Kanboard.

    replay.py URL [--token TOKEN] [--admin NAME:PASSWORD] [--scenarios DIR] [--json FILE] [-v] [NAME ...]

Every scenario is a JSON file: a list of steps, each a raw HTTP POST with the expected answer. The comparison is exact
in values and JSON types (1, "1", true and null all differ; a missing or an extra key is a mismatch; key order is not
compared), but for the placeholders below. Standard library only.

Placeholders in expectations
    "${name}"      the value that an earlier step saved under that name (also inside a longer string)
    "<id>"         a positive integer            "<id-str>"    the same as a string of digits
    "<timestamp>"  an integer, seconds since the epoch, within a day of now
    "<token>"      a string of at least 20 hexadecimal or base64 characters
    "<str>"        any string, also empty        "<text>"      any string that is not empty
    "<int>", "<number>", "<bool>", "<list>", "<object>", "<any>"
    "<day 2030-01-31>"  an integer, seconds since the epoch, anywhere within that day (UTC)
    "<url>/task/7"      an absolute http(s) address with that path, in which <token> stands for any token
An expectation {"<rows with>": TEXT, "rows": [...]}: the answer is a list; only its items whose JSON holds TEXT count.
An expectation {"<unordered>": [...]}: the same items in any order.
An expectation {"<keyed by id>": [...]}: an object whose keys are ids (strings of digits) and whose values are these, in
that order.
An expectation {"<includes>": {...}}: an object with at least these keys.
"""

import argparse
import base64
import calendar
import http.client
import json
import pathlib
import random
import re
import string
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
VARIABLE = re.compile(r"\$\{([a-zA-Z0-9_]+)\}")
MISSING = object()


class Unbound(Exception):
    """A step needs a variable that no earlier step could save."""


def substitute(value, variables):
    """Replace ${name} in every string of a JSON value; a string that is one variable takes its value and type."""
    if isinstance(value, str):
        whole = VARIABLE.fullmatch(value)
        if whole:
            if whole[1] not in variables:
                raise Unbound(whole[1])
            return variables[whole[1]]

        def one(match):
            if match[1] not in variables:
                raise Unbound(match[1])
            return str(variables[match[1]])

        return VARIABLE.sub(one, value)
    if isinstance(value, list):
        return [substitute(item, variables) for item in value]
    if isinstance(value, dict):
        return {str(substitute(key, variables)): substitute(item, variables) for key, item in value.items()}
    return value


def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


PLACEHOLDERS = {
    "<id>": lambda v: is_int(v) and v > 0,
    "<id-str>": lambda v: isinstance(v, str) and v.isdigit() and int(v) > 0,
    "<timestamp>": lambda v: is_int(v) and abs(v - time.time()) < 86400,
    "<token>": lambda v: isinstance(v, str) and re.fullmatch(r"[0-9A-Za-z+/=_-]{20,}", v) is not None,
    "<str>": lambda v: isinstance(v, str),
    "<text>": lambda v: isinstance(v, str) and v != "",
    "<int>": is_int,
    "<number>": lambda v: is_int(v) or isinstance(v, float),
    "<bool>": lambda v: isinstance(v, bool),
    "<list>": lambda v: isinstance(v, list),
    "<object>": lambda v: isinstance(v, dict),
    "<any>": lambda v: True,
}


def show(value):
    text = json.dumps(value, ensure_ascii=False) if value is not MISSING else "nothing"
    return text if len(text) <= 160 else text[:157] + "..."


def differences(expected, actual, where="$"):
    """Yield one line for each place where `actual` is not what `expected` asks for."""
    if isinstance(expected, str) and expected in PLACEHOLDERS:
        if not PLACEHOLDERS[expected](actual):
            yield f"{where}: expected {expected}, got {show(actual)}"
    elif isinstance(expected, str) and expected.startswith("<day "):
        midnight = calendar.timegm(time.strptime(expected, "<day %Y-%m-%d>"))
        if not is_int(actual) or not midnight <= actual < midnight + 86400:
            yield f"{where}: expected {expected}, got {show(actual)}"
    elif isinstance(expected, str) and expected.startswith("<url>"):
        path = re.escape(expected[5:]).replace("<token>", "[0-9A-Za-z_-]{20,}")
        if not isinstance(actual, str) or not re.fullmatch(r"https?://[^/]+" + path, actual):
            yield f"{where}: expected {expected}, got {show(actual)}"
    elif isinstance(expected, dict) and "<rows with>" in expected:
        if not isinstance(actual, list):
            yield f"{where}: expected a list, got {show(actual)}"
        else:
            needle = str(expected["<rows with>"])
            rows = [row for row in actual if needle in json.dumps(row, ensure_ascii=False)]
            yield from differences(expected["rows"], rows, where + f"[with {needle}]")
    elif isinstance(expected, dict) and "<includes>" in expected:
        if not isinstance(actual, dict):
            yield f"{where}: expected an object, got {show(actual)}"
        else:
            for key, item in expected["<includes>"].items():
                yield from differences(item, actual.get(key, MISSING), f"{where}.{key}")
    elif isinstance(expected, dict) and "<keyed by id>" in expected:
        if not isinstance(actual, dict) or not all(key.isdigit() for key in actual):
            yield f"{where}: expected an object keyed by id, got {show(actual)}"
        else:
            yield from differences(expected["<keyed by id>"], list(actual.values()), where)
    elif isinstance(expected, dict) and "<unordered>" in expected:
        wanted = expected["<unordered>"]
        if not isinstance(actual, list) or len(actual) != len(wanted):
            yield f"{where}: expected {len(wanted)} items in any order, got {show(actual)}"
        else:
            left = list(actual)
            for item in wanted:
                match = next((one for one in left if not list(differences(item, one))), MISSING)
                if match is MISSING:
                    yield f"{where}: no item like {show(item)} in {show(actual)}"
                else:
                    left.remove(match)
    elif isinstance(expected, dict):
        if not isinstance(actual, dict):
            yield f"{where}: expected an object, got {show(actual)}"
            return
        for key in expected.keys() | actual.keys():
            if key not in actual:
                yield f"{where}.{key}: missing, expected {show(expected[key])}"
            elif key not in expected:
                yield f"{where}.{key}: not expected, got {show(actual[key])}"
            else:
                yield from differences(expected[key], actual[key], f"{where}.{key}")
    elif isinstance(expected, list):
        if not isinstance(actual, list):
            yield f"{where}: expected a list, got {show(actual)}"
        elif len(expected) != len(actual):
            yield f"{where}: expected {len(expected)} items, got {len(actual)}: {show(actual)}"
        else:
            for index, (one, other) in enumerate(zip(expected, actual)):
                yield from differences(one, other, f"{where}[{index}]")
    elif is_number(expected) and is_number(actual):
        if expected != actual:  # 1 and 1.0 are the same JSON number
            yield f"{where}: expected {show(expected)}, got {show(actual)}"
    elif type(expected) is not type(actual) or expected != actual:
        yield f"{where}: expected {show(expected)} ({kind(expected)}), got {show(actual)} ({kind(actual)})"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def kind(value):
    if value is MISSING:
        return "missing"
    if value is None:
        return "null"
    return {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}[type(value)]


def dig(value, path):
    """The part of a JSON value under a dotted path such as "result.0.id"; MISSING where there is none."""
    for key in filter(None, path.split(".")):
        if isinstance(value, list) and key.lstrip("-").isdigit() and -len(value) <= int(key) < len(value):
            value = value[int(key)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return MISSING
    return value


class Client:
    """One HTTP connection per caller identity, re-opened when the server closes it."""

    def __init__(self, url, timeout=30):
        self.url = urllib.parse.urlsplit(url)
        self.timeout = timeout
        self.connection = None

    def post(self, body, headers, method="POST"):
        """Send and return (status, response headers, decoded JSON or None, raw text)."""
        path = self.url.path or "/"
        for attempt in (1, 2):
            if self.connection is None:
                maker = http.client.HTTPSConnection if self.url.scheme == "https" else http.client.HTTPConnection
                self.connection = maker(self.url.hostname, self.url.port, timeout=self.timeout)
            try:
                self.connection.request(method, path, body, headers)
                response = self.connection.getresponse()
                raw = response.read()
                break
            except (http.client.HTTPException, OSError) as error:
                self.connection.close()
                self.connection = None
                if attempt == 2:
                    return 0, {}, None, f"{type(error).__name__}: {error}"
        text = raw.decode("utf-8", "replace")
        try:
            decoded = json.loads(text)
        except ValueError:
            decoded = None
        return response.status, dict(response.getheaders()), decoded, text


def basic(name, password):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def credentials(identity, options, variables):
    """The Authorization header of a step's "as": app, admin, none, or NAME:PASSWORD."""
    if identity == "none":
        return {}
    if identity == "app":
        return {"Authorization": basic("jsonrpc", options.token)}
    if identity == "admin":
        return {"Authorization": basic(*options.admin.split(":", 1))}
    name, password = substitute(identity, variables).split(":", 1)
    return {"Authorization": basic(name, password)}


def request_of(step, options, variables):
    headers = {"Content-Type": "application/json", **credentials(step["as"], options, variables)}
    for name, value in step.get("headers", {}).items():
        if value is None:
            headers.pop(name, None)
        else:
            headers[name] = substitute(value, variables)
    if "body" in step:
        body = step["body"] if isinstance(step["body"], str) else json.dumps(substitute(step["body"], variables))
    else:
        call = {"jsonrpc": "2.0", "method": step["method"], "id": 1}
        if "params" in step:
            call["params"] = substitute(step["params"], variables)
        body = json.dumps(call)
    return body.encode("utf-8", "surrogatepass"), headers


def play(scenario, client, options):
    """Run one scenario; return a list with one (step, list of differences) for each step."""
    rand = "".join(random.choices(string.ascii_lowercase, k=8))
    variables = {"rand": rand, "RAND": rand.upper()}
    outcome = []
    for step in scenario["steps"]:
        try:
            body, headers = request_of(step, options, variables)
            status, _, decoded, text = client.post(body, headers, step.get("http_method", "POST"))
            for name, path in step.get("save", {}).items():
                value = dig(decoded, path)
                if value is not MISSING:
                    variables[name] = value
            expected = substitute(step["expect"], variables)
        except Unbound as error:
            outcome.append((step, [f"needs ${{{error}}}, which no earlier step gave"]))
            continue
        found = []
        if status != expected["status"]:
            found.append(f"HTTP status: expected {expected['status']}, got {status}: {text[:200]!r}")
        if "json" in expected:
            if decoded is None and expected["json"] is not None:
                found.append(f"body: expected JSON, got {text[:200]!r}")
            else:
                found.extend(differences(expected["json"], decoded))
        elif "body" in expected and text.strip() != expected["body"]:
            found.append(f"body: expected {expected['body']!r}, got {text[:200]!r}")
        if "wait" in step:
            time.sleep(step["wait"])
        outcome.append((step, found))
    return outcome


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("url", help="the endpoint, such as http://127.0.0.1:8000/jsonrpc.php")
    parser.add_argument("names", nargs="*", help="scenarios to run (default: all)")
    parser.add_argument("--token", default="test", help="the application's API token (default: test)")
    parser.add_argument(
        "--admin", default="admin:admin", help="an administrator's NAME:PASSWORD (default: admin:admin)"
    )
    parser.add_argument("--scenarios", type=pathlib.Path, default=HERE / "scenarios")
    parser.add_argument("--json", type=pathlib.Path, help="write every step's outcome to this file")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every difference, not the first three")
    options = parser.parse_args()

    files = sorted(options.scenarios.glob("*.json"))
    if options.names:
        files = [file for file in files if file.stem in options.names]
    if not files:
        sys.exit("no such scenario")
    client = Client(options.url)
    passed = failed = good = total = 0
    report = []
    for file in files:
        scenario = json.loads(file.read_text())
        outcome = play(scenario, client, options)
        bad = [(number, step, found) for number, (step, found) in enumerate(outcome, 1) if found]
        total += len(outcome)
        good += len(outcome) - len(bad)
        passed, failed = (passed + 1, failed) if not bad else (passed, failed + 1)
        print(f"{'ok  ' if not bad else 'FAIL'} {file.stem}: {len(outcome) - len(bad)}/{len(outcome)} steps")
        for number, step, found in bad:
            params = show(step.get("params", step.get("body")))
            print(f"     step {number} {step.get('method', 'raw body')} as {step['as']} {params}")
            for line in found if options.verbose else found[:3]:
                print(f"       {line}")
        report += [
            {"scenario": file.stem, "step": number, "method": step.get("method"), "differences": found}
            for number, (step, found) in enumerate(outcome, 1)
        ]
    if options.json:
        options.json.write_text(json.dumps(report, indent=1))
    print(f"steps: {good}/{total}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
