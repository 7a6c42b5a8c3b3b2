"""Attaching and removing files (web.md 7.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.addresses import link
from boards.errors import DomainError, Invalid, describe
from boards.file_types import is_picture_name
from boards.operations.attaching import discard_project_file, discard_task_file
from boards.services.files import create_files, create_task_file
from boards.web.files.page import find_file, home_of, params_of
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import is_ajax
from boards.web.frame.pages import confirm, go, say, show
from boards.web.frame.uploads import read_screenshot

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


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
            raise Invalid(files=gettext_lazy("Choose a file."))
        contents = [(upload.name or "file", upload.read()) for upload in uploads]
        for name, content in contents:
            if not content:
                raise Invalid(files=format_lazy(gettext_lazy("“{name}” is empty."), name=name))
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
    return go(request, home_of(project, task_id), stay=True)


def _describe(project: Project, task_id: int, name: str, file_id: int) -> dict[str, Any]:
    """What a text needs to show a file that was just stored."""
    is_image = is_picture_name(name)
    url = link(
        "FileViewer.image" if is_image else "FileViewer.download", file_id=file_id, **params_of(project, task_id)
    )
    return {"id": file_id, "name": name, "url": url, "is_image": is_image}


def _ask_files(request: BoardRequest, project: Project, task_id: int, status: int, error: str = "") -> HttpResponse:
    context = {
        "heading": _("Attach files"),
        "limit": settings.ENV["UPLOAD_LIMIT_MB"],
        "back": home_of(project, task_id),
        "error": error,
    }
    return show(request, "files/create.html", context, status=status)


def attach_screenshot(request: BoardRequest, project: Project, task: Task) -> HttpResponse:
    """A picture from the clipboard, as ``screenshot`` in base64 (TaskFile.screenshot)."""
    error = ""
    if request.method == "POST":
        try:
            name, content = read_screenshot(request, request.POST.get("screenshot", ""))
            create_task_file(actor=request.actor, project_id=project.pk, task_id=task.pk, name=name, content=content)
            say(request, _("Screenshot attached."))
            return go(request, home_of(project, task.pk), stay=True)
        except Invalid as refusal:
            error = describe(refusal)
    context = {"heading": _("Attach a screenshot"), "back": home_of(project, task.pk), "error": error, "task": task}
    return show(request, "files/screenshot.html", context, status=422 if error else 200)


def remove(request: BoardRequest, project: Project, task_id: int, file_id: int) -> HttpResponse:
    if request.method != "POST":
        return confirm(
            request,
            title=_("Remove file"),
            sentence=find_file(project, task_id, file_id).name,
            verb=_("Remove file"),
            back=home_of(project, task_id),
        )
    doer = doer_in(request, project.pk)
    tell(request, discard_task_file(doer, task_id, file_id) if task_id else discard_project_file(doer, file_id))
    return go(request, home_of(project, task_id), stay=True)
