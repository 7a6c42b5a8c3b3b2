"""Where a task goes in another project (web.md 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.memberships import list_assignable_users
from boards.web.frame.fields import IdChoice

if TYPE_CHECKING:
    from boards.models import Task


class TargetForm(forms.Form):
    """The project, and the parts of it that the lists were made for: ``shown``. Another project needs other lists."""

    project_id = IdChoice(label=gettext_lazy("Project"), widget=forms.Select(attrs={"data-submit": True}))
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)
    column_id = IdChoice(label=gettext_lazy("Column"), required=False)
    swimlane_id = IdChoice(label=gettext_lazy("Swimlane"), required=False)
    category_id = IdChoice(label=gettext_lazy("Category"), required=False)
    owner_id = IdChoice(label=gettext_lazy("Assignee"), required=False)

    def __init__(self, *args: Any, task: Task, projects: dict[int, str], chosen: int, **kwargs: Any) -> None:
        columns = {one.id: one.title for one in list_column_objects(chosen)}
        lanes = {one.id: one.name for one in list_swimlane_objects(chosen, only_active=True)}
        categories = list_category_names(chosen)
        people = list_assignable_users(project_id=chosen)
        category = task.category.name.lower() if task.category else None
        initial = {
            "project_id": chosen,
            "shown": chosen,
            "column_id": _same(columns, task.column.title) or next(iter(columns), 0),
            "swimlane_id": _same(lanes, task.swimlane.name) or next(iter(lanes), 0),
            "category_id": next((pk for pk, name in categories.items() if name.lower() == category), 0),
            "owner_id": task.owner_id if task.owner_id in people else 0,
        }
        super().__init__(*args, **kwargs)
        self.initial = initial
        fields: dict[str, Any] = self.fields
        fields["project_id"].choices = projects.items()
        fields["column_id"].choices = columns.items()
        fields["swimlane_id"].choices = lanes.items()
        fields["category_id"].choices = [(0, _("No category")), *categories.items()]
        fields["owner_id"].choices = [(0, _("Unassigned")), *people.items()]


def _same(names: dict[int, str], name: str) -> int:
    return next((pk for pk, one in names.items() if one == name), 0)


class ProjectsForm(forms.Form):
    """Several projects at once; ``task_id``: what is copied."""

    task_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, projects: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project_ids[]"] = forms.TypedMultipleChoiceField(
            label=_("Projects"),
            choices=list(projects.items()),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one project.")},
        )
