"""What every deed has in common: who does it, what came of it, and that it is done once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from msgspec import convert, to_builtins

from boards.access import Facts, Rights, permits, require
from boards.actors import Actor
from boards.errors import NotFound
from boards.models import Task
from boards.operations.requests import do_once
from boards.queries.tasks import get_task
from boards.transactions import atomic, lock_project

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something in a project, and what they may there.

    ``op``: the number of the request, if it has one; what was done under it is not done again, but answered again.
    """

    rights: Rights
    op: UUID | None = None

    @property
    def actor(self) -> Actor:
        return self.rights.actor

    @property
    def project_id(self) -> int:
        return self.rights.project_id

    def get_task(self, task_id: int) -> Task:
        """A task of the project. 1 statement. Raises NotFound, also for one that is somewhere else by now."""
        task = get_task(task_id)
        if task.project_id != self.project_id:
            raise NotFound(f"task {task_id}")
        return task

    def permits(self, operation: str, task: Facts) -> bool:
        return permits(self.rights, operation, task)

    def require(self, operation: str, task: Facts) -> None:
        """Raises Denied."""
        require(self.rights, operation, task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a deed, for doors to render.

    ``label``: what was done, in one sentence, "" for nothing; ``joined``: the sentence for more of it, with {n} for the
    number of tasks, "" where it is told alone; ``operation_id``: what ``undo`` takes back, 0 for what
    can't be taken back; ``note``: what was not done, in one sentence. ``changed``, ``unchanged``, ``created``: ids of
    tasks; ``refused``: task id to the sentence that says why. ``placed``: where tasks are now, each with its ``id``;
    ``revision``: of the board, after it.
    """

    label: str = ""
    joined: str = ""
    note: str = ""
    operation_id: int = 0
    project_id: int = 0
    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    created: list[int] = field(default_factory=list)
    placed: list[dict[str, int]] = field(default_factory=list)
    revision: int = 0


Work = Callable[Concatenate[Doer, P], Done]


def deed(work: Work[P]) -> Work[P]:
    """Make one transaction of a deed, under its project's lock; its answer is kept under the ``op`` of its doer."""

    @wraps(work)
    def run(doer: Doer, /, *args: P.args, **kwargs: P.kwargs) -> Done:
        answer = partial(work, doer, *args, **kwargs)
        if doer.op is None:
            return _under_lock(doer, answer)
        kept = do_once(
            actor=doer.actor,
            project_id=doer.project_id,
            op=doer.op,
            work=lambda: to_builtins(answer(), str_keys=True),
        )
        return convert(kept, Done, str_keys=True)

    return run


@atomic
def _under_lock(doer: Doer, answer: Callable[[], Done]) -> Done:
    lock_project(doer.project_id)
    return answer()


@atomic
def do_together(deeds: Callable[[], T]) -> T:
    """Several deeds, perhaps in several projects: all of them, or none."""
    return deeds()
