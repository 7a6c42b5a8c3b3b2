"""Doing the jobs that changes left behind (docs/operations.md, Jobs)."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from queue import SimpleQueue
from typing import Any

from django.db import Error, close_old_connections, connection
from django.db.models import F
from django.utils.module_loading import import_string

from boards.dates import now
from boards.jobs import JOBS, ORDERED, PATIENT, WIDTHS, queue_of
from boards.models import Job
from boards.outages import describe_error, find_outage
from boards.outgoing import UnreachableError
from boards.transactions import atomic, block
from boards.webhooks.delivery import RefusedError

logger = logging.getLogger(__name__)

#: Seconds after which a job whose worker died is taken again, and between two signs of life of a worker.
LEASE = 60
RENEWAL = 15.0
ATTEMPTS = 8
#: In an ordered queue the others wait for a job until its attempt of this number begins.
HOLDS = 5
#: Seconds that a failure waits at first, at least; the longest wait, and so the latest moment of any job.
WAIT = 5
LONGEST_WAIT = 2 * WAIT * 2**ATTEMPTS
POLL = 0.3
#: Seconds between two looks whether the daily round is due.
PAUSE_BETWEEN = 5.0
#: Seconds before a database that is away is asked again.
PAUSE_AWAY = 2.0
#: Seconds that the jobs at work have to come to their end in.
GRACE = 8.0
#: A queue, and which of the places at which its jobs are done.
_Place = tuple[str, int]
#: Failures of the world around us: a line in the log says all of them.
EXPECTED = (OSError, UnreachableError, RefusedError)


def claim_job(busy: Collection[str] = (), lanes: Collection[str] = ()) -> Job | None:
    """Take a job that is due and of no busy queue or lane: one of several workers gets it. ≤ 3 statements.

    The key is given up, so a change that comes during the work leaves a new job. A job that comes back from its last
    attempt without an end (it took its worker with it) is given up.
    """
    moment = now()
    job = _find_due(moment, [name for name in JOBS if queue_of(name) in busy], lanes)
    if job is None:
        return None
    seen = Job.objects.filter(pk=job.pk, run_after=job.run_after, attempts=job.attempts, is_dead=False)
    if job.attempts >= ATTEMPTS:
        with block():
            seen.update(is_dead=True, error=job.error or "The worker ended during the work.")
        return None
    with block():
        taken = seen.update(run_after=moment + LEASE, attempts=job.attempts + 1, key=None)
    job.attempts += 1
    return job if taken else None


def _find_due(moment: int, without: list[str], lanes: Collection[str]) -> Job | None:
    """The job that has waited longest; of an ordered queue only the first counts, until it has failed too often."""
    waiting = Job.objects.filter(is_dead=False).exclude(name__in=without).exclude(lane__in=lanes)
    free = waiting.filter(run_after__lte=moment).exclude(name__in=ORDERED, attempts__lt=HOLDS)
    found = [free.order_by("run_after", "pk").first()]
    for name in ORDERED:
        first = waiting.filter(name=name, attempts__lt=HOLDS).order_by("pk").first() if name not in without else None
        found.append(first if first is not None and first.run_after <= moment else None)
    return min((job for job in found if job is not None), key=lambda job: (job.run_after, job.pk), default=None)


def run_job(job: Job) -> bool:
    """Do a claimed job: success removes it, failure lets it wait twice as long, the last failure gives it up."""
    try:
        function: Callable[..., Any] = import_string(JOBS[job.name])
        function(**job.payload)
    except Exception as error:
        FAILURES.tell(job, error)
        reason = repr(error)
        _persist(lambda: _postpone(job, reason))
        return False
    _persist(lambda: _remove(job))
    return True


def _persist(write: Callable[[], None]) -> None:
    """Note the end of a job, also when the database is away for some seconds: what is done should not be done again."""
    for pause in (0.5, 1.0, 2.0, 4.0):
        try:
            write()
            return
        except Error:
            logger.warning("The end of a job could not be noted, tried again in %s s", pause)
            time.sleep(pause)
            close_old_connections()
    write()


def _own(job: Job) -> Any:
    """The row, as long as this worker has it: another one counts a further attempt."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts)


@atomic
def _remove(job: Job) -> None:
    _own(job).delete()


@atomic
def _postpone(job: Job, error: str) -> None:
    wait = 2**job.attempts * WAIT
    _own(job).update(
        run_after=now() + wait + random.randrange(wait),  # noqa: S311
        is_dead=job.attempts >= ATTEMPTS,
        error=error,
    )


@atomic
def renew_leases(jobs: Collection[Job]) -> None:
    """Say that this worker still works on its jobs. 1 statement a job."""
    for job in jobs:
        _own(job).update(run_after=now() + LEASE)


@atomic
def give_back(jobs: Collection[Job]) -> None:
    """Let others take at once what this worker will not bring to an end. 1 statement a job."""
    for job in jobs:
        _own(job).update(run_after=now())


@atomic
def mend_times(back: int = 0) -> None:
    """After the clock was set back by so many seconds, jobs would wait for moments that come so much later.

    Nothing ever waits longer than the longest wait: that also mends what was left before a worker began. ≤ 2
    statements, and 1 for each name of ``PATIENT``.
    """
    waiting = Job.objects.filter(is_dead=False)
    if back:
        waiting.update(run_after=F("run_after") - back)
    waiting.exclude(name__in=PATIENT).filter(run_after__gt=now() + LONGEST_WAIT).update(run_after=now())
    for name, seconds in PATIENT.items():
        waiting.filter(name=name, run_after__gt=now() + seconds).update(run_after=now())


def run_due_jobs(limit: int = 100) -> int:
    """Do the jobs that are due, at most ``limit``, one after the other; answers how many were taken."""
    for count in range(limit):
        job = claim_job()
        if job is None:
            return count
        run_job(job)
    return limit


class Failures:
    """Tells the log of failed jobs: of many that are alike one line a minute, and a traceback of the first."""

    QUIET = 60.0

    def __init__(self) -> None:
        self._told: dict[tuple[str, type], tuple[float, int]] = {}
        self._lock = threading.Lock()

    def tell(self, job: Job, error: Exception) -> None:
        kind, moment = (job.name, type(error)), time.monotonic()
        with self._lock:
            last, silent = self._told.get(kind, (float("-inf"), 0))
            if moment - last < self.QUIET:
                self._told[kind] = (last, silent + 1)
                return
            is_new = kind not in self._told
            self._told[kind] = (moment, 0)
        trace = error if is_new and not isinstance(error, EXPECTED) else None
        more = f" ({silent} more of this kind since the last such line)" if silent else ""
        logger.warning(
            "Job %s (%s), attempt %s failed: %r%s", job.pk, job.name, job.attempts, error, more, exc_info=trace
        )


FAILURES = Failures()


class _Hand(threading.Thread):
    """Does the jobs of one place, one after the other, on a connection of its own."""

    def __init__(self, place: _Place, done: Callable[[_Place], None]) -> None:
        super().__init__(name=f"jobs {place[0]} {place[1]}", daemon=True)
        self._place, self._done = place, done
        #: None is the end.
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            try:
                close_old_connections()
                run_job(job)
            except Exception:
                logger.exception("The end of job %s could not be noted", job.pk)
            finally:
                self._done(self._place)
        connection.close()


class Crew:
    """Works on several queues at the same time, so that a slow receiver keeps neither mails nor statistics waiting.

    A queue has as many places as ``WIDTHS`` says; at two of them there are never jobs of one lane.
    """

    def __init__(self) -> None:
        self.running: dict[_Place, Job] = {}
        self.awake = threading.Event()
        self._hands: dict[_Place, _Hand] = {}
        self._renewed = time.monotonic()

    def begin_due(self, stopped: threading.Event) -> None:
        """Hand out the jobs that are due, one a place, none after ``stopped``."""
        while not stopped.is_set():
            running = dict(self.running)
            taken = Counter(queue for queue, _number in running)
            busy = [queue for queue, number in taken.items() if number >= WIDTHS.get(queue, 1)]
            job = claim_job(busy, [one.lane for one in running.values() if one.lane])
            if job is None:
                return
            queue = queue_of(job.name)
            place = next((queue, number) for number in range(WIDTHS.get(queue, 1)) if (queue, number) not in running)
            if place not in self._hands:
                self._hands[place] = _Hand(place, self._note_end)
                self._hands[place].start()
            self.running[place] = job
            self._hands[place].jobs.put(job)

    def _note_end(self, place: _Place) -> None:
        del self.running[place]
        self.awake.set()

    def renew(self) -> None:
        """Keep the leases of what is at work."""
        if time.monotonic() - self._renewed >= RENEWAL:
            self._renewed = time.monotonic()
            renew_leases(list(self.running.values()))

    def finish(self) -> None:
        """Let what is at work come to its end; what takes too long goes back."""
        until = time.monotonic() + GRACE
        while self.running and time.monotonic() < until:
            self.awake.wait(POLL)
            self.awake.clear()
        left = list(self.running.values())
        if left:
            logger.warning("Ended during the work; these jobs are done again: %s", [job.pk for job in left])
            give_back(left)
        for place, hand in self._hands.items():
            hand.jobs.put(None)
            if place not in self.running:
                hand.join()


class Clock:
    """Notices that the time of day was set back."""

    def __init__(self) -> None:
        self._offset = self._look()

    @staticmethod
    def _look() -> float:
        return time.time() - time.monotonic()

    def seconds_back(self) -> int:
        """By how much, since the last question."""
        before, self._offset = self._offset, self._look()
        back = int(before - self._offset)
        return back if back > 1 else 0


def run_forever(stopped: threading.Event, between: Callable[[], None]) -> None:
    """Work until ``stopped``; ``between`` is called every few seconds, beside the jobs.

    What fails is logged, and tried again.
    """
    threading.Thread(target=_repeat, args=(stopped, between), name="between", daemon=True).start()
    crew, clock, began = Crew(), Clock(), False
    while not stopped.is_set():
        try:
            close_old_connections()
            back = clock.seconds_back()
            if back or not began:
                mend_times(back)
                began = True
            crew.renew()
            crew.begin_due(stopped)
        except Exception as error:
            _note_failure(error)
        crew.awake.wait(POLL)
        crew.awake.clear()
    crew.finish()


def _repeat(stopped: threading.Event, between: Callable[[], None]) -> None:
    while not stopped.is_set():
        try:
            close_old_connections()
            between()
        except Exception as error:
            _note_failure(error)
        stopped.wait(PAUSE_BETWEEN)


def _note_failure(error: Exception) -> None:
    if find_outage(error) is None:
        logger.error("The worker failed and goes on", exc_info=error)
    else:
        logger.warning("The worker waits for the database: %s", describe_error(error))
        time.sleep(PAUSE_AWAY)
