"""Projects: the list, making one, the overview, and what is done to one as a whole (web.md 4.2, 4.3, 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.access import is_allowed
from boards.access.copies import readable_parts
from boards.errors import Denied
from boards.queries.activity import list_project_activities
from boards.queries.project_pages import (
    ASK_OVER_LIMIT,
    asks_over_limit,
    count_open_by_column,
    list_columns_with_counts,
    list_files,
    list_group_members,
    list_members,
    list_projects_page,
)
from boards.queries.projects import get_project, list_my_project_names
from boards.queries.task_lists import list_next_due
from boards.services.metadata import save_project_metadata
from boards.services.project_copies import copy_project, import_tasks, name_copy, start_project
from boards.services.projects import (
    disable_project,
    disable_public_access,
    enable_project,
    enable_public_access,
    remove_project,
    update_project,
)
from boards.web.activity import describe_activities
from boards.web.cards import Limit
from boards.web.door import digits, rights_on
from boards.web.filters import choose_search
from boards.web.forms.projects import ChoiceForm, EditProjectForm, NewProjectForm, PartsForm, chosen_parts
from boards.web.links import link
from boards.web.pages import confirm, errors_to, go_to, posted, say, show
from boards.web.rows import make_rows

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.door import BoardRequest

PAGE = 20
EVENTS = 10
#: Tasks that are due next.
DUE = 5


def list_projects(request: BoardRequest, search: str, order: str = "name", page: int = 1) -> HttpResponse:
    """One's own projects, open and closed; administrators see all."""
    actor = request.actor
    found = list_projects_page(
        user_id=None if actor.is_administrator else actor.user_id, search=search.strip(), order=order
    )
    projects = Paginator(found, PAGE).get_page(page)
    context = {
        "heading": _("Projects"),
        "area": "projects",
        "projects": projects,
        "search": search,
        "order": order,
        "orders": ORDER_LABELS,
        "columns": count_open_by_column([project.pk for project in projects]),
    }
    return show(request, "projects/list.html", context)


ORDER_LABELS = (
    ("name", gettext_lazy("Name")),
    ("id", gettext_lazy("Number")),
    ("status", gettext_lazy("Status")),
    ("start", gettext_lazy("Start date")),
    ("end", gettext_lazy("End date")),
    ("public", gettext_lazy("Public")),
    ("personal", gettext_lazy("Personal")),
)


def create_team(request: BoardRequest) -> HttpResponse:
    return _create(request, is_private=False)


def create_personal(request: BoardRequest) -> HttpResponse:
    return _create(request, is_private=True)


def save_new(request: BoardRequest) -> HttpResponse:
    """``is_private`` says which kind; a team project wants the right to make one, whatever the form said."""
    return _create(request, is_private=request.POST.get("is_private") == "1")


def _create(request: BoardRequest, *, is_private: bool) -> HttpResponse:
    actor = request.actor
    if not is_allowed(actor, "project.create_personal" if is_private else "project.create"):
        raise Denied("project.create")
    projects = list_my_project_names(actor.user_id, only_active=True)
    wanted = digits(request.POST.get("src_project_id")) if request.method == "POST" else 0
    if wanted and wanted not in projects:
        raise Denied("a foreign project")
    form = NewProjectForm(posted(request), projects=projects)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            source_id = values.get("src_project_id") or 0
            parts = readable_parts(actor, project_id=source_id, parts=chosen_parts(form)) if source_id else set()
            changes = {"per_swimlane_task_limits": values["per_swimlane_task_limits"]}
            if values["task_limit"] is not None:
                changes["task_limit"] = values["task_limit"]
            project = start_project(
                actor=actor,
                name=values["name"],
                identifier=values["identifier"],
                is_private=is_private,
                changes=changes,
                source=get_project(source_id) if source_id else None,
                parts=parts,
            )
            say(request, _("Project “%(name)s” made.") % {"name": project.name})
            return go_to(request, "ProjectView.show", project_id=project.pk)
    context = {
        "heading": _("New personal project") if is_private else _("New project"),
        "form": form,
        "submit": _("Make project"),
        "back": link("ProjectList.show"),
        "is_private": is_private,
    }
    return show(request, "projects/create.html", context)


def show_overview(request: BoardRequest, project: Project, search: str | None = None) -> HttpResponse:
    """Description, numbers, people, files, what is due next, the last activity. A constant number of statements."""
    actor = request.actor
    rights = rights_on(request, project.pk)
    columns = list_columns_with_counts(project.pk)
    activities = list_project_activities(project.pk, rank=actor.comment_rank, limit=EVENTS)
    context = {
        "heading": project.name,
        "area": "board",
        "view": "overview",
        "project": project,
        "search": choose_search(request, search) if search is not None else "",
        "numbers": [
            # A limit of each swimlane says nothing of the whole column.
            (one.item.title, Limit(one.opened, 0 if project.per_swimlane_task_limits else one.item.task_limit))
            for one in columns
        ],
        "limit": Limit(sum(one.opened for one in columns), project.task_limit),
        "due": make_rows(actor, list_next_due(project.pk, limit=DUE), rights=rights),
        "members": list_members(project.pk),
        "groups": list_group_members(project.pk),
        "entries": describe_activities(activities),
        "files": list_files(project.pk),
        "rights": rights,
    }
    return show(request, "projects/overview.html", context)


def show_settings(request: BoardRequest, template: str, project: Project, page: str, **context: Any) -> HttpResponse:
    """A page of the settings, in their frame. ``page``: the entry of the list beside it."""
    shared = {
        "project": project,
        "view": "settings",
        "area": "board",
        "page_name": page,
        "rights": rights_on(request, project.pk),
    }
    return show(request, template, {**shared, **context})


def show_summary(request: BoardRequest, project: Project) -> HttpResponse:
    columns = list_columns_with_counts(project.pk)
    heading = _("Settings of %(name)s") % {"name": project.name}
    return show_settings(request, "project_settings/summary.html", project, "summary", heading=heading, columns=columns)


def edit(request: BoardRequest, project: Project) -> HttpResponse:
    initial = {name: getattr(project, name) for name in EditProjectForm.base_fields if hasattr(project, name)}
    initial |= {"owner_id": project.owner_id or 0, "ask_over_limit": asks_over_limit(project.pk)}
    can_publish = is_allowed(request.actor, "project.create")
    data = posted(request)
    form = EditProjectForm(data, initial=initial, project=project, can_publish=can_publish)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            changes = {**form.cleaned_data, "task_limit": form.cleaned_data["task_limit"] or 0}
            asks = "1" if changes.pop("ask_over_limit") else "0"
            update_project(actor=request.actor, project=project, changes=changes)
            save_project_metadata(actor=request.actor, project_id=project.pk, values={ASK_OVER_LIMIT: asks})
            say(request, _("Project changed."))
            return go_to(request, "ProjectEdit.show", project_id=project.pk, stay=True)
    return show_settings(
        request, "project_settings/form.html", project, "edit", heading=_("Edit project"), form=form, submit=_("Save"),
        back=link("ProjectView.show", project_id=project.pk),
    )  # fmt: skip


def share(request: BoardRequest, project: Project) -> HttpResponse:
    """Public access by a token (web.md 5.14)."""
    if request.method == "POST":
        if request.GET.get("switch", request.POST.get("switch")) == "enable":
            enable_public_access(actor=request.actor, project=project)
            say(request, _("The public board is on."))
        else:
            disable_public_access(actor=request.actor, project=project)
            say(request, _("The public board is off; its old address is dead."))
        return go_to(request, "ProjectView.share", project_id=project.pk)
    url = request.build_absolute_uri(link("BoardView.readonly", token=project.token)) if project.is_public else ""
    return show_settings(request, "project_settings/share.html", project, "share", heading=_("Public access"), url=url)


def show_integrations(request: BoardRequest, project: Project) -> HttpResponse:
    heading = _("Integrations")
    return show_settings(request, "project_settings/integrations.html", project, "integrations", heading=heading)


def show_notifications(request: BoardRequest, project: Project) -> HttpResponse:
    heading = _("Notifications")
    return show_settings(request, "project_settings/notifications.html", project, "notifications", heading=heading)


def duplicate(request: BoardRequest, project: Project) -> HttpResponse:
    """A project like this one (web.md 5.11): who may change a project may copy it (web.md 9.1)."""
    form = PartsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            copy = copy_project(
                actor=request.actor, source=project, name=name_copy(project.name), parts=chosen_parts(form),
                is_private=project.is_private,
            )  # fmt: skip
            say(request, _("Project “%(name)s” made.") % {"name": copy.name})
            return go_to(request, "ProjectView.show", project_id=copy.pk)
    return show_settings(
        request, "project_settings/form.html", project, "duplicate", heading=_("Duplicate project"), form=form,
        submit=_("Duplicate"), back=link("ProjectView.show", project_id=project.pk),
        note=_("Columns and swimlanes always come along."),
    )  # fmt: skip


def take_tasks(request: BoardRequest, project: Project) -> HttpResponse:
    """Copy the open tasks of another project of the person to this one."""
    projects = list_my_project_names(request.actor.user_id, only_active=True)
    projects.pop(project.pk, None)
    fields: dict[str, tuple[str, list[tuple[Any, Any]]]] = {"src_project_id": (_("Project"), [*projects.items()])}
    form = ChoiceForm(posted(request), fields=fields)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            source = get_project(int(form.cleaned_data["src_project_id"]))
            n = import_tasks(actor=request.actor, source=source, target=project)
            say(request, ngettext("%(n)s task taken over.", "%(n)s tasks taken over.", n) % {"n": n})
            return go_to(request, "ProjectView.show", project_id=project.pk)
    note = "" if projects else _("You are in no other open project.")
    return show_settings(
        request, "project_settings/form.html", project, "take", heading=_("Take over tasks"), form=form,
        submit=_("Copy tasks"), back=link("ProjectView.show", project_id=project.pk), note=note,
    )  # fmt: skip


def enable(request: BoardRequest, project: Project) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, project, _("Open project"), _("“%(name)s” is shown in lists and searches again."))
    enable_project(actor=request.actor, project=project)
    say(request, _("“%(name)s” is open again.") % {"name": project.name})
    return go_to(request, "ProjectView.show", project_id=project.pk, stay=True)


def disable(request: BoardRequest, project: Project) -> HttpResponse:
    if request.method != "POST":
        sentence = _("“%(name)s” leaves lists and searches; nothing is lost, and it can be opened again.")
        return _ask(request, project, _("Close project"), sentence)
    disable_project(actor=request.actor, project=project)
    say(request, _("“%(name)s” is closed.") % {"name": project.name})
    return go_to(request, "ProjectView.show", project_id=project.pk, stay=True)


def remove(request: BoardRequest, project: Project) -> HttpResponse:
    if request.method != "POST":
        sentence = _("“%(name)s” goes for good, with all its tasks, comments and files.")
        return _ask(request, project, _("Remove project"), sentence, danger=True)
    remove_project(actor=request.actor, project=project)
    say(request, _("“%(name)s” removed.") % {"name": project.name})
    return go_to(request, "ProjectList.show")


def _ask(request: BoardRequest, project: Project, verb: str, sentence: str, *, danger: bool = False) -> HttpResponse:
    return confirm(
        request,
        title=verb,
        sentence=sentence % {"name": project.name},
        verb=verb,
        back=link("ProjectView.show", project_id=project.pk),
        danger=danger,
    )
