"""The pictures of people."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.addresses import link
from boards.queries.users import hash_avatar, list_avatar_paths

#: Colours of people without a picture: edges of the palette that white letters can be read on.
PEOPLE_COLORS = ("blue", "green", "purple", "red", "brown", "deep_orange", "dark_grey", "teal")


def initials(name: str) -> str:
    """The first letters of the first two words."""
    return "".join(word[0] for word in name.split()[:2]).upper() or "?"


def avatar(user_id: int, name: str, size: int = 24) -> SafeString:
    """The picture of a person, or the initials on a colour of their own.

    The name stands beside it or in the control around it. At most 1 statement a second.
    """
    return portrait(list_avatar_paths().get(user_id), user_id, name, size)


def portrait(path: str | None, user_id: int, name: str, size: int = 24) -> SafeString:
    """The same, where it is known where the picture is stored."""
    if path:
        url = link("AvatarFile.image", user_id=user_id, hash=hash_avatar(path, size), size=size)
        image = '<img class="avatar avatar-{0}" src="{1}" width="{0}" height="{0}" alt="" loading="lazy">'
        return format_html(image, size, url)
    return _draw_initials(name, size)


@lru_cache(maxsize=1000)
def _draw_initials(name: str, size: int) -> SafeString:
    digest = blake2b(name.encode(), digest_size=2).digest()
    color = PEOPLE_COLORS[digest[0] % len(PEOPLE_COLORS)]
    return format_html('<span class="avatar avatar-{} p-{}" aria-hidden="true">{}</span>', size, color, initials(name))
