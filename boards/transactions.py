"""Transactions, and the one order in which they take locks (docs/architecture.md, Locks).

A change locks its projects first, by id, then accounts, then rows. Who learns only on the way that a project with a
lower id is needed too does not wait for it with the higher one in hand: the transaction is given up and run again, with
all of them first. What the database gives up by itself (a deadlock, a lock that took too long, a row that came or went
between two statements) is run again in the same way, and nobody hears of it.

Every project has an edition, the number of its present state, and what stands outside of projects has a common one. Who
takes the lock of a project raises its edition in the same transaction, so no change can forget to. Who changes what
stands outside calls ``raise_common_edition``; ``lock_row`` does so. What was read at an edition holds as long as it is
the present one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from boards.models import CommonEdition, Project
from boards.outages import is_given_up
from boards.prepared import Prepared, PreparedUpdate, param

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

#: How often a change is begun, in all: after what the database gave up, and for the order of locks.
ATTEMPTS = 3
ORDERS = 6


class OutOfOrder(BaseException):
    """A project would be waited for against the order. No ``Exception``: nobody but ``again`` may catch it."""

    def __init__(self, project_ids: Iterable[int]) -> None:
        super().__init__()
        self.project_ids = frozenset(project_ids)


@dataclass
class _Run:
    """One attempt of ``again``. ``first``: projects that its transactions lock before anything else."""

    parent: _Run | None
    attempt: int = 1
    orders: int = 1
    first: frozenset[int] = frozenset()
    has_committed: bool = False


@dataclass
class _Block:
    """The outermost transaction. ``held``: project to the savepoints that were open when it was locked.

    ``common``: the savepoints that were open when the common edition was raised, None before.
    """

    held: dict[int, tuple[str | None, ...]] = field(default_factory=dict)
    common: tuple[str | None, ...] | None = None


class _State(threading.local):
    run: _Run | None = None
    block: _Block | None = None


_state = _State()


def again(function: Callable[[], R]) -> R:
    """Call ``function``; from its begin again when its transaction was given up, as long as none has committed.

    What it leaves for after the commit is forgotten with the transaction, so that it happens once. Inside a transaction
    it is a plain call.
    """
    if connection.in_atomic_block:
        return function()
    parent = _state.run
    run = _state.run = _Run(parent, first=parent.first if parent else frozenset())
    try:
        while True:
            try:
                return function()
            except OutOfOrder as need:
                run.first |= need.project_ids
                run.orders += 1
            except DatabaseError as error:
                # A violated constraint is tried once more, too: what is wrong by now is seen before it is written.
                most = ATTEMPTS if is_given_up(error) else 2 if isinstance(error, IntegrityError) else 1
                if run.has_committed or run.attempt >= most:
                    raise
                run.attempt += 1
                logger.info("Given up by the database, tried again: %r", error)
    finally:
        _state.run = run.parent


@contextmanager
def block() -> Iterator[None]:
    """A transaction, or a savepoint inside of one."""
    if _state.block is not None:
        with transaction.atomic():
            yield
        return
    is_outermost = not connection.in_atomic_block
    _state.block = _Block()
    try:
        with transaction.atomic():
            if _state.run and _state.run.first:
                lock_projects(_state.run.first)
            yield
    finally:
        _state.block = None
    run = _state.run if is_outermost else None
    while run is not None:
        run.has_committed = True
        run = run.parent


@contextmanager
def joined() -> Iterator[None]:
    """The transaction that is open, or one of its own: for what is never taken back by itself."""
    if _state.block is not None:
        yield
        return
    with block():
        yield


def atomic(function: Callable[P, R]) -> Callable[P, R]:
    """The whole function is one transaction, run ``again`` when it must be; a savepoint inside of another one."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        def once() -> R:
            with block():
                return function(*args, **kwargs)

        return again(once)

    return run


#: On PostgreSQL it takes the row lock, too, of which SQLite has no need.
_RAISE = PreparedUpdate(lambda: Project.objects.filter(pk=param("project_id")), edition=F("edition") + 1)
_RAISE_COMMON = PreparedUpdate(lambda: CommonEdition.objects.all(), number=F("number") + 1)
_TRY_LOCK = Prepared(
    lambda: (
        Project.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(pk=param("project_id"))
        .order_by()
        .values_list("id")
    )
)
_LOCK_WHOLLY = Prepared(
    lambda: Project.objects.select_for_update().filter(pk=param("project_id")).order_by().values_list("id")
)


def is_held(project_id: int) -> bool:
    """Whether this transaction has locked the project, and no savepoint since has taken that back."""
    return _state.block is not None and _still_holds(_state.block.held.get(project_id))


def is_common_raised() -> bool:
    """The same of the common edition."""
    return _state.block is not None and _still_holds(_state.block.common)


def _still_holds(savepoints: tuple[str | None, ...] | None) -> bool:
    """Whether what was done when these savepoints were open has not been taken back."""
    return savepoints is not None and tuple(connection.savepoint_ids[: len(savepoints)]) == savepoints


def raise_common_edition() -> None:
    """Something outside of all projects changes; the others who change it wait until COMMIT. ≤ 1 statement."""
    if is_common_raised():
        return
    if not _RAISE_COMMON.run():
        CommonEdition.objects.update_or_create(pk=1, defaults={"number": 1})
    if _state.block:
        _state.block.common = tuple(connection.savepoint_ids)


def lock_projects(project_ids: Iterable[int]) -> bool:
    """Serialise the writers of boards until COMMIT, and raise their editions. ≤ 2 statements a project not yet held.

    Row locks on PostgreSQL, where two writers would compute the same next position; SQLite holds its one write lock
    from BEGIN IMMEDIATE on. True when what was read before may be old.
    """
    wanted = sorted({project_id for project_id in project_ids if not is_held(project_id)})
    if not wanted:
        return False
    for project_id in wanted:
        if connection.features.has_select_for_update:
            _keep_the_order(project_id, wanted)
        _RAISE.run(project_id=project_id)
        if _state.block:
            _state.block.held[project_id] = tuple(connection.savepoint_ids)
    return connection.features.has_select_for_update


def _keep_the_order(project_id: int, wanted: list[int]) -> None:
    """Raises OutOfOrder when somebody else has it, and one with a higher id is held already."""
    run, held = _state.run, _state.block.held if _state.block else {}
    may_give_up = run is not None and not run.has_committed and run.orders < ORDERS
    is_late = may_give_up and project_id < max(held, default=0)
    if is_late and not _TRY_LOCK.rows(project_id=project_id):
        raise OutOfOrder({*held, *wanted})


def lock_project(project_id: int) -> bool:
    """The same for one board."""
    return lock_projects((project_id,))


def lock_whole_project(project_id: int) -> None:
    """Wait, too, for those who only refer to the project, as it will be gone. ≤ 2 statements."""
    lock_projects((project_id,))
    if connection.features.has_select_for_update:
        _LOCK_WHOLLY.rows(project_id=project_id)


def read_locked(read: Callable[[], R], project_of: Callable[[R], int]) -> R:
    """What ``read`` answers under the lock of its project: it is read again while it has gone to another one.

    ≤ 3 statements, and 2 for each project that it leaves for another meanwhile.
    """
    found = read()
    while lock_project(project_of(found)):
        found = read()
    return found


def lock_found(find: Callable[[], Iterable[int]]) -> None:
    """Lock the projects that ``find`` reads, and again while it then reads others, as when a task has moved."""
    while lock_projects(find()):
        pass
