"""What the badges of a task count, on cards and in rows."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from boards.counting import count_of
from boards.models import Comment, Link, Subtask, TaskFile, TaskLink
from boards.roles import readable_visibilities


def count_badges(rank: int) -> dict[str, Subquery]:
    """The counts to annotate tasks with, by name, for readers of a rank."""
    of_task = {"task_id": OuterRef("pk")}
    comments = Comment.objects.filter(**of_task, visibility__in=readable_visibilities(rank))
    blocks = TaskLink.objects.filter(**of_task, link__label=Link.BLOCKED_BY, opposite_task__is_active=True)
    subtasks = Subtask.objects.filter(**of_task)
    return {
        "nb_comments": count_of(comments),
        "nb_files": count_of(TaskFile.objects.filter(**of_task)),
        "nb_subtasks": count_of(subtasks),
        "nb_done": count_of(subtasks.filter(status=Subtask.Status.DONE)),
        "blocked_by": count_of(blocks),
    }
