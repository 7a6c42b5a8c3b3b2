"""Comments on tasks (domain.md 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, Invalid, NotFound
from boards.events import CommentCreated, CommentMentioned, CommentRemoved, CommentUpdated
from boards.events.bus import emit
from boards.limits import check_length, check_texts, is_blank
from boards.models import Comment, User
from boards.prepared import Prepared, PreparedInsert, param
from boards.queries.comments import get_comment_object
from boards.queries.mentions import find_mentioned_users
from boards.roles import APPLICATION_RANK, ApplicationRole, application_rank
from boards.services.integrity import current, lock_project_of
from boards.texts.ticks import turn_tick
from boards.transactions import atomic

REFERENCE_LENGTH = 191
HIGHEST = APPLICATION_RANK[ApplicationRole.ADMIN]

_INSERT = PreparedInsert(Comment)
_USER = Prepared(lambda: User.objects.filter(pk=param("user_id")).order_by().values_list("id"))


def _check_content(content: str | None) -> str:
    if not content or is_blank(content):
        raise Invalid(comment=_("A comment needs some words."))
    check_texts(comment=content)
    return content


def check_author(actor: Actor, author_id: int | None) -> None:
    """Raises Conflict for a user who is not the author; programs may change every comment, in the browser
    administrators too (web.md 9.3)."""
    if actor.is_user and author_id != actor.user_id and not actor.enters_all:
        raise Conflict(_("This is somebody else's comment."))


@atomic
def create_comment(
    *,
    actor: Actor,
    task_id: int | None,
    content: str | None,
    user_id: int | None = None,
    reference: str | None = "",
    visibility: str | None = ApplicationRole.USER.value,
) -> int:
    """Comment on a task in the name of ``user_id`` (a user: only in the own one); answers the id.

    Emits CommentCreated, and CommentMentioned for each member that is named.
    Raises Invalid (also a visibility above the author's role), NotFound (task, user), Conflict (another's name).
    """
    content = _check_content(content)
    if visibility not in ApplicationRole.values or application_rank(visibility) > actor.comment_rank:
        raise Invalid(visibility=_("This is not possible here."))
    check_length("reference", reference, REFERENCE_LENGTH, _("A reference has at most {most} characters."))
    if actor.is_user and user_id != actor.user_id:
        raise Conflict(_("Nobody comments in another's name."))
    if user_id and _USER.value(user_id=user_id) is None:
        raise NotFound(f"user {user_id}")
    project_id = lock_project_of(task_id)
    assert task_id is not None
    moment = now()
    comment_id = _INSERT.run(
        task_id=task_id,
        user_id=user_id or None,
        comment=content,
        reference=reference,
        visibility=visibility,
        date_creation=moment,
        date_modification=moment,
    )
    comment = get_comment_object(comment_id, rank=HIGHEST)
    emit(CommentCreated(actor, project_id, task_id, comment=comment))
    if "@" in content:
        for mentioned in find_mentioned_users(content, project_id=project_id, author_id=actor.user_id):
            emit(CommentMentioned(actor, project_id, task_id, comment=comment, user_id=mentioned))
    return comment_id


@atomic
def update_comment(*, actor: Actor, comment: Comment, content: str | None) -> None:
    """New words. Emits CommentUpdated. Raises Invalid, Conflict (a user who is not the author)."""
    project_id = lock_project_of(comment.task_id)
    comment = current(comment)
    comment.comment = _check_content(content)
    check_author(actor, comment.user_id)
    comment.date_modification = now()
    comment.save(update_fields=["comment", "date_modification"])
    details = get_comment_object(comment.pk, rank=HIGHEST)
    emit(CommentUpdated(actor, project_id, comment.task_id, comment=details))


@atomic
def tick_comment(*, actor: Actor, comment: Comment, name: str) -> bool:
    """Tick the line of ``boards.texts.ticks.name_line``, or take its tick away; answers whether it is done now.

    Emits CommentUpdated. Raises Invalid (no name of a line), Conflict (it was changed or taken out meanwhile, or the
    comment is somebody else's).
    """
    lock_project_of(comment.task_id)
    content, is_done = turn_tick(current(comment).comment, name)
    update_comment(actor=actor, comment=comment, content=content)
    return is_done


@atomic
def remove_comment(*, actor: Actor, comment: Comment) -> None:
    """Emits CommentRemoved, before it is gone. Raises Conflict (a user who is not the author)."""
    project_id = lock_project_of(comment.task_id)
    comment = current(comment)
    check_author(actor, comment.user_id)
    details = get_comment_object(comment.pk, rank=HIGHEST)
    emit(CommentRemoved(actor, project_id, comment.task_id, comment=details))
    comment.delete()
