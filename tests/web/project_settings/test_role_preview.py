"""A custom role shows the board as its people have it."""

from __future__ import annotations

import re

from boards.actors import APPLICATION
from boards.roles import ColumnRule, ProjectRule
from boards.services.custom_roles import create_custom_role, restrict_column, restrict_moves, restrict_project


def preview(world) -> dict[str, list[str]]:
    """What the page says of each column; "" is the project."""
    page = world.manager.get(f"/project/{world.project.pk}/custom-roles").content.decode()
    fold = page[page.index('class="role-board-fold"') :]
    fold = fold[: fold.index("</details>")]
    parts = re.split(r"<h3>([^<]*)</h3>", fold)
    lines = [re.findall(r"<li[^>]*>(.*?)</li>", part, re.DOTALL) for part in parts[::2]]
    told = [[" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in group] for group in lines]
    return dict(zip(["", *parts[1::2]], told, strict=True))


def test_a_role_without_restrictions_may_all_that_a_member_may(world):
    create_custom_role(actor=APPLICATION, project=world.project, name="Guest")
    told = preview(world)
    assert list(told) == ["", *world.columns]
    assert not [line for lines in told.values() for line in lines if line.startswith("Not:")]
    assert told["Done"] == ["Create tasks", "Close and reopen tasks", "Move to every column"]


def test_what_a_role_may_not_stands_in_its_column(world):
    role = create_custom_role(actor=APPLICATION, project=world.project, name="Guest")
    for rule in (ProjectRule.TASK_CREATION, ProjectRule.TASK_UPDATE_ASSIGNED, ProjectRule.TASK_REMOVE):
        restrict_project(actor=APPLICATION, role=role, rule=rule)
    backlog, ready, done = (world.columns[title] for title in ("Backlog", "Ready", "Done"))
    restrict_column(actor=APPLICATION, role=role, column=backlog, rule=ColumnRule.ALLOW_CREATION)
    restrict_column(actor=APPLICATION, role=role, column=done, rule=ColumnRule.BLOCK_OPEN_CLOSE)
    restrict_moves(actor=APPLICATION, role=role, source=backlog, target=ready, only_assigned=False)
    restrict_moves(actor=APPLICATION, role=role, source=ready, target=done, only_assigned=True)
    told = preview(world)
    assert told[""] == [
        "Not: Change tasks of others", "Change the assignee", "Not: Remove tasks that one has created",
    ]  # fmt: skip
    assert told["Backlog"] == ["Create tasks", "Close and reopen tasks", "Move to Ready"]
    assert told["Ready"] == [
        "Not: Create tasks", "Close and reopen tasks", "Move to Backlog", "Move own tasks to Done",
    ]  # fmt: skip
    assert told["Done"] == ["Not: Create tasks", "Not: Close and reopen tasks", "Move own tasks to Ready"]
    assert told["Work in progress"][-1] == "Not: Move to another column"
