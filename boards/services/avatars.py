"""Pictures of people (web.md 9.4)."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards import storage
from boards.actors import Actor
from boards.errors import Invalid
from boards.file_types import is_picture_name
from boards.models import User
from boards.pictures import draw_avatar
from boards.queries.users import forget_avatars
from boards.services.integrity import lock_row
from boards.transactions import atomic

logger = logging.getLogger(__name__)


def set_avatar(*, actor: Actor, user: User, name: str, content: bytes) -> None:
    """Give an account a picture; the one before goes. Raises Invalid (no picture, too large a one, no room)."""
    drawn = draw_avatar(content) if is_picture_name(name) else None
    if drawn is None:
        raise Invalid(avatar=_("This is no picture. Use a PNG, JPEG or GIF file."))
    key = storage.new_key("avatars", user.pk)
    with storage.new_contents() as store:
        try:
            store(key, drawn)
        except OSError as error:
            logger.exception("A picture can't be stored")
            raise Invalid(avatar=_("There is no room for this picture on the server.")) from error
        _set(user, key)


def remove_avatar(*, actor: Actor, user: User) -> None:
    """The account shows its initials again."""
    _set(user, "")


@atomic
def _set(user: User, key: str) -> None:
    """Bytes are dropped after the commit: a crash leaves an orphan, never an account without its picture."""
    lock_row(user)
    old = User.objects.values_list("avatar_path", flat=True).get(pk=user.pk)
    user.avatar_path = key
    user.save(update_fields=["avatar_path"])
    forget_avatars()
    transaction.on_commit(forget_avatars)
    if old:
        transaction.on_commit(lambda: storage.drop_content(old))
