"""Comments on tasks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from boards.actors import COMMAND, Actor
from boards.admin.base import ServiceAdmin
from boards.models import Comment
from boards.services.comments import create_comment, remove_comment, update_comment


def get_hand(actor: Actor, comment: Comment) -> Actor:
    """Who changes a comment: its own author, else the installation, as an operator may mend every comment."""
    return actor if comment.user_id == actor.user_id else COMMAND


@admin.register(Comment)
class CommentAdmin(ServiceAdmin):
    """New comments are the operator's own."""

    list_display = ("id", "task", "user", "date_creation", "visibility", "comment_begin")
    list_filter = ("visibility",)
    search_fields = ("comment", "task__title", "user__username", "reference")
    autocomplete_fields = ("task",)
    fields = ("task", "comment", "visibility", "reference")
    fixed = ("task", "visibility", "reference")
    shown = ("user", "date_creation", "date_modification")

    @admin.display(description="")
    def comment_begin(self, obj: Comment) -> str:
        return obj.comment[:80]

    def create(self, actor: Actor, data: dict[str, Any]) -> Comment:
        comment_id = create_comment(
            actor=actor,
            task_id=data["task"].pk,
            content=data["comment"],
            user_id=actor.user_id,
            visibility=data["visibility"],
            reference=data["reference"],
        )
        return Comment.objects.get(pk=comment_id)

    def update(self, actor: Actor, obj: Comment, changes: dict[str, Any]) -> None:
        update_comment(actor=get_hand(actor, obj), comment=obj, content=changes["comment"])

    def remove(self, actor: Actor, obj: Comment) -> None:
        remove_comment(actor=get_hand(actor, obj), comment=obj)
