"""Choosing a cell by name: on a board, and for many tasks of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from boards.queries.columns import list_column_objects, list_swimlane_objects

if TYPE_CHECKING:
    from boards.models import Project, Task


class MoveForm(forms.Form):
    """Where to: the columns, the lanes when there are several, the end of the cell."""

    column_id = forms.TypedChoiceField(label=gettext_lazy("Column"), coerce=int, widget=forms.RadioSelect)
    swimlane_id = forms.TypedChoiceField(label=gettext_lazy("Swimlane"), coerce=int)
    at = forms.ChoiceField(
        label=gettext_lazy("Place"),
        choices=[("top", gettext_lazy("Top")), ("bottom", gettext_lazy("Bottom"))],
        initial="top",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, project: Project, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(one.id, one.title) for one in list_column_objects(project.pk)]
        lanes = [(one.id, one.name) for one in list_swimlane_objects(project.pk, only_active=True)]
        self.fields["column_id"].choices = columns  # type: ignore[attr-defined]
        self.fields["column_id"].initial = task.column_id
        self.fields["swimlane_id"].choices = lanes  # type: ignore[attr-defined]
        self.fields["swimlane_id"].initial = task.swimlane_id
        if len(lanes) == 1:
            self.fields["swimlane_id"].widget = forms.HiddenInput()
            self.fields["swimlane_id"].initial = lanes[0][0]
