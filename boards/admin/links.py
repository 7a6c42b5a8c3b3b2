"""Kinds of links, links between tasks, links to addresses outside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.admin.base import ServiceAdmin, ServiceForm
from boards.models import ExternalLink, Link, TaskLink
from boards.services.external_links import (
    AUTO,
    DEPENDENCIES,
    create_external_link,
    list_link_types,
    remove_external_link,
    update_external_link,
)
from boards.services.links import create_link, remove_link, update_link
from boards.services.task_links import create_task_link, remove_task_link, update_task_link


class LinkForm(ServiceForm):
    opposite_label = forms.CharField(
        label=_("label of the opposite"), required=False, help_text=_("Empty: it reads the same both ways.")
    )


@admin.register(Link)
class LinkAdmin(ServiceAdmin):
    form = LinkForm
    list_display = ("id", "label", "opposite")
    search_fields = ("label",)
    autocomplete_fields = ("opposite",)
    fields = ("label", "opposite")
    add_fields = ("label", "opposite_label")
    aliases = {"opposite_link_id": "opposite"}

    def create(self, actor: Actor, data: dict[str, Any]) -> Link:
        return create_link(actor=actor, **data)

    def update(self, actor: Actor, obj: Link, changes: dict[str, Any]) -> None:
        opposite = changes.get("opposite", obj.opposite)
        update_link(
            actor=actor,
            link_id=obj.pk,
            label=changes.get("label", obj.label),
            opposite_id=opposite.pk if opposite else None,
        )

    def remove(self, actor: Actor, obj: Link) -> None:
        remove_link(actor=actor, link=obj)


@admin.register(TaskLink)
class TaskLinkAdmin(ServiceAdmin):
    """Its mirror, the row that starts at the other task, is made, changed and removed with it."""

    list_display = ("id", "task", "link", "opposite_task")
    search_fields = ("task__title", "opposite_task__title", "link__label")
    autocomplete_fields = ("task", "link", "opposite_task")
    fields = ("task", "link", "opposite_task")
    fixed = ("task",)

    def create(self, actor: Actor, data: dict[str, Any]) -> TaskLink:
        task_link_id = create_task_link(
            actor=actor, task_id=data["task"].pk, opposite_task_id=data["opposite_task"].pk, link_id=data["link"].pk
        )
        return TaskLink.objects.get(pk=task_link_id)

    def update(self, actor: Actor, obj: TaskLink, changes: dict[str, Any]) -> None:
        update_task_link(
            actor=actor,
            task_link_id=obj.pk,
            task_id=obj.task_id,
            opposite_task_id=changes.get("opposite_task", obj.opposite_task).pk,
            link_id=changes.get("link", obj.link).pk,
        )

    def remove(self, actor: Actor, obj: TaskLink) -> None:
        if TaskLink.objects.filter(pk=obj.pk).exists():
            remove_task_link(actor=actor, task_link_id=obj.pk)


class ExternalLinkAdminForm(ServiceForm):
    link_type = forms.ChoiceField(
        label=_("type"), choices=lambda: list(list_link_types().items()), initial=AUTO, required=False
    )
    dependency = forms.CharField(
        label=_("dependency"), max_length=100, initial=next(iter(DEPENDENCIES)), help_text=", ".join(DEPENDENCIES)
    )


@admin.register(ExternalLink)
class ExternalLinkAdmin(ServiceAdmin):
    """The title is asked for here: looking it up would keep the database waiting for a page outside."""

    form = ExternalLinkAdminForm
    list_display = ("id", "title", "url", "link_type", "dependency", "task", "creator")
    search_fields = ("title", "url", "task__title")
    autocomplete_fields = ("task",)
    fields = ("task", "url", "title", "link_type", "dependency")
    fixed = ("task", "link_type")
    shown = ("creator", "date_creation", "date_modification")
    needed = ("title",)
    aliases = {"type": "link_type"}

    def create(self, actor: Actor, data: dict[str, Any]) -> ExternalLink:
        values = {**data, "link_type": data["link_type"] or AUTO}
        return create_external_link(actor=actor, task_id=values.pop("task").pk, **values)

    def update(self, actor: Actor, obj: ExternalLink, changes: dict[str, Any]) -> None:
        update_external_link(actor=actor, link=obj, **changes)

    def remove(self, actor: Actor, obj: ExternalLink) -> None:
        remove_external_link(actor=actor, link=obj)
