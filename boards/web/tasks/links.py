"""Links between tasks (web.md 7.5). Each is looked for in its own task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.errors import NotFound
from boards.operations.changing import check_opposite
from boards.operations.linking import link_card, unlink_card
from boards.queries.links import get_task_link
from boards.services.task_links import update_task_link
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import errors_to, posted, say
from boards.web.page_models.link_labels import labels
from boards.web.tasks.around import ask_about_task, go_to_task, show_task_form
from boards.web.tasks.part_forms import InternalLinkForm

if TYPE_CHECKING:
    from boards.models import Task, TaskLink
    from boards.web.frame.door import BoardRequest


def _link_of(task: Task, link_id: int) -> TaskLink:
    found = get_task_link(link_id)
    if found.task_id != task.pk:
        raise NotFound(f"link {link_id}")
    return found


def add_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    data = posted(request)
    form = InternalLinkForm(data, labels=labels(), task_id=task.pk, new=True, initial={"link_id": link_id or None})
    if form.is_bound and form.is_valid():
        with errors_to(form):
            opposite_id = form.cleaned_data["opposite_task_id"]
            kind = form.cleaned_data["link_id"]
            doer = doer_in(request, task.project_id)
            tell(request, link_card(doer, task.pk, opposite_task_id=opposite_id, link_id=kind))
            if form.cleaned_data["another_tasklink"]:
                initial = {"link_id": kind, "another_tasklink": True}
                form = InternalLinkForm(labels=labels(), task_id=task.pk, new=True, initial=initial)
            else:
                return go_to_task(request, task, "links")
    return show_task_form(request, task, form, _("New internal link"), _("Add link"), "links")


def edit_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    found = _link_of(task, link_id)
    initial = {"link_id": found.link_id, "opposite_task_id": f"#{found.opposite_task_id}"}
    data = posted(request)
    form = InternalLinkForm(data, labels=labels(), task_id=task.pk, new=False, initial=initial)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            opposite_id = form.cleaned_data["opposite_task_id"]
            check_opposite(request.actor, opposite_id)
            update_task_link(
                actor=request.actor,
                task_link_id=found.pk,
                task_id=task.pk,
                opposite_task_id=opposite_id,
                link_id=form.cleaned_data["link_id"],
            )
            say(request, _("Link changed."))
            return go_to_task(request, task, "links")
    return show_task_form(request, task, form, _("Edit internal link"), _("Save"), "links")


def drop_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    if request.method != "POST":
        found = _link_of(task, link_id)
        sentence = _("The link to #%(id)s is removed; the task stays.") % {"id": found.opposite_task_id}
        return ask_about_task(request, task, _("Remove link"), sentence, "links")
    tell(request, unlink_card(doer_in(request, task.project_id), task.pk, link_id))
    return go_to_task(request, task, "links")
