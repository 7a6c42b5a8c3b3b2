"""What the menu of a column leads to: which swimlane, which order (ux.md 3.2, web.md 6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import Facts
from boards.addresses import link
from boards.operations.moving import sort_cards
from boards.queries.columns import (
    get_project_column,
    get_project_swimlane,
    list_swimlane_objects,
)
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import is_ajax, rights_on
from boards.web.frame.pages import confirm, go_to, posted, show, show_form

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def sort_column(
    request: BoardRequest, project: Project, column_id: int, swimlane_id: int, sort: str, direction: str
) -> HttpResponse:
    """Write the places of a cell anew, in one of the orders of web.md 6.5. Other orders do nothing. Raises Denied."""
    doer = doer_in(request, project.pk)
    doer.require("task.sort", Facts())
    column = get_project_column(project_id=project.pk, column_id=column_id)
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        return confirm(
            request,
            title=_("Sort the column"),
            sentence=_("The tasks of “%(column)s” get a new order.") % {"column": column.title},
            verb=_("Sort"),
            back=link("BoardView.show", project_id=project.pk),
            danger=False,
        )
    where = {"column_id": column.pk, "swimlane_id": lane.pk}
    tell(request, sort_cards(doer, **where, sort=sort, descending=direction == "desc"))
    return go_to(request, "BoardView.show", project_id=project.pk, stay=is_ajax(request))


#: The orders of web.md 6.5, as "sort direction", with their words.
SORTS = (
    ("priority desc", gettext_lazy("Priority, highest first")),
    ("priority asc", gettext_lazy("Priority, lowest first")),
    ("due-date asc", gettext_lazy("Due date, earliest first")),
    ("due-date desc", gettext_lazy("Due date, latest first")),
    ("assignee asc", gettext_lazy("Assignee, A to Z")),
    ("assignee desc", gettext_lazy("Assignee, Z to A")),
    ("assignee-priority desc", gettext_lazy("Assignee, then highest priority")),
    ("assignee-priority asc", gettext_lazy("Assignee, then lowest priority")),
    ("id asc", gettext_lazy("Number, oldest first")),
    ("id desc", gettext_lazy("Number, newest first")),
)


def show_lanes(request: BoardRequest, project: Project, column_id: int, search: str = "") -> HttpResponse:
    """What can be done in a column, swimlane by swimlane. Raises NotFound."""
    column = get_project_column(project_id=project.pk, column_id=column_id)
    rights = rights_on(request, project.pk)
    context = {
        "heading": column.title,
        "project": project,
        "column": column,
        "lanes": list_swimlane_objects(project.pk, only_active=True),
        "search": search,
        "can_add": rights.can_create(column.pk),
        "can_close": rights.can_close(column.pk),
    }
    return show(request, "board/lanes.html", context)


class SortForm(forms.Form):
    """The order, and the swimlane when there are several."""

    swimlane_id = forms.TypedChoiceField(label=gettext_lazy("Swimlane"), coerce=int)
    order = forms.ChoiceField(label=gettext_lazy("Order"), choices=SORTS, initial=SORTS[0][0], widget=forms.RadioSelect)

    def __init__(self, *args: Any, lanes: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["swimlane_id"].choices = lanes  # type: ignore[attr-defined]
        if len(lanes) == 1:
            self.fields["swimlane_id"].widget = forms.HiddenInput()
            self.fields["swimlane_id"].initial = lanes[0][0]


def sort_once(request: BoardRequest, project: Project, column_id: int) -> HttpResponse:
    """Ask for an order and a swimlane, and write the places of that cell anew. Raises NotFound."""
    column = get_project_column(project_id=project.pk, column_id=column_id)
    lanes = [(lane.id, lane.name) for lane in list_swimlane_objects(project.pk, only_active=True)]
    form = SortForm(posted(request), lanes=lanes)
    if request.method == "POST" and form.is_valid():
        sort, direction = form.cleaned_data["order"].split()
        return sort_column(request, project, column.pk, form.cleaned_data["swimlane_id"], sort, direction)
    heading = _("Sort “%(column)s” once") % {"column": column.title}
    back = link("BoardView.show", project_id=project.pk)
    return show_form(request, form, heading, _("Sort"), back=back, project=project)
