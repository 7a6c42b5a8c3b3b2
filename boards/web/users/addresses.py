"""The users of an installation (web.md 2.6): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import PUBLIC, Address, act, form, page
from boards.web.users import creation, importing, invitations, listing, projects, status

ADDRESSES: tuple[Address, ...] = (
    page("UserList.show", listing.list_users, allows="user.edit"),
    page("UserList.search", listing.list_users, allows="user.edit"),
    form("UserCreation.show", creation.create, allows="user.edit"),
    act("UserCreation.save", creation.create, allows="user.edit"),
    form("UserInvite.show", invitations.send_invitations, allows="user.edit"),
    act("UserInvite.save", invitations.send_invitations, allows="user.edit"),
    form("UserInvite.signup", invitations.sign_up, allows=PUBLIC),
    act("UserInvite.register", invitations.sign_up, allows=PUBLIC),
    act("invitation.send", invitations.resend, allows="user.edit"),
    form("invitation.withdraw", invitations.take_invitation_back, allows="user.edit"),
    page("UserImport.show", importing.ask_for_file, allows="user.edit"),
    act("UserImport.save", importing.take_file, allows="user.edit"),
    page("UserImport.template", importing.send_headings, allows="user.edit"),
    page("ProjectUserOverview.managers", projects.show_managers, allows="membership.list"),
    page("ProjectUserOverview.members", projects.show_members, allows="membership.list"),
    page("ProjectUserOverview.opens", projects.show_open_tasks, allows="membership.list"),
    page("ProjectUserOverview.closed", projects.show_closed_tasks, allows="membership.list"),
    page("ProjectUserOverview.users", projects.show_people, allows="membership.list"),
    form("UserStatus.confirmEnable", status.enable, allows="user.edit"),
    form("UserStatus.enable", status.enable, allows="user.edit"),
    form("UserStatus.confirmDisable", status.disable, allows="user.edit"),
    form("UserStatus.disable", status.disable, allows="user.edit"),
    form("UserStatus.confirmRemove", status.remove, allows="user.edit"),
    form("UserStatus.remove", status.remove, allows="user.edit"),
)
