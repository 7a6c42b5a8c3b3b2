"""Draws one small picture, as a program of its own: ``drawing.py fill 250 100 <picture >png``.

Decoders read what strangers made. So this process knows nothing of ours (no setting, no secret, no connection) and may
use little time, little memory and no file: the worst that a picture can do is to end it. Status 1: no picture, or one
of too many pixels. ``boards.pictures`` starts it.
"""

from __future__ import annotations

import io
import resource
import sys

from PIL import Image, ImageOps

#: The formats that are opened, by their bytes, whatever the name says. Each needs no other program.
FORMATS = ("PNG", "JPEG", "GIF")
#: Pixels of a picture that is still opened; a camera's have fewer.
MOST_PIXELS = 50_000_000
SECONDS = 5
#: Kinds of pixels that can be averaged as they are, which is much cheaper than converting all of them.
REDUCED = ("L", "LA", "RGB", "RGBA", "CMYK")
MEMORY = 1 << 30


def limit_process() -> None:
    """From here on this process has that much time and memory, and writes no file."""
    for kind, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def open_picture(content: bytes, width: int, height: int) -> Image.Image | None:
    """The first frame, upright, with transparency, and no larger than needed for a good small one.

    None for one of too many pixels.
    """
    picture: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        return None
    picture.draft("RGB", (2 * width, 2 * height))
    if picture.mode == "1":
        picture = picture.convert("L")
    factor = min(picture.size) // (2 * max(width, height))
    if factor > 1 and picture.mode in REDUCED:
        picture = picture.reduce(factor)
    return ImageOps.exif_transpose(picture).convert("RGBA")


def draw(content: bytes, kind: str, width: int, height: int) -> bytes | None:
    """A PNG of ``width`` by ``height`` that the picture fills; for "square" at most that large, never larger than it.

    It is drawn anew, so that nothing else of the file is left in it.
    """
    picture = open_picture(content, width, height)
    if picture is None:
        return None
    if kind == "square":
        width = height = min(width, max(picture.size))
    output = io.BytesIO()
    ImageOps.fit(picture, (width, height)).save(output, "PNG")
    return output.getvalue()


def main(kind: str, width: str, height: str) -> int:
    Image.MAX_IMAGE_PIXELS = None
    limit_process()
    try:
        drawn = draw(sys.stdin.buffer.read(), kind, int(width), int(height))
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        drawn = None
    if drawn is None:
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
