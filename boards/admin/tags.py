"""Tags, and on which tasks they are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.admin.base import ReadOnlyAdmin, ServiceAdmin
from boards.models import Tag, TaskTag
from boards.services.tags import create_tag, promote_tag, remove_tag, update_tag


@admin.register(Tag)
class TagAdmin(ServiceAdmin):
    """Without a project a tag is global."""

    list_display = ("id", "name", "project", "color_id")
    list_filter = (("project", admin.EmptyFieldListFilter),)
    search_fields = ("name", "project__name")
    autocomplete_fields = ("project",)
    fields = ("project", "name", "color_id")
    fixed = ("project",)
    nullable = ("color_id",)
    needed = ("name",)
    aliases = {"tag": "name"}
    actions = (*ServiceAdmin.actions, "promote")

    def create(self, actor: Actor, data: dict[str, Any]) -> Tag:
        project = data["project"]
        return create_tag(
            actor=actor, project_id=project.pk if project else None, name=data["name"], color_id=data["color_id"]
        )

    def update(self, actor: Actor, obj: Tag, changes: dict[str, Any]) -> None:
        update_tag(actor=actor, tag=obj, **{"name": obj.name, "color_id": obj.color_id, **changes})

    def remove(self, actor: Actor, obj: Tag) -> None:
        remove_tag(actor=actor, tag=obj)

    @admin.action(description=gettext_lazy("Make global"))
    def promote(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: promote_tag(actor=a, tag=obj), _("Made global"))


@admin.register(TaskTag)
class TaskTagAdmin(ReadOnlyAdmin):
    """Tags are given and taken on the page of the task."""

    list_display = ("id", "task", "tag")
    search_fields = ("task__title", "tag__name")
