"""Links to elsewhere (web.md 7.5). Each is looked for in its own task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.operations.linking import link_card_outside, unlink_card_outside
from boards.queries.external_links import get_external_link
from boards.services.external_links import (
    AUTO,
    list_link_types,
    name_link,
    propose_link,
    update_external_link,
)
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import errors_to, posted, say
from boards.web.tasks.around import ask_about_task, go_to_task, show_task_form
from boards.web.tasks.part_forms import AddressForm, ExternalLinkForm

if TYPE_CHECKING:
    from boards.models import ExternalLink, Task
    from boards.web.frame.door import BoardRequest


def _external_of(task: Task, link_id: int) -> ExternalLink:
    return get_external_link(task_id=task.pk, link_id=link_id)


def find_external_link(request: BoardRequest, task: Task) -> HttpResponse:
    """The first step: an address, and its kind, found out by default (TaskExternalLink.find, .create)."""
    form = AddressForm(posted(request), kinds=list_link_types())
    if form.is_bound and form.is_valid():
        with errors_to(form):
            found = propose_link(
                actor=request.actor, url=form.cleaned_data["text"], link_type=form.cleaned_data["type"] or AUTO
            )
            initial = {"url": found.url, "title": found.title, "link_type": found.link_type, "dependency": "related"}
            second = ExternalLinkForm(initial=initial)
            action = link("TaskExternalLink.save", task_id=task.pk)
            heading = _("New external link")
            return show_task_form(request, task, second, heading, _("Add link"), "external-links", action=action)
    action = link("TaskExternalLink.create", task_id=task.pk)
    return show_task_form(request, task, form, _("New external link"), _("Next"), "external-links", action=action)


def add_external_link(request: BoardRequest, task: Task) -> HttpResponse:
    """The second step: what was found, to be changed or kept (TaskExternalLink.save)."""
    form = ExternalLinkForm(request.POST)
    if form.is_valid():
        with errors_to(form):
            link_type = form.cleaned_data["link_type"] or AUTO
            address = {"url": form.cleaned_data["url"], "link_type": link_type}
            # Before the transaction of the deed: the page may be asked.
            title = name_link(actor=request.actor, title=form.cleaned_data["title"], **address)
            dependency = form.cleaned_data["dependency"] or "related"
            doer = doer_in(request, task.project_id)
            tell(request, link_card_outside(doer, task.pk, title=title, dependency=dependency, **address))
            return go_to_task(request, task, "external-links")
    return show_task_form(request, task, form, _("New external link"), _("Add link"), "external-links")


def edit_external_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    found = _external_of(task, link_id)
    initial = {"url": found.url, "title": found.title, "dependency": found.dependency, "link_type": found.link_type}
    form = ExternalLinkForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            update_external_link(
                actor=request.actor,
                link=found,
                title=form.cleaned_data["title"] or found.title,
                url=form.cleaned_data["url"],
                dependency=form.cleaned_data["dependency"] or found.dependency,
            )
            say(request, _("Link changed."))
            return go_to_task(request, task, "external-links")
    return show_task_form(request, task, form, _("Edit external link"), _("Save"), "external-links")


def drop_external_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    if request.method != "POST":
        return ask_about_task(request, task, _("Remove link"), _external_of(task, link_id).title, "external-links")
    tell(request, unlink_card_outside(doer_in(request, task.project_id), task.pk, link_id))
    return go_to_task(request, task, "external-links")
