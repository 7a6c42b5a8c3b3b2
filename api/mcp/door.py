"""What an assistant may see, and in whose name it acts: the rights are those of its caller, from THE table.

What one may not see is as unknown as what does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.mcp.naming import choose_one
from api.mcp.tool import Refusal
from boards.access import RULES, Rights, read_rights
from boards.access.check import find_allowed
from boards.actors import Actor
from boards.inputs import LARGEST_ID, decode_number
from boards.operations.deed import Doer
from boards.queries.projects import has_project, list_readable_projects
from boards.queries.task_lists import group_by_project

SEES = "project.view"
#: Tasks that one call may name.
MOST_TASKS = 50


def reach_project(actor: Actor, wanted: str | int) -> Rights:
    """What the caller may in the project of this id, name or identifier. ≤ 3 statements. Raises Refusal."""
    number = wanted if isinstance(wanted, int) else decode_number(wanted.strip().lstrip("#"))
    if number is None:
        known = {one.pk: [one.name, one.identifier] for one in list_readable_projects(actor)}
        number = choose_one("project", wanted, known, hint="list_projects shows those that you can see.")
    elif not 0 < number <= LARGEST_ID or not has_project(number):
        raise unknown_project(number)
    rights = read_rights(actor, project_id=number)
    if rights.rank < RULES[SEES].project:
        raise unknown_project(number)
    return rights


def unknown_project(number: int) -> Refusal:
    return Refusal(f"There is no project {number} that you can see. list_projects shows those that you can.")


def reach_tasks(actor: Actor, task_ids: Sequence[int]) -> list[tuple[Doer, list[int]]]:
    """The tasks by project, each with who changes them. 2 statements, and ≤ 2 for each project. Raises Refusal."""
    wanted = list(dict.fromkeys(task_ids))
    if not 0 < len(wanted) <= MOST_TASKS:
        raise Refusal(f"Name between 1 and {MOST_TASKS} tasks.")
    homes = group_by_project([pk for pk in wanted if 0 < pk <= LARGEST_ID])
    seen = find_allowed(actor, "task.view", list(homes))
    found = {pk for project_id in seen for pk in homes[project_id]}
    missing = [f"#{pk}" for pk in wanted if pk not in found]
    if missing:
        raise Refusal(f"There is no task {', '.join(missing)} that you can see. find_tasks finds those that you can.")
    return [
        (Doer(read_rights(actor, project_id=project_id)), [pk for pk in wanted if pk in homes[project_id]])
        for project_id in homes
    ]


def reach_task(actor: Actor, task_id: int) -> Doer:
    """Who changes one task, in its project. ≤ 4 statements. Raises Refusal."""
    ((doer, _ids),) = reach_tasks(actor, [task_id])
    return doer
