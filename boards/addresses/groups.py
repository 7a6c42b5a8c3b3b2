"""Groups of people (web.md 2.6): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "GroupList.index": ("groups",),
    "GroupList.users": ("group/:group_id/members",),
    "GroupList.associate": (),
    "GroupList.addUser": (),
    "GroupList.dissociate": (),
    "GroupList.removeUser": (),
    "GroupList.confirm": (),
    "GroupList.remove": (),
    "GroupCreation.show": (),
    "GroupCreation.save": (),
    "GroupModification.show": (),
    "GroupModification.save": (),
}
