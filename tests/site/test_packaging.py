"""What `make` installs is what pyproject.toml asks for (docs/architecture.md, Versions)."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kanboard_site.env import BASE_DIR

PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
#: File of locked versions, and the groups of pyproject.toml that it holds beside the run-time dependencies.
LOCKS = {"run": (), "test": ("test",), "browser": ("test", "browser"), "dev": ("test", "browser", "dev")}


def locked(name: str) -> dict[str, str]:
    """Package to version."""
    text = (BASE_DIR / f"requirements/{name}.txt").read_text()
    return dict(re.findall(r"(?m)^([a-z0-9-]+)(?:\[\w,]+)?==([^ ;]+)", text))


@pytest.mark.parametrize("name", LOCKS)
def test_the_locked_versions_are_those_that_the_project_asks_for(name):
    versions = locked(name)
    asked = [
        *PROJECT["project"]["dependencies"],
        *(x for group in LOCKS[name] for x in PROJECT["dependency-groups"][group]),
    ]
    assert len(asked) >= 20
    for requirement in map(Requirement, asked):
        version = versions[requirement.name.lower().replace("_", "-")]
        assert requirement.specifier.contains(version), (requirement, version)


def test_what_is_tested_is_what_runs():
    run, *others = (locked(name).items() for name in LOCKS)
    for larger in others:
        assert run <= larger


def test_each_locked_file_has_a_digest():
    for name in LOCKS:
        text = (BASE_DIR / f"requirements/{name}.txt").read_text()
        for pin in re.split(r"(?m)^(?=[a-z0-9])", text)[1:]:
            assert "--hash=sha256:" in pin, pin


def test_a_python_that_is_too_old_is_said_in_one_sentence(tmp_path: Path):
    command = ["make", "--no-print-directory", "run", f"VENV={tmp_path}/venv", "PYTHON=false"]
    done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 run"
    assert not (tmp_path / "venv").exists()
