"""A new task from any page: one line, and the project that it belongs to (ux.md 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.addresses import add_query, link
from boards.errors import Invalid
from boards.operations.adding import add_card
from boards.queries.columns import list_column_objects
from boards.queries.projects import get_project, list_target_projects
from boards.queries.stars import list_open_projects
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import digits, rights_on
from boards.web.frame.pages import errors_to, go, go_to, posted, show
from boards.web.page_models.lines import read_known_names, read_line

if TYPE_CHECKING:
    from boards.models import Project
    from boards.operations.deed import Done
    from boards.web.frame.door import BoardRequest

#: The button that goes on with the whole form.
WHOLE = "whole"


class LineForm(forms.Form):
    """``projects``: id and name, in the order in which they are offered."""

    title = forms.CharField(
        max_length=65_535,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("@name, #tag, !2, ^fri and ~category are understood."),
        widget=forms.TextInput({"dir": "auto", "autofocus": True, "data-draft": True}),
    )
    project_id = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Project"))

    def __init__(self, *args: object, projects: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["project_id"].choices = projects  # type: ignore[attr-defined]


def create_anywhere(request: BoardRequest, project_id: int = 0) -> HttpResponse:
    """``project_id``: the project that the person comes from, which is offered first, if she may add tasks there."""
    projects = _list_projects(request)
    is_elsewhere = bool(project_id) and not (project_id in dict(projects) and _may_add(request, project_id))
    if is_elsewhere:
        projects = [(pk, name) for pk, name in projects if pk != project_id]
    chosen = project_id if project_id in dict(projects) else next(iter(dict(projects)), 0)
    form = LineForm(posted(request), projects=projects, initial={"project_id": chosen})
    whole = WHOLE in request.POST
    wanted = digits(request.POST.get("project_id"))
    if whole and wanted in dict(projects):
        form_of_project = link("TaskCreation.show", project_id=wanted)
        return go(request, add_query(form_of_project, title=request.POST.get("title", "")))
    if not whole and form.is_bound and form.is_valid():
        with errors_to(form):
            project = get_project(form.cleaned_data["project_id"])
            done = _add(request, project, form.cleaned_data["title"])
            tell(request, done, task_id=done.created[0])
            return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
    context = {
        "heading": _("New task"),
        "form": form,
        "projects": projects,
        "is_elsewhere": is_elsewhere,
        "back": link("Dashboard.show"),
    }
    return show(request, "tasks/anywhere.html", context)


def _list_projects(request: BoardRequest) -> list[tuple[int, str]]:
    """Where the person may make tasks: one's own projects first, the starred of them before all."""
    names = list_target_projects(request.actor)
    mine = [pk for pk, _name, _is_starred in list_open_projects(request.actor.user_id) if pk in names]
    return [(pk, names[pk]) for pk in dict.fromkeys([*mine, *names])]


def _may_add(request: BoardRequest, project_id: int) -> bool:
    """Whether a project has a column that the person may add tasks to. ≤ 3 statements."""
    rights = rights_on(request, project_id)
    return any(rights.can_create(column.id) for column in list_column_objects(project_id))


def _add(request: BoardRequest, project: Project, line: str) -> Done:
    """To the first column where the person may add tasks. Raises Denied where there is none, Invalid."""
    rights = rights_on(request, project.pk)
    columns = [one.id for one in list_column_objects(project.pk)]
    if not columns:
        raise Invalid(project_id=gettext_lazy("This project has no column."))
    column_id = next((pk for pk in columns if rights.can_create(pk)), columns[0])
    given = {"project_id": project.pk, "column_id": column_id, "priority": project.priority_default}
    if project.is_private:
        given["owner_id"] = request.actor.user_id
    return add_card(doer_in(request, project.pk), read_line(line, read_known_names(request, project), given))
