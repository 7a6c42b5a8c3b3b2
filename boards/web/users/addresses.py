"""The users of an installation (web.md 2.6): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, act, form, page
from boards.web.users import creation, listing, status

ADDRESSES: tuple[Address, ...] = (
    page("UserList.show", listing.list_users, allows="user.edit"),
    page("UserList.search", listing.list_users, allows="user.edit"),
    form("UserCreation.show", creation.create, allows="user.edit"),
    act("UserCreation.save", creation.create, allows="user.edit"),
    form("UserStatus.confirmEnable", status.enable, allows="user.edit"),
    form("UserStatus.enable", status.enable, allows="user.edit"),
    form("UserStatus.confirmDisable", status.disable, allows="user.edit"),
    form("UserStatus.disable", status.disable, allows="user.edit"),
    form("UserStatus.confirmRemove", status.remove, allows="user.edit"),
    form("UserStatus.remove", status.remove, allows="user.edit"),
)
