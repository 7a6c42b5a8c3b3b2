"""What a role may do to a task, asked through the table (domain.md 5, web.md 9.3)."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from boards.access import RULES, Facts, Rights, permits, require
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Denied
from boards.roles import PROJECT_RANK, ProjectRole

MIA = Actor(ActorKind.USER, user_id=7, role="app-user", bypass=True)
MEMBER, VIEWER, MANAGER = (PROJECT_RANK[role] for role in (ProjectRole.MEMBER, ProjectRole.VIEWER, ProjectRole.MANAGER))
HERE, THERE, ELSEWHERE = 1, 2, 3


def of_role(*rules: str, columns=(), pairs=None, actor: Actor = MIA) -> Rights:
    return Rights(actor, 5, MEMBER, frozenset(rules), frozenset(columns), pairs, is_restricted=True)


OWN, THEIRS = Facts(HERE, owner_id=7, creator_id=7), Facts(HERE, owner_id=8, creator_id=8)


@pytest.mark.parametrize(
    ("rule", "forbidden"),
    [
        ("task_creation", {"task.create"}),
        ("task_open_close", {"task.close"}),
        ("task_remove", {"task.remove", "task.transfer"}),
        ("task_move", {"task.move", "task.sort", "task.transfer"}),
        ("task_change_assignee", set()),
        ("task_update_assigned", {"task.edit"}),
    ],
)
def test_each_rule_forbids_what_it_names(rule, forbidden):
    task = replace(THEIRS, creator_id=7, target_id=THERE)
    refused = {name for name, one in RULES.items() if one.restricted_by and not permits(of_role(rule), name, task)}
    assert refused == forbidden


@pytest.mark.parametrize("operation", ["task.edit", "task.create"])
def test_who_may_not_choose_the_assignee_gives_tasks_to_nobody(operation):
    rights = of_role("task_change_assignee")
    assert permits(rights, operation, OWN)
    assert not permits(rights, operation, replace(OWN, assigns=True))


@pytest.mark.parametrize("rule", ["task_creation", "task_open_close"])
def test_what_blocks_a_column_wins_in_whatever_order(rule):
    """Button and change ask the same object, so that neither can say yes alone."""
    operation = {"task_creation": "task.create", "task_open_close": "task.close"}[rule]
    for columns in permutations([(HERE, f"allow.{rule}"), (HERE, f"block.{rule}"), (THERE, f"allow.{rule}")]):
        rights = of_role(rule, columns=columns)
        assert [permits(rights, operation, Facts(one)) for one in (HERE, THERE, ELSEWHERE)] == [False, True, False]


def test_pairs_are_the_only_ways():
    rights = of_role("task_move", pairs=((HERE, THERE, False), (HERE, ELSEWHERE, True)))
    ways = [(HERE, THERE), (THERE, HERE), (HERE, HERE), (THERE, ELSEWHERE)]
    asked = [permits(rights, "task.move", Facts(source, 8, target_id=target)) for source, target in ways]
    assert asked == [True, True, True, False]
    own, theirs = (permits(rights, "task.move", replace(task, target_id=ELSEWHERE)) for task in (OWN, THEIRS))
    assert (own, theirs) == (True, False)


@pytest.mark.parametrize(
    ("rank", "task", "in_browser", "allowed"),
    [
        (MEMBER, OWN, True, True),
        (MEMBER, THEIRS, True, False),
        (MANAGER, THEIRS, True, True),
        (MEMBER, THEIRS, False, True),
        (VIEWER, OWN, True, False),
        (VIEWER, OWN, False, False),
    ],
)
def test_in_the_browser_one_removes_what_one_has_made(rank, task, in_browser, allowed):
    rights = Rights(replace(MIA, bypass=in_browser), 5, rank)
    assert permits(rights, "task.remove", task) is allowed


def test_programs_may_do_everything():
    rights = Rights(APPLICATION, 5, MANAGER)
    assert all(permits(rights, name, THEIRS) for name, rule in RULES.items() if rule.restricted_by)


def test_a_refusal_names_the_operation():
    with pytest.raises(Denied, match=r"task\.close"):
        require(of_role("task_open_close"), "task.close", OWN)
