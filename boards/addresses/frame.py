"""What the frame of all pages asks for: names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "day": ("day",),
    "favicon": ("favicon.ico",),
    "manifest": ("manifest.webmanifest",),
    "messages": ("messages",),
    "session": ("session",),
    "stylesheet": ("application.css",),
}
