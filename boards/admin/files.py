"""Attachments: seen and removed here, uploaded by people and programs."""

from __future__ import annotations

from django.contrib import admin

from boards.actors import Actor
from boards.admin.base import ReadOnlyAdmin
from boards.models import ProjectFile, TaskFile
from boards.services.files import remove_project_files, remove_task_files


class FileAdmin(ReadOnlyAdmin):
    list_filter = ("is_image",)
    removable = True


@admin.register(TaskFile)
class TaskFileAdmin(FileAdmin):
    list_display = ("id", "name", "task", "size", "date", "user", "is_image")
    search_fields = ("name", "path", "task__title")

    def remove(self, actor: Actor, obj: TaskFile) -> None:
        remove_task_files(actor=actor, files=[obj])


@admin.register(ProjectFile)
class ProjectFileAdmin(FileAdmin):
    list_display = ("id", "name", "project", "size", "date", "user", "is_image")
    search_fields = ("name", "path", "project__name")

    def remove(self, actor: Actor, obj: ProjectFile) -> None:
        remove_project_files(actor=actor, files=[obj])
