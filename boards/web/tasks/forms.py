"""Forms of tasks, with the field names of web.md 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.inputs import join_tags
from boards.queries.columns import list_column_objects, list_swimlane_objects
from boards.queries.predefined_contents import list_predefined_descriptions
from boards.queries.task_page import list_cell_titles
from boards.web.frame.fields import (
    FilesField,
    IdChoice,
    Lines,
    MarkdownArea,
    TaskNumber,
)
from boards.web.page_models.task_form import TaskForm

if TYPE_CHECKING:
    from boards.models import Project, Task


class DescriptionForm(forms.Form):
    """The description alone, edited in its place; it posts to the form of the whole task."""

    title = forms.CharField(show_hidden_initial=True, widget=forms.HiddenInput)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        widget=MarkdownArea(attrs={"rows": 8, "data-draft": True}),
    )


class NewTaskForm(TaskForm):
    """The same, with where the task goes, what is attached to it, and what comes next."""

    screenshot = forms.CharField(required=False, widget=forms.HiddenInput)
    another_task = forms.BooleanField(label=gettext_lazy("Add another one afterwards"), required=False)
    duplicate_multiple_projects = forms.BooleanField(label=gettext_lazy("Copy it to other projects"), required=False)

    def __init__(self, *args: Any, project: Project, columns: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        for name in ("title", "description"):
            self.fields[name].widget.attrs["data-draft"] = "auto"
        self.fields["column_id"] = IdChoice(
            label=_("Column"),
            choices=[(column.id, column.title) for column in columns],
            required=False,
        )
        lanes = list_swimlane_objects(project.pk, only_active=True)
        self.fields["swimlane_id"] = IdChoice(
            label=_("Swimlane"),
            choices=[(lane.id, lane.name) for lane in lanes],
            required=False,
            widget=forms.Select if len(lanes) > 1 else forms.HiddenInput,
        )
        self.fields["files[]"] = FilesField(
            label=_("Attachments"),
            required=False,
            help_text=_("At most %(n)s MB together.") % {"n": settings.ENV["UPLOAD_LIMIT_MB"]},
        )


def initial_of(task: Task, tags: list[str]) -> dict[str, Any]:
    """The values of a task as its form shows them."""
    names = (
        "title", "description", "color_id", "priority", "score", "time_estimated", "time_spent", "reference",
        "date_due", "date_started",
    )  # fmt: skip
    values = {name: getattr(task, name) for name in names}
    values |= {"owner_id": task.owner_id or 0, "category_id": task.category_id or 0, "tags": join_tags(tags)}
    return values


class BulkForm(TaskForm):
    """Several tasks at once, a line each, all with the same properties (web.md 7.2)."""

    tasks = Lines(
        label=gettext_lazy("Titles"),
        help_text=gettext_lazy("One task a line."),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "autofocus": True, "data-draft": "auto"}),
    )
    task_description_template_id = IdChoice(label=gettext_lazy("Description"), required=False)
    field_order = (
        "tasks", "task_description_template_id", "color_id", "owner_id", "category_id", "priority", "score",
        "time_estimated", "tags", "date_due",
    )  # fmt: skip

    def __init__(self, *args: Any, project: Project, **more: Any) -> None:
        super().__init__(*args, project=project, **more)
        for name in ("title", "description", "reference", "time_spent", "date_started"):
            del self.fields[name]
        self.templates = {one.pk: one for one in list_predefined_descriptions(project.pk)}
        if self.templates:
            self._choose(
                "task_description_template_id", {0: _("None"), **{pk: t.title for pk, t in self.templates.items()}}
            )
        else:
            del self.fields["task_description_template_id"]
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """What each of the new tasks gets, by the names of ``NewTask``."""
        given = self.cleaned_data
        template = self.templates.get(given.get("task_description_template_id") or 0)
        return {
            "description": template.description if template else "",
            "color_id": given["color_id"] or None,
            "owner_id": given.get("owner_id") or None,
            "category_id": given.get("category_id") or None,
            "priority": given["priority"] or 0,
            "score": given["score"] or 0,
            "time_estimated": given["time_estimated"],
            "date_due": given["date_due"] or 0,
            "tags": self.tag_names() or [],
        }


class PlaceForm(forms.Form):
    """Where to on the board: column, swimlane where there are several, and the place in the cell."""

    column_id = IdChoice(
        label=gettext_lazy("Column"),
    )
    swimlane_id = IdChoice(
        label=gettext_lazy("Swimlane"),
    )
    at = forms.ChoiceField(
        label=gettext_lazy("Place"),
        choices=[
            ("top", gettext_lazy("Top")),
            ("bottom", gettext_lazy("Bottom")),
            ("before", gettext_lazy("Before a task")),
            ("after", gettext_lazy("After a task")),
        ],
        initial="top",
        widget=forms.RadioSelect,
    )
    beside = TaskNumber(
        label=gettext_lazy("Before or after which task"),
        required=False,
        help_text=gettext_lazy("Its number, like #12."),
        widget=forms.TextInput(attrs={"list": "neighbours", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, project: Project, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["column_id"].choices = [(one.id, one.title) for one in list_column_objects(project.pk)]
        fields["column_id"].initial = task.column_id
        lanes = [(one.id, one.name) for one in list_swimlane_objects(project.pk, only_active=True)]
        fields["swimlane_id"].choices = lanes
        fields["swimlane_id"].initial = task.swimlane_id
        if len(lanes) == 1:
            fields["swimlane_id"].widget = forms.HiddenInput()
            fields["swimlane_id"].initial = lanes[0][0]
        self.neighbours = list_cell_titles(task)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("at") in ("before", "after") and not given.get("beside") and "beside" not in self.errors:
            self.add_error("beside", _("Write the number of a task, like #12."))
        return given


class RecurrenceForm(forms.Form):
    """Whether and how a task repeats (web.md 7.8)."""

    recurrence_status = IdChoice(
        label=gettext_lazy("Repeats"), choices=[(0, gettext_lazy("No")), (1, gettext_lazy("Yes"))]
    )
    recurrence_trigger = IdChoice(
        label=gettext_lazy("The next one is made"),
        choices=[
            (0, gettext_lazy("when it leaves the first column")),
            (1, gettext_lazy("when it enters the last column")),
            (2, gettext_lazy("when it is closed")),
        ],
    )
    recurrence_factor = forms.IntegerField(label=gettext_lazy("Later by"), min_value=-10000, max_value=10000)
    recurrence_timeframe = IdChoice(
        label=gettext_lazy("Unit"),
        choices=[(0, gettext_lazy("Days")), (1, gettext_lazy("Months")), (2, gettext_lazy("Years"))],
    )
    recurrence_basedate = IdChoice(
        label=gettext_lazy("Counted from"),
        choices=[(0, gettext_lazy("the due date")), (1, gettext_lazy("the day it is repeated"))],
    )
