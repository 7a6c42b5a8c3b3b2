"""Reading users."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import NamedTuple

from boards.errors import NotFound
from boards.models import User
from boards.prepared import Prepared, PreparedModels, param
from boards.queries.recent import Recent
from boards.shapes.users import ME, USER, MeObject, UserObject

_ACCOUNT = PreparedModels(lambda: User.objects.filter(pk=param("user_id")))
_BY_ID = Prepared(lambda: User.objects.filter(pk=param("user_id")).order_by().values_list(*USER.columns))
_BY_NAME = Prepared(lambda: User.objects.filter(username=param("username")).order_by().values_list(*USER.columns))
_ME = Prepared(lambda: User.objects.filter(pk=param("user_id")).order_by().values_list(*ME.columns))


def get_user_object(user_id: int | None) -> UserObject:
    """The account in shape ``user``, without its secrets. 1 statement. Raises NotFound."""
    row = None if user_id is None else _BY_ID.row(user_id=user_id)
    if row is None:
        raise NotFound(f"user {user_id}")
    return USER.of(row)


def get_user_object_by_name(username: str | None) -> UserObject:
    """Exact spelling. 1 statement. Raises NotFound."""
    row = None if username is None else _BY_NAME.row(username=username)
    if row is None:
        raise NotFound(f"user {username!r}")
    return USER.of(row)


def get_me_object(user_id: int) -> MeObject:
    """The caller's own account in shape ``me``. 1 statement. Raises NotFound."""
    row = _ME.row(user_id=user_id)
    if row is None:
        raise NotFound(f"user {user_id}")
    return ME.of(row)


def list_user_objects() -> list[UserObject]:
    """All accounts, active and inactive, by user name, bytewise. 1 statement."""
    rows = User.objects.order_by().values_list(*USER.columns)
    return sorted(USER.all(rows), key=lambda user: user.username.encode())


def get_user(user_id: int | None) -> User:
    """The account as a model. 1 statement. Raises NotFound."""
    user = _ACCOUNT.first(user_id=user_id) if user_id else None
    if user is None:
        raise NotFound(f"user {user_id}")
    return user


def is_active_user(user_id: int | None) -> bool:
    """1 statement."""
    return User.objects.filter(pk=user_id or 0, is_active=True).exists()


class Avatars(NamedTuple):
    """``paths``: user id to where the picture is stored; ``mark``: another one as soon as one of them is."""

    paths: dict[int, str]
    mark: str


def _read_avatars() -> Avatars:
    rows = User.objects.filter(avatar_path__gt="").order_by("pk").values_list("pk", "avatar_path")
    paths = {pk: path or "" for pk, path in rows}
    return Avatars(paths, hashlib.blake2b(repr(paths).encode(), digest_size=8).hexdigest())


_AVATARS = Recent(_read_avatars)


def list_avatar_paths() -> dict[int, str]:
    """Id to where the picture is stored, of all who have one. At most 1 statement a second and process."""
    return _AVATARS.get().paths


def find_avatars_mark() -> str:
    """The ``mark`` of all pictures, the same in every process. At most 1 statement a second and process."""
    return _AVATARS.get().mark


def forget_avatars() -> None:
    """Read the pictures anew at the next call; for who has just changed one."""
    _AVATARS.forget()


def list_display_names(user_ids: Collection[int]) -> dict[int, str]:
    """User id to the name that people read. 1 statement."""
    return {user.pk: user.display_name for user in User.objects.filter(pk__in=user_ids)}


def hash_avatar(path: str, size: int) -> str:
    """What the address of a picture in a size carries, so that browsers may keep it (web.md 2.1)."""
    return hashlib.md5(f"{path}{size}".encode(), usedforsecurity=False).hexdigest()
