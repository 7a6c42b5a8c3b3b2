"""Under a path prefix, as behind a proxy that serves other programs, too: no address of a page leaves it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import set_script_prefix

from boards.models import Project
from boards.services.comments import create_comment
from boards.services.custom_filters import create_custom_filter
from boards.services.projects import enable_public_access
from boards.services.subtasks import create_subtask

PREFIX = "/tracker"
NOWHERE = "/no/such/page"
PAGES = (
    "/dashboard", "/dashboard/{user}/projects", "/dashboard/{user}/tasks", "/my-activity", "/search?search=boat",
    "/search/activity", "/projects", "/project/{project}/overview", "/project/create/personal", "/board/{project}",
    "/board/{project}?search=none", "/list/{project}", "/list/{project}?search=boat", "/task/{task}",
    "/task/{task}/edit", "/task/{task}/activity", "/task/{task}/analytics", "/project/{project}/task/create",
    "/project/{project}", "/project/{project}/permissions", "/project/{project}/columns",
    "/project/{project}/swimlanes", "/project/{project}/tags", "/user/show/{user}", "/user/{user}/edit",
    "/user/show/{user}/sessions", "/user/{user}/notifications/web", "/help/keys", "/help/search",
    "/project/{project}/activity", NOWHERE,
)  # fmt: skip
#: Files are served before Django looks at the path; their address is made once, when the process starts.
STATIC = "/static/"
ADDRESS = re.compile(r"""(?:=["']|&quot;|\s)(/(?!/)[^"'\s<>&]*)""")


@pytest.fixture
def prefix() -> Iterator[str]:
    """What a WSGI server does: it takes the prefix off the path, and says so."""
    set_script_prefix(f"{PREFIX}/")
    yield PREFIX
    set_script_prefix("/")


def addresses_of(html: str) -> set[str]:
    """All that looks like an address of ours in the tags of a page."""
    tags = re.findall(r"<[a-z][^>]*>", html)
    return {found for tag in tags for found in ADDRESS.findall(tag) if found != "/" and not found.startswith(STATIC)}


@pytest.fixture
def names(world) -> dict[str, int]:
    task = world.task(description=f"See #{world.task('Mend it').pk}, @member", owner_id=world.people["manager"].pk)
    actor = world.actor()
    create_comment(actor=actor, task_id=task.pk, content="Well done, @member", user_id=actor.user_id)
    create_subtask(actor=actor, task_id=task.pk, title="Buy paint")
    create_custom_filter(actor=actor, project=world.project, name="Mine", text="assignee:me")
    return {"project": world.project.pk, "task": task.pk, "user": world.people["manager"].pk}


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_the_prefix(world, names, prefix, path):
    response = world.manager.get(path.format(**names), SCRIPT_NAME=prefix)
    assert response.status_code == (404 if path == NOWHERE else 200)
    found = addresses_of(response.content.decode())
    assert len(found) > 10
    assert {one for one in found if not one.startswith(f"{prefix}/")} == set()


@pytest.mark.parametrize("path", ["/login", "/forgot-password", "/dashboard", "/board/{project}", "/admin/", "/logout"])
def test_strangers_are_sent_within_the_prefix(world, names, prefix, path):
    response = world.anonymous.get(path.format(**names), SCRIPT_NAME=prefix)
    where = addresses_of(response.content.decode()) | {response.get("Location", f"{prefix}/")}
    assert {one for one in where if not one.startswith(f"{prefix}/")} == set()


def test_public_pages_keep_the_prefix(world, names, prefix):
    enable_public_access(actor=world.actor(), project=world.project)
    token = Project.objects.get(pk=names["project"]).token
    for path in (f"/public/board/{token}", f"/public/task/{names['task']}/{token}"):
        response = world.anonymous.get(path, SCRIPT_NAME=prefix)
        assert response.status_code == 200
        assert {one for one in addresses_of(response.content.decode()) if not one.startswith(f"{prefix}/")} == set()


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/board/1">', {"/board/1"}),
        ('<body data-addresses="undo /undo redo /redo">', {"/undo", "/redo"}),
        ('<form action="?search=1"><p>/board/1</p>', set()),
        ('<link href="/static/a.css"><a href="//other.example/x">', set()),
    ],
)
def test_addresses_are_found(html, found):
    assert addresses_of(html) == found
