"""Attachments (web.md 2.5): views, and who may."""

from __future__ import annotations

from boards.web.files import attach
from boards.web.files import page as views
from boards.web.frame.door import Address, act, form, page

ADDRESSES: tuple[Address, ...] = (
    form("TaskFile.create", attach.attach_to_task, allows="file.edit"),
    act("TaskFile.save", attach.attach_to_task, allows="file.edit"),
    form("TaskFile.screenshot", attach.attach_screenshot, allows="file.edit"),
    form("TaskPopover.screenshot", attach.attach_screenshot, allows="file.edit"),
    form("TaskFile.confirm", attach.remove, allows="file.edit"),
    form("TaskFile.remove", attach.remove, allows="file.edit"),
    form("ProjectFile.create", attach.attach_to_project, allows="file.edit"),
    act("ProjectFile.save", attach.attach_to_project, allows="file.edit"),
    form("ProjectFile.confirm", attach.remove, allows="file.edit"),
    form("ProjectFile.remove", attach.remove, allows="file.edit"),
    page("FileViewer.show", views.show_file, allows="file.view"),
    page("FileViewer.image", views.image, allows="file.view"),
    page("FileViewer.thumbnail", views.thumbnail, allows="file.view"),
    page("FileViewer.download", views.download, allows="file.view"),
    page("FileViewer.browser", views.browse, allows="file.view"),
)
