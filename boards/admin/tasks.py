"""Tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.admin.base import ServiceAdmin, ServiceForm, to_ids
from boards.inputs import join_tags, split_tags
from boards.models import Tag, Task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.update import update_task

PLACE = ("column", "swimlane", "position")
DETAILS = (
    "title",
    "description",
    "tags",
    "owner",
    "category",
    "color_id",
    "priority",
    "score",
    "reference",
    "date_due",
    "date_started",
    "time_estimated",
    "time_spent",
)


class TaskAdminForm(ServiceForm):
    tags = forms.CharField(
        label=gettext_lazy("tags"),
        required=False,
        help_text=gettext_lazy("Names between commas; one with a comma in it in quotes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("column", "swimlane", "color_id"):
            if name in self.fields and self.adds:
                self.fields[name].required = False
        if self.instance.pk and "tags" in self.fields:
            names = Tag.objects.filter(task_tags__task=self.instance).order_by("task_tags__pk")
            self.initial["tags"] = join_tags(names.values_list("name", flat=True))


@admin.register(Task)
class TaskAdmin(ServiceAdmin):
    """A new task goes to the end of its cell; another column, swimlane or position moves it."""

    form = TaskAdminForm
    list_display = (
        "id",
        "title",
        "project",
        "column",
        "swimlane",
        "position",
        "owner",
        "is_active",
        "date_due",
        "date_modification",
    )
    list_filter = ("is_active", "recurrence_status")
    search_fields = ("title", "reference", "project__name", "owner__username")
    autocomplete_fields = ("project", "owner")
    raw_id_fields = ("column", "swimlane", "category")
    fields = ("project", *PLACE, *DETAILS, *Task.RECURRENCE)
    add_fields = ("project", "column", "swimlane", *DETAILS, *Task.RECURRENCE)
    fixed = ("project",)
    shown = (
        "is_active",
        "creator",
        "date_creation",
        "date_modification",
        "date_moved",
        "date_completed",
        "recurrence_parent",
        "recurrence_child",
        "external_provider",
        "external_uri",
    )
    needed = ("title",)
    actions = (*ServiceAdmin.actions, "close", "reopen")

    def create(self, actor: Actor, data: dict[str, Any]) -> Task:
        values = to_ids(data, "project", "column", "swimlane", "owner", "category")
        tags = split_tags(values.pop("tags"))
        return Task.objects.get(pk=create_task(actor=actor, task=NewTask(tags=tags, **values)))

    def update(self, actor: Actor, obj: Task, changes: dict[str, Any]) -> None:
        place = {name: changes.pop(name) for name in PLACE if name in changes}
        tags = split_tags(changes.pop("tags")) if "tags" in changes else None
        if changes or tags is not None:
            update_task(actor=actor, task_id=obj.pk, fields=to_ids(changes, "owner", "category"), tags=tags)
        if place:
            self._move(actor, obj, place)

    def _move(self, actor: Actor, obj: Task, place: dict[str, Any]) -> None:
        target = {name: place.get(name, getattr(obj, name)) for name in PLACE}
        if any(target[name] != getattr(obj, name) for name in PLACE):
            move_task(
                actor=actor,
                task_id=obj.pk,
                column_id=target["column"].pk,
                swimlane_id=target["swimlane"].pk,
                position=target["position"],
            )

    def remove(self, actor: Actor, obj: Task) -> None:
        remove_task(actor=actor, task_id=obj.pk)

    @admin.action(description=gettext_lazy("Close"))
    def close(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: close_task(actor=a, task_id=obj.pk), _("Closed"))

    @admin.action(description=gettext_lazy("Reopen"))
    def reopen(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: open_task(actor=a, task_id=obj.pk), _("Reopened"))
