"""Jobs that the worker has given up (docs/operations.md, Jobs)."""

from __future__ import annotations

from boards.actors import Actor
from boards.dates import now
from boards.errors import NotFound
from boards.models import Job
from boards.transactions import atomic


@atomic
def retry_job(*, actor: Actor, job_id: int) -> None:
    """Let the worker try a job again at once, with all its attempts. 1 statement. Raises NotFound (done meanwhile)."""
    if not Job.objects.filter(pk=job_id).update(run_after=now(), attempts=0, is_dead=False):
        raise NotFound(f"job {job_id}")
