"""Sub-tasks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from boards.actors import Actor
from boards.admin.base import ServiceAdmin, to_ids
from boards.models import Subtask
from boards.services.subtasks import create_subtask, move_subtask, remove_subtask, update_subtask


@admin.register(Subtask)
class SubtaskAdmin(ServiceAdmin):
    """``position`` moves the sub-task; the others are numbered around it."""

    list_display = ("id", "title", "task", "status", "user", "position", "time_estimated", "time_spent")
    list_filter = ("status",)
    search_fields = ("title", "task__title", "user__username")
    autocomplete_fields = ("task", "user")
    fields = ("task", "title", "status", "user", "time_estimated", "time_spent", "position")
    add_fields = ("task", "title", "status", "user", "time_estimated", "time_spent")
    fixed = ("task",)
    needed = ("title",)

    def create(self, actor: Actor, data: dict[str, Any]) -> Subtask:
        return Subtask.objects.get(pk=create_subtask(actor=actor, **to_ids(data, "task", "user")))

    def update(self, actor: Actor, obj: Subtask, changes: dict[str, Any]) -> None:
        position = changes.pop("position", None)
        if changes:
            update_subtask(actor=actor, subtask=obj, fields=to_ids(changes, "user"))
        if position is not None:
            move_subtask(actor=actor, subtask=obj, position=position)

    def remove(self, actor: Actor, obj: Subtask) -> None:
        remove_subtask(actor=actor, subtask=obj)
