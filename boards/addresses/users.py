"""The users of an installation, for administrators (web.md 2.6): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "UserList.show": ("users",),
    "UserList.search": (),
    "UserCreation.show": (),
    "UserCreation.save": (),
    "UserInvite.show": (),
    "UserInvite.save": (),
    "UserInvite.signup": ("invite/signup/:token",),
    "UserInvite.register": (),
    "invitation.send": ("users/invitation/:invitation_id/send",),
    "invitation.withdraw": ("users/invitation/:invitation_id/withdraw",),
    "UserImport.show": (),
    "UserImport.save": (),
    "UserImport.template": (),
    "UserStatus.confirmEnable": (),
    "UserStatus.enable": (),
    "UserStatus.confirmDisable": (),
    "UserStatus.disable": (),
    "UserStatus.confirmRemove": (),
    "UserStatus.remove": (),
}
