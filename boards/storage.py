"""The store of attachments: bytes under keys that no user wrote (domain.md 16). Knows no table."""

from __future__ import annotations

import hashlib
import io
import secrets
import warnings

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

THUMBNAIL = (250, 100)
#: Pixels of the picture of a person, at most.
AVATAR = 256
IMAGE_EXTENSIONS = ("jpeg", "jpg", "png", "gif")
#: A picture of more pixels is stored, but not opened.
Image.MAX_IMAGE_PIXELS = 50_000_000


def new_key(folder: str, owner_id: int) -> str:
    """A key like ``tasks/12/<40 hex>``, never given twice."""
    return f"{folder}/{owner_id}/{hashlib.sha1(secrets.token_bytes(32), usedforsecurity=False).hexdigest()}"


def is_image_name(name: str) -> bool:
    """Whether the name has the extension of a picture; the content may be anything."""
    return name.lower().rpartition(".")[2] in IMAGE_EXTENSIONS and "." in name


def thumbnail_key(key: str) -> str:
    return f"thumbnails/{key}"


def store_content(key: str, content: bytes) -> None:
    """Write new content."""
    default_storage.save(key, ContentFile(content))


def read_content(key: str) -> bytes | None:
    """The content, or None when it is lost."""
    try:
        with default_storage.open(key) as file:
            content: bytes = file.read()
            return content
    except OSError:
        return None


def drop_content(key: str) -> None:
    """Remove content and thumbnail; what is gone already does no harm."""
    for one in (key, thumbnail_key(key)):
        default_storage.delete(one)


def store_thumbnail(key: str, content: bytes) -> bool:
    """Make the thumbnail of a picture, cropped to fill; False for bytes that are no picture, or too large a one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                small = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGBA"), THUMBNAIL)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return False
    output = io.BytesIO()
    small.save(output, "PNG")
    store_content(thumbnail_key(key), output.getvalue())
    return True


def draw_avatar(content: bytes, most: int = AVATAR) -> bytes | None:
    """A picture of a person as PNG: square, at most that many pixels, drawn anew so that nothing else is left in it.

    None for bytes that are no picture, or too large a one.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF")) as picture:
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
        side = min(most, max(upright.size))
        square = ImageOps.fit(upright, (side, side))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    output = io.BytesIO()
    square.save(output, "PNG")
    return output.getvalue()
