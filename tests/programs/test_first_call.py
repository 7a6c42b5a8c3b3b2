"""What docs/api.md tells newcomers to type works on a new installation."""

from __future__ import annotations

import re
import subprocess
import sys
from textwrap import dedent

import pytest

from kanboard_site.env import BASE_DIR
from tests.serving import serve

HOST = "http://127.0.0.1:8000"


def read_sample(heading: str) -> str:
    text = (BASE_DIR / "docs/api.md").read_text()
    found = re.search(rf"\*\*{heading}\*\*.*?\n\n((?:    .*\n|\n)+)", text)
    assert found, heading
    return dedent(found[1])


@pytest.fixture
def fresh(tmp_path):
    with serve(tmp_path, API_AUTHENTICATION_TOKEN="secret") as (url, _environment):
        yield url


def test_the_first_calls_of_the_documentation(fresh):
    typed = read_sample("curl").replace(HOST, fresh).replace("curl ", "curl -sSf ")
    asked = subprocess.run(["bash", "-eu", "-c", typed], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.endswith('{"items":[{"id":1,"title":"Say hello"}],"next":null}')
    program = read_sample("Python").replace(HOST, fresh)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout.endswith("/task/2\n"), ran.stderr
