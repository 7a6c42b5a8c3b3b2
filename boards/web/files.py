"""Attachments of tasks and projects (web.md 7.6). What a browser might run is only ever offered as a download."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.dates import find_zone
from boards.errors import DomainError, Invalid, NotFound
from boards.markdown import render_markdown
from boards.pictures import EXTENSIONS
from boards.queries.files import get_project_file, get_task_file, read_file, read_thumbnail
from boards.queries.settings import zone_of
from boards.services.files import (
    create_files,
    create_task_file,
    decode_base64,
    remove_project_files,
    remove_task_files,
)
from boards.web.door import is_ajax
from boards.web.links import link
from boards.web.pages import confirm, describe, go, say, show

if TYPE_CHECKING:
    from boards.models import Project, ProjectFile, Task, TaskFile
    from boards.web.door import BoardRequest

#: Types that are shown in place, by extension; everything else, SVG and HTML too, is a download.
SHOWN = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "pdf": "application/pdf",
    "mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "avi": "video/x-msvideo",
    "webm": "video/webm", "mov": "video/quicktime", "m4v": "video/mp4", "mp4": "video/mp4",
}  # fmt: skip
PICTURES = EXTENSIONS
TEXTS = {"txt", "md", "markdown"}
#: A file from here is nobody's page: no script, no form, no frame, no origin.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"
#: The reader of PDF files that is built into browsers does not start in a sandbox; it runs nothing of the page's.
READER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf"
PNG = b"\x89PNG\r\n\x1a\n"
LONGEST_TEXT = 1_000_000
#: Bytes of a picture that is shown in place of its thumbnail for a moment.
LONGEST_WAITING = 500_000
#: Stands for a picture that can't be drawn: a frame with a hill and a sun.
NO_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 125 50" fill="none" stroke="#808080" stroke-width="2">'
    '<rect x="42" y="10" width="40" height="30" rx="3"/><path d="m44 37 12-13 9 9 6-6 9 9"/>'
    '<circle cx="72" cy="19" r="3"/></svg>'
)
#: One part of a file; of several at once the header is left aside, as it may be.
PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def extension(name: str) -> str:
    return name.lower().rpartition(".")[2] if "." in name else ""


def _find(project: Project, task_id: int, file_id: int) -> TaskFile | ProjectFile:
    """The file of the task, or of the project without one. Raises NotFound for another's."""
    if not task_id:
        return get_project_file(project_id=project.pk, file_id=file_id)
    file = get_task_file(file_id)
    if file.task_id != task_id:
        raise NotFound(f"file {file_id}")
    return file


def _params(project: Project, task_id: int) -> dict[str, int]:
    """What an address of a file names beside the file: the task, or the project without one."""
    return {"task_id": task_id} if task_id else {"project_id": project.pk}


def _home(project: Project, task_id: int) -> str:
    if task_id:
        return link("TaskView.show", task_id=task_id) + "#files"
    return link("ProjectOverview.show", project_id=project.pk) + "#files"


def _serve(
    request: BoardRequest, file: TaskFile | ProjectFile, content_type: str, *, as_attachment: bool = False
) -> HttpResponseBase:
    """The bytes, a part of them for players that ask for one, or 304 for a browser that has them.

    What is stored under a key never changes.
    """
    response: HttpResponse
    etag = f'"{hashlib.md5(file.path.encode(), usedforsecurity=False).hexdigest()}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = _serve_part(file, content_type, _asked_part(request, file.size, etag))
        response["Content-Disposition"] = _disposition(file.name, as_attachment=as_attachment)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=432000"
    return _guard(response, content_type)


def _guard(response: HttpResponse, content_type: str) -> HttpResponse:
    """A file is never a page of ours, whatever is in it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = READER if content_type == SHOWN["pdf"] else SANDBOX
    return response


def _asked_part(request: BoardRequest, size: int, etag: str) -> range | None:
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


def _serve_part(file: TaskFile | ProjectFile, content_type: str, part: range | None) -> HttpResponse:
    if part is None:
        return HttpResponse(read_file(file.path), content_type=content_type)
    if not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    content = read_file(file.path, part.start, len(part))
    headers = {"Content-Range": f"bytes {part.start}-{part.stop - 1}/{file.size}"}
    return HttpResponse(content, content_type=content_type, status=206, headers=headers)


def _disposition(name: str, *, as_attachment: bool) -> str:
    """The header for a name that anybody may have chosen (RFC 6266)."""
    clean = "".join(letter for letter in name if letter.isprintable()) or "file"
    return content_disposition_header(as_attachment, clean) or "attachment"


def _download(request: BoardRequest, file: TaskFile | ProjectFile) -> HttpResponseBase:
    return _serve(request, file, "application/octet-stream", as_attachment=True)


def _show_kinds(request: BoardRequest, file: TaskFile | ProjectFile, kinds: Collection[str]) -> HttpResponseBase:
    """In place when its extension is one of the ``kinds``, else as a download."""
    kind = extension(file.name)
    return _serve(request, file, SHOWN[kind]) if kind in kinds else _download(request, file)


def download(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    return _download(request, _find(project, task_id, file_id))


def image(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    """A picture in its own size; any other file as a download."""
    return _show_kinds(request, _find(project, task_id, file_id), PICTURES)


def serve_picture(request: BoardRequest, file: TaskFile) -> HttpResponseBase:
    """A picture in its own size. Raises NotFound for any other file."""
    if extension(file.name) not in PICTURES:
        raise NotFound("no picture")
    return _show_kinds(request, file, PICTURES)


def thumbnail(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    """The small picture. Until it is drawn, a picture that is small enough stands for itself; else a sign does."""
    file = _find(project, task_id, file_id)
    kind = extension(file.name)
    if kind not in PICTURES:
        raise NotFound("no picture")
    drawn = read_thumbnail(file.path)
    response: HttpResponse
    if drawn:
        response = HttpResponse(drawn, content_type="image/png")
        response["Cache-Control"] = "private, max-age=432000"
    elif drawn is None and file.size <= LONGEST_WAITING:
        response = HttpResponse(read_file(file.path), content_type=SHOWN[kind])
    else:
        response = HttpResponse(NO_PICTURE, content_type="image/svg+xml")
    return _guard(response, "image/png")


def browse(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    """What the browser can show by itself; everything else as a download."""
    return _show_kinds(request, _find(project, task_id, file_id), SHOWN)


def show_file(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    """A text, or Markdown, as a page. Raises NotFound for other files."""
    file = _find(project, task_id, file_id)
    kind = extension(file.name)
    if kind not in TEXTS and kind not in PICTURES:
        raise NotFound("no text")
    text = read_file(file.path)[:LONGEST_TEXT].decode("utf-8", "replace") if kind in TEXTS else ""
    context = {
        "heading": file.name,
        "file": file,
        "text": text if kind == "txt" else "",
        "html": render_markdown(text) if kind != "txt" else "",
        "image": link("FileViewer.image", file_id=file.pk, **_params(project, task_id)) if kind in PICTURES else "",
        "back": _home(project, task_id),
    }
    return show(request, "files/show.html", context)


def attach_to_task(request: BoardRequest, project: Project, task_id: int) -> HttpResponse:
    return _attach(request, project, task_id)


def attach_to_project(request: BoardRequest, project: Project) -> HttpResponse:
    return _attach(request, project, 0)


def _attach(request: BoardRequest, project: Project, task_id: int) -> HttpResponse:
    """Store ``files[]``. Scripts of others get ``{"message": "OK"}``; 422 says what is wrong, and nothing is stored."""
    if request.method != "POST":
        return _ask_files(request, project, task_id, 200)
    uploads = request.FILES.getlist("files[]") or request.FILES.getlist("files")
    try:
        if not uploads:
            raise Invalid(files=_("Choose a file."))
        contents = [(upload.name or "file", upload.read()) for upload in uploads]
        for name, content in contents:
            if not content:
                raise Invalid(files=_("“%(name)s” is empty.") % {"name": name})
        ids = create_files(actor=request.actor, project_id=project.pk, task_id=task_id, files=contents)
    except DomainError as error:
        if is_ajax(request):
            return JsonResponse({"message": describe(error)}, status=422)
        return _ask_files(request, project, task_id, 422, describe(error))
    label = ngettext("%(n)s file attached.", "%(n)s files attached.", len(uploads)) % {"n": len(uploads)}
    say(request, label)
    if is_ajax(request) and request.POST.get("answer") != "page":
        files = [_describe(project, task_id, name, pk) for (name, _content), pk in zip(contents, ids, strict=True)]
        return JsonResponse({"message": "OK", "files": files})
    return go(request, _home(project, task_id), stay=True)


def _describe(project: Project, task_id: int, name: str, file_id: int) -> dict[str, Any]:
    """What a text needs to show a file that was just stored."""
    is_image = extension(name) in PICTURES
    url = link("FileViewer.image" if is_image else "FileViewer.download", file_id=file_id, **_params(project, task_id))
    return {"id": file_id, "name": name, "url": url, "is_image": is_image}


def _ask_files(request: BoardRequest, project: Project, task_id: int, status: int, error: str = "") -> HttpResponse:
    context = {
        "heading": _("Attach files"),
        "limit": settings.ENV["UPLOAD_LIMIT_MB"],
        "back": _home(project, task_id),
        "error": error,
    }
    return show(request, "files/create.html", context, status=status)


def read_screenshot(request: BoardRequest, text: str) -> tuple[str, bytes]:
    """Name and bytes of a picture that a browser sends as base64, with or without its data address. Raises Invalid."""
    content = decode_base64(text.rpartition(",")[2])
    if not content.startswith(PNG):
        raise Invalid(screenshot=_("This is no PNG picture."))
    zone = zone_of(request.actor)
    taken = datetime.now(find_zone(zone))
    return _("Screenshot taken %(moment)s.png") % {"moment": f"{taken:%Y-%m-%d %H:%M:%S}"}, content


def attach_screenshot(request: BoardRequest, project: Project, task: Task) -> HttpResponse:
    """A picture from the clipboard, as ``screenshot`` in base64 (TaskFile.screenshot)."""
    error = ""
    if request.method == "POST":
        try:
            name, content = read_screenshot(request, request.POST.get("screenshot", ""))
            create_task_file(actor=request.actor, project_id=project.pk, task_id=task.pk, name=name, content=content)
            say(request, _("Screenshot attached."))
            return go(request, _home(project, task.pk), stay=True)
        except Invalid as refusal:
            error = describe(refusal)
    context = {"heading": _("Attach a screenshot"), "back": _home(project, task.pk), "error": error, "task": task}
    return show(request, "files/screenshot.html", context, status=422 if error else 200)


def remove(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    file = _find(project, task_id, file_id)
    if request.method != "POST":
        return confirm(
            request,
            title=_("Remove file"),
            sentence=_("“%(name)s” goes for good.") % {"name": file.name},
            verb=_("Remove file"),
            back=_home(project, task_id),
        )
    if task_id:
        remove_task_files(actor=request.actor, files=[cast("TaskFile", file)])
    else:
        remove_project_files(actor=request.actor, files=[cast("ProjectFile", file)])
    say(request, _("“%(name)s” removed.") % {"name": file.name})
    return go(request, _home(project, task_id), stay=True)
