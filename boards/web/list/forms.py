"""Changing many tasks at once, with the field names of web.md 6.8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.operations.bulk import Wish
from boards.operations.changing import LinkWish
from boards.web.frame.fields import IdChoice, TaskNumber
from boards.web.page_models.place_form import MoveForm
from boards.web.page_models.task_form import TaskForm

if TYPE_CHECKING:
    from boards.models import Project, Task

#: The box that switches a property on, its label, and the fields that belong to it.
SWITCHES = (
    ("change_assignee", gettext_lazy("Assignee"), ("owner_id",)),
    ("change_priority", gettext_lazy("Priority"), ("priority",)),
    ("change_due_date", gettext_lazy("Due date"), ("date_due",)),
    ("change_category", gettext_lazy("Category"), ("category_id",)),
    ("change_tags", gettext_lazy("Tags"), ("tags", "change_tags_only_add_new")),
    ("change_color", gettext_lazy("Colour"), ("color_id",)),
    ("change_start_date", gettext_lazy("Start date"), ("date_started",)),
    ("change_score", gettext_lazy("Complexity"), ("score",)),
    ("change_estimated_time", gettext_lazy("Hours estimated"), ("time_estimated",)),
    ("change_spent_time", gettext_lazy("Hours spent"), ("time_spent",)),
    ("change_internallink", gettext_lazy("Link to a task"), ("link_id", "opposite_task_id")),
    ("change_internallink_remove", gettext_lazy("Remove all internal links"), ()),
)
#: Fields that are no property of a task by themselves.
APART = {"tags", "change_tags_only_add_new", "link_id", "opposite_task_id"}


class BulkChangeForm(TaskForm):
    """A property counts only when its box is ticked."""

    def __init__(self, *args: Any, labels: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["change_tags_only_add_new"] = forms.BooleanField(
            label=_("Keep the tags that are there"), required=False, initial=True
        )
        self.fields["link_id"] = IdChoice(label=_("Each task"), choices=labels, required=False)
        self.fields["opposite_task_id"] = TaskNumber(label=_("Other task"), required=False, help_text=_("Like #12."))
        for name in ("title", "description", "reference"):
            del self.fields[name]
        self.switches = [
            (name, label, [field for field in fields if field in self.fields])
            for name, label, fields in SWITCHES
            if not fields or any(field in self.fields for field in fields)
        ]
        for name, label, fields in self.switches:
            self.fields[name] = forms.BooleanField(label=label, required=False)
            for field in fields:
                self.fields[field].widget.attrs["data-switch"] = f"id_{name}"

    def rows(self) -> list[tuple[Any, list[Any]]]:
        """The box of each property, and its fields."""
        return [(self[name], [self[field] for field in fields]) for name, _label, fields in self.switches]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not any(values.get(name) for name, _label, _fields in self.switches):
            self.add_error(None, _("Choose what is to be changed."))
        if values.get("change_internallink") and not values.get("opposite_task_id"):
            self.add_error("opposite_task_id", _("Write the number of a task, like #12."))
        for name, _label, fields in self.switches:
            if not values.get(name):
                for field in fields:
                    self.errors.pop(field, None)
        return values

    def wish(self) -> Wish:
        """What the ticked properties are to be."""
        values = self.cleaned_data
        ticked = [field for name, _label, fields in self.switches if values.get(name) for field in fields]
        wanted = {
            name: values[name] if values[name] is not None else 0
            for name in ticked
            if name in values and name not in APART
        }
        if not values.get("change_tags"):
            return Wish(fields=wanted)
        names = self.tag_names() or []
        if values["change_tags_only_add_new"]:
            return Wish(fields=wanted, add_tags=names)
        return Wish(fields=wanted, tags=names)

    def links(self) -> LinkWish:
        """What becomes of the links of each task."""
        values = self.cleaned_data
        link = (values["opposite_task_id"], values["link_id"]) if values.get("change_internallink") else (0, 0)
        return LinkWish(bool(values.get("change_internallink_remove")), *link)


class BulkMoveForm(MoveForm):
    """To the bottom of a cell."""

    def __init__(self, *args: Any, project: Project, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, project=project, task=task, **kwargs)
        del self.fields["at"]
