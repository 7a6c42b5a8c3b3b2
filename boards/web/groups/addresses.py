"""Groups of people (web.md 2.6): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, act, form, page
from boards.web.groups import page as groups

ADDRESSES: tuple[Address, ...] = (
    page("GroupList.index", groups.list_all, allows="group.edit"),
    page("GroupList.users", groups.show_members, allows="group.edit"),
    page("GroupList.associate", groups.ask_for_member, allows="group.edit"),
    act("GroupList.addUser", groups.add_member, allows="group.edit"),
    form("GroupList.dissociate", groups.drop_member, allows="group.edit"),
    form("GroupList.removeUser", groups.drop_member, allows="group.edit"),
    form("GroupList.confirm", groups.remove, allows="group.edit"),
    form("GroupList.remove", groups.remove, allows="group.edit"),
    form("GroupCreation.show", groups.add, allows="group.edit"),
    act("GroupCreation.save", groups.add, allows="group.edit"),
    form("GroupModification.show", groups.edit, allows="group.edit"),
    act("GroupModification.save", groups.edit, allows="group.edit"),
)
