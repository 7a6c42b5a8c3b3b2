"""Attachments of tasks and projects (web.md 7.6). What a browser might run is only ever offered as a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.errors import DomainError, Invalid, NotFound
from boards.markdown import render_markdown
from boards.queries.files import get_project_file, get_task_file, read_file, read_thumbnail
from boards.services.files import create_project_file, create_task_file, remove_project_files, remove_task_files
from boards.web.door import is_ajax
from boards.web.links import link
from boards.web.pages import confirm, describe, go, say, show, warn

if TYPE_CHECKING:
    from boards.models import Project, ProjectFile, TaskFile
    from boards.web.door import BoardRequest

#: Types that are shown in place, by extension; everything else, SVG and HTML too, is a download.
SHOWN = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "pdf": "application/pdf",
    "mp3": "audio/mpeg", "ogg": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "avi": "video/x-msvideo",
    "webm": "video/webm", "mov": "video/quicktime", "m4v": "video/mp4", "mp4": "video/mp4",
}  # fmt: skip
PICTURES = {"jpg", "jpeg", "png", "gif"}
TEXTS = {"txt", "md", "markdown"}
#: A file from here is nobody's page: no script, no form, no frame, no origin.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"
LONGEST_TEXT = 1_000_000


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


def _home(project: Project, task_id: int) -> str:
    if task_id:
        return link("TaskView.show", task_id=task_id) + "#files"
    return link("ProjectOverview.show", project_id=project.pk) + "#files"


def _serve(content: bytes, content_type: str, *, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _attachment(name: str) -> str:
    """The header for a name that anybody may have chosen (RFC 6266)."""
    clean = "".join(letter for letter in name if letter.isprintable()) or "file"
    return content_disposition_header(as_attachment=True, filename=clean) or "attachment"


def download(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    file = _find(project, task_id, file_id)
    return _serve(read_file(file.path), "application/octet-stream", disposition=_attachment(file.name))


def image(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    """A picture in its own size; any other file as a download."""
    file = _find(project, task_id, file_id)
    kind = extension(file.name)
    if kind not in PICTURES:
        return download(request, project, task_id, file_id)
    return _serve(read_file(file.path), SHOWN[kind], disposition="inline")


def thumbnail(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    """The small picture. Raises NotFound when the bytes were none."""
    file = _find(project, task_id, file_id)
    content = read_thumbnail(file.path)
    if content is None:
        raise NotFound("no thumbnail")
    return _serve(content, "image/png", disposition="inline")


def browse(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    """What the browser can show by itself; everything else as a download."""
    file = _find(project, task_id, file_id)
    kind = extension(file.name)
    if kind not in SHOWN:
        return download(request, project, task_id, file_id)
    return _serve(read_file(file.path), SHOWN[kind], disposition="inline")


def show_file(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    """A text, or Markdown, as a page. Raises NotFound for other files."""
    file = _find(project, task_id, file_id)
    kind = extension(file.name)
    if kind not in TEXTS and kind not in PICTURES:
        raise NotFound("no text")
    text = read_file(file.path)[:LONGEST_TEXT].decode("utf-8", "replace") if kind in TEXTS else ""
    params = {"task_id": task_id} if task_id else {"project_id": project.pk}
    context = {
        "heading": file.name,
        "file": file,
        "text": text if kind == "txt" else "",
        "html": render_markdown(text) if kind != "txt" else "",
        "image": link("FileViewer.image", file_id=file.pk, **params) if kind in PICTURES else "",
        "back": _home(project, task_id),
    }
    return show(request, "files/show.html", context)


def attach_to_task(request: BoardRequest, project: Project, task_id: int) -> HttpResponse:
    return _attach(request, project, task_id)


def attach_to_project(request: BoardRequest, project: Project) -> HttpResponse:
    return _attach(request, project, 0)


def _attach(request: BoardRequest, project: Project, task_id: int) -> HttpResponse:
    """Store ``files[]``. Scripts get ``{"message"}``; 422 says what is wrong."""
    if request.method != "POST":
        context = {
            "heading": _("Attach files"),
            "limit": settings.ENV["UPLOAD_LIMIT_MB"],
            "back": _home(project, task_id),
        }
        return show(request, "files/create.html", context)
    uploads = request.FILES.getlist("files[]") or request.FILES.getlist("files")
    try:
        if not uploads:
            raise Invalid(files=_("Choose a file."))
        for upload in uploads:
            content, name = upload.read(), upload.name or "file"
            if task_id:
                create_task_file(
                    actor=request.actor, project_id=project.pk, task_id=task_id, name=name, content=content
                )
            else:
                create_project_file(actor=request.actor, project_id=project.pk, name=name, content=content)
    except DomainError as error:
        if is_ajax(request):
            return JsonResponse({"message": describe(error)}, status=422)
        warn(request, describe(error))
        return go(request, _home(project, task_id))
    label = ngettext("%(n)s file attached.", "%(n)s files attached.", len(uploads)) % {"n": len(uploads)}
    say(request, label)
    if is_ajax(request) and request.headers.get("Accept") == "application/json":
        return JsonResponse({"message": "OK"})
    return go(request, _home(project, task_id), stay=True)


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
        remove_task_files(actor=request.actor, files=[get_task_file(file.pk)])
    else:
        remove_project_files(actor=request.actor, files=[get_project_file(project_id=project.pk, file_id=file.pk)])
    say(request, _("“%(name)s” removed.") % {"name": file.name})
    return go(request, _home(project, task_id), stay=True)
