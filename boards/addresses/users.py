"""The users of an installation, for administrators (web.md 2.6): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "UserList.show": ("users",),
    "UserList.search": (),
    "UserCreation.show": (),
    "UserCreation.save": (),
    "UserStatus.confirmEnable": (),
    "UserStatus.enable": (),
    "UserStatus.confirmDisable": (),
    "UserStatus.disable": (),
    "UserStatus.confirmRemove": (),
    "UserStatus.remove": (),
}
