"""Named texts that programs keep with tasks, projects and users."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.admin.base import ServiceAdmin
from boards.errors import Invalid
from boards.models import ProjectMetadata, TaskMetadata, UserMetadata
from boards.services.metadata import (
    remove_project_metadata,
    remove_task_metadata,
    save_project_metadata,
    save_task_metadata,
    save_user_metadata,
)


class MetadataAdmin(ServiceAdmin):
    """``owner``: what the text belongs to. A name that is taken is refused, so that no value is overwritten unseen."""

    owner: str
    shown = ("changed_by", "changed_on")

    def save(self, actor: Actor, owner_id: int, values: dict[str, str]) -> None:
        """Set these names of an owner: each kind of owner has a service of its own."""
        raise NotImplementedError

    def create(self, actor: Actor, data: dict[str, Any]) -> Any:
        place = {self.owner: data[self.owner], "name": data["name"]}
        self.check_free(place)
        self.save(actor, data[self.owner].pk, {data["name"]: data["value"]})
        return self.get_queryset_plain().get(**place)

    def check_free(self, place: dict[str, Any]) -> None:
        """Raises Invalid."""
        if self.get_queryset_plain().filter(**place).exists():
            raise Invalid(name=_("This name is taken."))

    def update(self, actor: Actor, obj: Any, changes: dict[str, Any]) -> None:
        self.save(actor, getattr(obj, f"{self.owner}_id"), {obj.name: changes["value"]})


@admin.register(TaskMetadata)
class TaskMetadataAdmin(MetadataAdmin):
    owner = "task"
    list_display = ("id", "task", "name", "value", "changed_by", "changed_on")
    search_fields = ("name", "value", "task__title")
    autocomplete_fields = ("task",)
    fields = ("task", "name", "value")
    fixed = ("task", "name")

    def save(self, actor: Actor, owner_id: int, values: dict[str, str]) -> None:
        save_task_metadata(actor=actor, task_id=owner_id, values=values)

    def remove(self, actor: Actor, obj: TaskMetadata) -> None:
        remove_task_metadata(actor=actor, task_id=obj.task_id, name=obj.name)


@admin.register(ProjectMetadata)
class ProjectMetadataAdmin(MetadataAdmin):
    owner = "project"
    list_display = ("id", "project", "name", "value", "changed_by", "changed_on")
    search_fields = ("name", "value", "project__name")
    autocomplete_fields = ("project",)
    fields = ("project", "name", "value")
    fixed = ("project", "name")

    def save(self, actor: Actor, owner_id: int, values: dict[str, str]) -> None:
        save_project_metadata(actor=actor, project_id=owner_id, values=values)

    def remove(self, actor: Actor, obj: ProjectMetadata) -> None:
        remove_project_metadata(actor=actor, project_id=obj.project_id, name=obj.name)


@admin.register(UserMetadata)
class UserMetadataAdmin(MetadataAdmin):
    owner = "user"
    list_display = ("id", "user", "name", "value", "changed_by", "changed_on")
    search_fields = ("name", "value", "user__username")
    autocomplete_fields = ("user",)
    fields = ("user", "name", "value")
    fixed = ("user", "name")

    def save(self, actor: Actor, owner_id: int, values: dict[str, str]) -> None:
        save_user_metadata(actor=actor, user_id=owner_id, values=values)
