"""Small pictures of large ones. What people upload is only ever opened by a process that can be ended."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageOps

logger = logging.getLogger(__name__)

THUMBNAIL = (250, 100)
#: Pixels of the side of a person's picture, at most.
AVATAR = 256
#: Seconds that a drawing may take in all; its own limit of computing time is ``drawing.SECONDS``.
PATIENCE = 30
PROGRAM = Path(__file__).with_name("drawing.py")


def draw_thumbnail(content: bytes) -> bytes | None:
    """A PNG of the size of thumbnails, cropped to fill. None for no picture, or too large a one."""
    return _draw(content, "fill", *THUMBNAIL)


def draw_avatar(content: bytes) -> bytes | None:
    """A square PNG of a person's picture. None as above."""
    return _draw(content, "square", AVATAR, AVATAR)


def _draw(content: bytes, kind: str, width: int, height: int) -> bytes | None:
    command = [sys.executable, "-I", str(PROGRAM), kind, str(width), str(height)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=PATIENCE, env=_environment(), check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        logger.warning("A picture of %s bytes was not drawn: %r", len(content), error)
        return None
    if done.returncode:
        logger.info("A picture of %s bytes was not drawn, status %s.", len(content), done.returncode)
        return None
    return done.stdout


def _environment() -> dict[str, str]:
    """Where the system's libraries are, and nothing else."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}


def shrink_avatar(content: bytes, side: int) -> bytes | None:
    """A picture that ``draw_avatar`` has drawn, smaller; None when it is lost."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if max(picture.size) > AVATAR:
                return None
            small = ImageOps.fit(picture.convert("RGBA"), (side, side)) if side < picture.width else picture
            output = io.BytesIO()
            small.save(output, "PNG")
            return output.getvalue()
    except (OSError, ValueError, SyntaxError):
        return None
