from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Change(models.Model):
    """That something visible changed on a board; its id is the revision of the board (ux.md 3.13).

    ``task_id`` 0: the board itself, its columns or settings. ``visibility``: of the comment that it is about, "" for
    all else. Plain numbers, as a row may outlive what it names; rows go
    after two days.
    """

    project_id = models.BigIntegerField()
    task_id = models.BigIntegerField(default=0)
    user_id = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=50, default="")
    visibility = models.CharField(max_length=25, default="")
    date = EpochField()

    class Meta:
        verbose_name = _("change of a board")
        verbose_name_plural = _("changes of boards")
        indexes = [
            models.Index(fields=["project_id", "id"], name="change_of_project"),
            models.Index(fields=["task_id"], name="change_of_task"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.task_id} in {self.project_id}"


class Operation(models.Model):
    """What a person did in the browser and may undo for a day (ux.md 3.16).

    ``tasks``: for each changed task ``{"id", "project_id", "before", "after", "prev", "seen"}``, the values that differ
    and the revisions of the task before and afterwards (``boards/operations``); ``created``: ``{"id", "seen"}`` of each
    new task, and ``kept`` while it is taken away; ``parts``: ``{"kind", "id", "before", "after"}`` of what hangs on
    tasks, on the project, or on the person (``boards/operations/parts.py``), None where it is not there.
    ``project``: none for what is done outside of all projects.
    """

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="operations")
    project = models.ForeignKey("boards.Project", models.CASCADE, null=True, blank=True, related_name="+")
    label = models.TextField(_("what was done"))
    tasks = models.JSONField(default=list)
    created = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    is_undone = models.BooleanField(default=False)
    date = EpochField()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")

    def __str__(self) -> str:
        return self.label


class KeptFile(models.Model):
    """A file that was removed and may come back: its bytes stay, and nobody else gets its number (docs/undo.md)."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="kept_files")
    kind = models.CharField(_("kind"), max_length=20)
    number = models.BigIntegerField(_("number of the file"))
    path = models.CharField(_("key in the store"), max_length=255)

    class Meta:
        verbose_name = _("kept file")
        verbose_name_plural = _("kept files")
        indexes = [models.Index(fields=["path"], name="kept_file_path")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class AnsweredRequest(models.Model):
    """The answer to what was sent under a number, kept for a day: the same sent again gets it again (ux.md 3.11).

    ``user``: none for what a program sent as the application.
    """

    op = models.UUIDField(primary_key=True)
    user = models.ForeignKey("boards.User", models.CASCADE, null=True, blank=True, related_name="+")
    answer = models.JSONField()
    date = EpochField()

    class Meta:
        verbose_name = _("answered request")
        verbose_name_plural = _("answered requests")

    def __str__(self) -> str:
        return str(self.op)
