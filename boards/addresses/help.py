"""Help: names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "Documentation.show": ("documentation", "documentation/:file"),
    "Documentation.shortcuts": ("help/keys",),
    "help.search": ("help/search",),
    "help.actions": ("help/actions",),
    "help.roles": ("help/roles",),
    "help.api": ("help/api",),
    "accessibility": ("accessibility",),
}
