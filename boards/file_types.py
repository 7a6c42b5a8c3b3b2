"""What a file is, by the extension of its name; the content may be anything (web.md 7.6)."""

from __future__ import annotations

PICTURES = {"jpeg", "jpg", "png", "gif"}
TEXTS = {"txt", "md", "markdown"}
#: Content types of what is shown in place, by extension; everything else, SVG and HTML too, is a download.
CONTENT_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "pdf": "application/pdf",
    "mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "avi": "video/x-msvideo",
    "webm": "video/webm", "mov": "video/quicktime", "m4v": "video/mp4", "mp4": "video/mp4",
}  # fmt: skip
#: Films that few browsers play: they are served in place, and nobody is told to look at them there.
HARDLY_PLAYED = {"avi", "mov"}


def extension(name: str) -> str:
    """In lower case, without its point; nothing where there is none."""
    return name.lower().rpartition(".")[2] if "." in name else ""


def is_picture_name(name: str) -> bool:
    return extension(name) in PICTURES


def file_kind(name: str) -> str:
    """What a file is good for in the browser: "picture", "text", "media", or "other"."""
    found = extension(name)
    if found in PICTURES:
        return "picture"
    if found in TEXTS:
        return "text"
    return "media" if found in CONTENT_TYPES and found not in HARDLY_PLAYED else "other"
