"""Sending a file. What a browser might run is only ever offered as a download (web.md 7.6)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header

from boards.errors import NotFound
from boards.file_types import CONTENT_TYPES, PICTURES, extension, is_picture_name
from boards.queries.files import read_file

if TYPE_CHECKING:
    from boards.models import ProjectFile, TaskFile


#: A file from here is nobody's page: no script, no form, no frame, no origin.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"
#: The reader of PDF files that is built into browsers does not start in a sandbox; it runs nothing of the page's.
READER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf"
#: Bytes that are read at once.
PIECE = 1024 * 1024
#: One part of a file; of several at once the header is left aside, as it may be.
PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def serve_file(
    request: HttpRequest, file: TaskFile | ProjectFile, content_type: str, *, as_attachment: bool = False
) -> HttpResponseBase:
    """The bytes, a part of them for players that ask for one, or 304 for a browser that has them.

    What is stored under a key never changes.
    """
    response: HttpResponseBase
    etag = f'"{hashlib.md5(file.path.encode(), usedforsecurity=False).hexdigest()}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = _serve_part(file, content_type, _asked_part(request, file.size, etag))
        response["Content-Disposition"] = _disposition(file.name, as_attachment=as_attachment)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=432000"
    return guard(response, content_type)


def guard(response: HttpResponseBase, content_type: str) -> HttpResponseBase:
    """A file is never a page of ours, whatever is in it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = READER if content_type == CONTENT_TYPES["pdf"] else SANDBOX
    return response


def _asked_part(request: HttpRequest, size: int, etag: str) -> range | None:
    """The bytes of a header ``Range`` (RFC 9110, 14.2); None for all of them, an empty range for none that exist."""
    asked = PART.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _serve_part(file: TaskFile | ProjectFile, content_type: str, part: range | None) -> HttpResponseBase:
    if part is None:
        return _send_bytes(file, range(file.size), content_type)
    if not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    response = _send_bytes(file, part, content_type)
    response.status_code = 206
    response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    return response


def _send_bytes(file: TaskFile | ProjectFile, part: range, content_type: str) -> HttpResponseBase:
    """At once, or piece by piece where they are many: no file is in the memory as a whole."""
    if len(part) <= PIECE:
        return HttpResponse(read_file(file.path, part.start, len(part)), content_type=content_type)
    starts = range(part.start, part.stop, PIECE)
    pieces = (read_file(file.path, start, min(PIECE, part.stop - start)) for start in starts)
    return StreamingHttpResponse(pieces, content_type=content_type, headers={"Content-Length": str(len(part))})


def _disposition(name: str, *, as_attachment: bool) -> str:
    """The header for a name that anybody may have chosen (RFC 6266)."""
    clean = "".join(letter for letter in name if letter.isprintable()) or "file"
    return content_disposition_header(as_attachment, clean) or "attachment"


def send_download(request: HttpRequest, file: TaskFile | ProjectFile) -> HttpResponseBase:
    return serve_file(request, file, "application/octet-stream", as_attachment=True)


def serve_kinds(request: HttpRequest, file: TaskFile | ProjectFile, kinds: Collection[str]) -> HttpResponseBase:
    """In place when its extension is one of the ``kinds``, else as a download."""
    kind = extension(file.name)
    return serve_file(request, file, CONTENT_TYPES[kind]) if kind in kinds else send_download(request, file)


def serve_picture(request: HttpRequest, file: TaskFile) -> HttpResponseBase:
    """A picture in its own size. Raises NotFound for any other file."""
    if not is_picture_name(file.name):
        raise NotFound("no picture")
    return serve_kinds(request, file, PICTURES)
