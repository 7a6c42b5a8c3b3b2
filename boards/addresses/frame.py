"""What the frame of all pages asks for: names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "day": ("day",),
    "messages": ("messages",),
    "session": ("session",),
}
