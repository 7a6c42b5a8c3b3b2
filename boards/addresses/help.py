"""Help: names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "Documentation.shortcuts": ("help/keys",),
    "help.search": ("help/search",),
    "accessibility": ("accessibility",),
}
