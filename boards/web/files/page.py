"""Looking at attachments of tasks and projects (web.md 7.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase

from boards.addresses import link
from boards.downloads import guard, send_download, serve_kinds
from boards.errors import NotFound
from boards.file_types import CONTENT_TYPES, PICTURES, TEXTS, extension, is_picture_name
from boards.queries.files import get_project_file, get_task_file, read_file, read_thumbnail
from boards.texts.markdown import render_markdown
from boards.web.frame.pages import show

if TYPE_CHECKING:
    from boards.models import Project, ProjectFile, TaskFile
    from boards.web.frame.door import BoardRequest


LONGEST_TEXT = 1_000_000
#: Bytes of a picture that is shown in place of its thumbnail for a moment.
LONGEST_WAITING = 500_000
#: Stands for a picture that can't be drawn: a frame with a hill and a sun.
NO_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 125 50" fill="none" stroke="#808080" stroke-width="2">'
    '<rect x="42" y="10" width="40" height="30" rx="3"/><path d="m44 37 12-13 9 9 6-6 9 9"/>'
    '<circle cx="72" cy="19" r="3"/></svg>'
)


def find_file(project: Project, task_id: int, file_id: int) -> TaskFile | ProjectFile:
    """The file of the task, or of the project without one. Raises NotFound for another's."""
    if not task_id:
        return get_project_file(project_id=project.pk, file_id=file_id)
    file = get_task_file(file_id)
    if file.task_id != task_id:
        raise NotFound(f"file {file_id}")
    return file


def params_of(project: Project, task_id: int) -> dict[str, int]:
    """What an address of a file names beside the file: the task, or the project without one."""
    return {"task_id": task_id} if task_id else {"project_id": project.pk}


def home_of(project: Project, task_id: int) -> str:
    if task_id:
        return link("TaskView.show", task_id=task_id) + "#files"
    return link("ProjectOverview.show", project_id=project.pk) + "#files"


def download(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    return send_download(request, find_file(project, task_id, file_id))


def image(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    """A picture in its own size; any other file as a download."""
    return serve_kinds(request, find_file(project, task_id, file_id), PICTURES)


def thumbnail(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    """The small picture. Until it is drawn, a picture that is small enough stands for itself; else a sign does."""
    file = find_file(project, task_id, file_id)
    if not is_picture_name(file.name):
        raise NotFound("no picture")
    drawn = read_thumbnail(file.path)
    response: HttpResponse
    if drawn:
        response = HttpResponse(drawn, content_type="image/png")
        response["Cache-Control"] = "private, max-age=432000"
    elif drawn is None and file.size <= LONGEST_WAITING:
        response = HttpResponse(read_file(file.path), content_type=CONTENT_TYPES[extension(file.name)])
    else:
        response = HttpResponse(NO_PICTURE, content_type="image/svg+xml")
    return guard(response, "image/png")


def browse(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponseBase:
    """What the browser can show by itself; everything else as a download."""
    return serve_kinds(request, find_file(project, task_id, file_id), CONTENT_TYPES)


def show_file(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    """A text, or Markdown, as a page. Raises NotFound for other files."""
    file = find_file(project, task_id, file_id)
    kind = extension(file.name)
    if kind not in TEXTS and kind not in PICTURES:
        raise NotFound("no text")
    text = read_file(file.path)[:LONGEST_TEXT].decode("utf-8", "replace") if kind in TEXTS else ""
    context = {
        "heading": file.name,
        "file": file,
        "text": text if kind == "txt" else "",
        "html": render_markdown(text) if kind != "txt" else "",
        "image": link("FileViewer.image", file_id=file.pk, **params_of(project, task_id)) if kind in PICTURES else "",
        "back": home_of(project, task_id),
    }
    return show(request, "files/show.html", context)
