"""Doing the jobs that changes left behind (stack.md 9)."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from django.utils.module_loading import import_string

from boards.dates import now
from boards.jobs import JOBS
from boards.models import Job
from boards.transactions import atomic, block

logger = logging.getLogger(__name__)

#: Seconds after which a job whose worker died is taken again.
LEASE = 300
ATTEMPTS = 8
POLL = 0.3


def claim_job() -> Job | None:
    """Take a job that is due: exactly one of several workers gets it. ≤ 2 statements.

    The key is given up, so a change that comes during the work leaves a new job. A job that comes back from its last
    attempt without an end (it took its worker with it) is given up.
    """
    moment = now()
    job = Job.objects.filter(is_dead=False, run_after__lte=moment).order_by("run_after", "pk").first()
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


def run_job(job: Job) -> bool:
    """Do a claimed job: success removes it, failure lets it wait twice as long, the last failure gives it up."""
    try:
        function: Callable[..., Any] = import_string(JOBS[job.name])
        function(**job.payload)
    except Exception as error:
        logger.exception("Job %s (%s), attempt %s failed", job.pk, job.name, job.attempts)
        _postpone(job, repr(error))
        return False
    with block():
        Job.objects.filter(pk=job.pk).delete()
    return True


@atomic
def _postpone(job: Job, error: str) -> None:
    wait = 2**job.attempts * 5
    Job.objects.filter(pk=job.pk).update(
        run_after=now() + wait + random.randrange(wait),  # noqa: S311
        is_dead=job.attempts >= ATTEMPTS,
        error=error,
    )


def run_due_jobs(limit: int = 100, stopped: threading.Event | None = None) -> int:
    """Do the jobs that are due, at most ``limit``, none after ``stopped``; answers how many were taken."""
    for count in range(limit):
        job = None if stopped and stopped.is_set() else claim_job()
        if job is None:
            return count
        run_job(job)
    return limit


def run_forever(stopped: threading.Event, between: Callable[[], None]) -> None:
    """Poll until ``stopped``; ``between`` is called at each poll. What fails is logged, and tried again."""
    while not stopped.is_set():
        close_old_connections()
        try:
            between()
            busy = run_due_jobs(stopped=stopped) > 0
        except Exception:
            logger.exception("The worker failed and goes on")
            busy = False
        stopped.wait(0 if busy else POLL)
