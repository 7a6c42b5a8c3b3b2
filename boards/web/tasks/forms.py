"""Forms of tasks, with the field names of web.md 7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.colors import COLORS
from boards.inputs import join_tags, split_tags
from boards.limits import LARGEST
from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.memberships import list_assignable_users
from boards.queries.predefined_contents import list_predefined_descriptions
from boards.queries.settings import zone_of
from boards.queries.task_page import list_cell_titles
from boards.texts.merging import combine_lines, mark_lines, merge_lines
from boards.web.frame.fields import (
    DateTimeText,
    FilesField,
    Hours,
    IdChoice,
    Lines,
    MarkdownArea,
    OneLine,
    TaskNumber,
    priorities,
)

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Project, Task


class TaskForm(forms.Form):
    """The fields of a task that an edit may change. ``can_assign``: whether the assignee is one of them.

    With a ``task`` every field carries the value that the person saw, so that only what was changed is written, and
    nobody undoes what somebody else has changed meanwhile (ux.md 3.15).
    """

    title = OneLine(label=gettext_lazy("Title"), max_length=65535, widget=forms.TextInput(attrs={"autofocus": True}))
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        strip=False,
        widget=MarkdownArea(attrs={"rows": 8, "data-draft": True}),
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("Separated by commas."),
        widget=forms.TextInput(attrs={"list": "known-tags", "data-tags": True, "autocomplete": "off"}),
    )
    color_id = forms.ChoiceField(label=gettext_lazy("Colour"), required=False)
    owner_id = IdChoice(label=gettext_lazy("Assignee"), required=False)
    category_id = IdChoice(label=gettext_lazy("Category"), required=False)
    priority = IdChoice(label=gettext_lazy("Priority"), required=False)
    score = forms.IntegerField(label=gettext_lazy("Complexity"), required=False, min_value=-LARGEST, max_value=LARGEST)
    reference = OneLine(label=gettext_lazy("Reference"), required=False, max_length=191)

    def __init__(
        self, *args: Any, actor: Actor, project: Project, can_assign: bool = True, task: Task | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.task = task
        zone = zone_of(actor)
        for name, label in (("time_estimated", _("Hours estimated")), ("time_spent", _("Hours spent"))):
            self.fields[name] = Hours(label=label, stored=getattr(task, name, None))
        self.fields["date_due"] = DateTimeText(label=_("Due date"), zone=zone)
        self.fields["date_started"] = DateTimeText(label=_("Start date"), zone=zone)
        self._choose("color_id", {color.id: color.label for color in COLORS.values()})
        if can_assign:
            people = list_assignable_users(project_id=project.pk)
            self._choose("owner_id", {0: _("Unassigned"), **people})
        else:
            del self.fields["owner_id"]
        categories = list_category_names(project.pk)
        if categories:
            self._choose("category_id", {0: _("No category"), **categories})
        else:
            del self.fields["category_id"]
        self._choose("priority", {number: str(number) for number in priorities(project)})
        if task is not None:
            self._carry_base()

    def _choose(self, name: str, choices: dict[Any, Any]) -> None:
        """Offer these values, and the present one, which may be of another time: a former member, an old priority."""
        present = getattr(self.task, name, None) if self.task else None
        if present and present not in choices:
            choices[present] = str(self.task.owner or present) if name == "owner_id" and self.task else str(present)
        self.fields[name].choices = choices.items()  # type: ignore[attr-defined]

    def _carry_base(self) -> None:
        for field in self.fields.values():
            field.show_hidden_initial = True
        if self.is_bound and self.add_initial_prefix("title") not in self.data:
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            for name in self.fields:
                data[self.add_initial_prefix(name)] = self._stored(name)
            self.data = data

    def _stored(self, name: str) -> str:
        """The stored value as its field writes it."""
        value = self.fields[name].prepare_value(self.initial.get(name))
        return "" if value is None else _plain(str(value))

    def values(self) -> dict[str, Any]:
        """What is to be written, by the names of the service: all that was posted, of an edit what was changed."""
        posted = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        values = {name: value for name, value in posted.items() if name not in ("tags", *EXTRAS)}
        if self.task is not None:
            values = {name: value for name, value in values.items() if self._base(name) != _plain(self.data[name])}
        for name in ("time_estimated", "time_spent", "score"):
            if name in values:
                values[name] = values[name] or 0
        if values.get("color_id") == "":
            del values["color_id"]
        if "description" in values:
            values["description"] = _plain(values["description"])
        return values

    def _base(self, name: str) -> str:
        return _plain(self.data.get(self.add_initial_prefix(name), ""))

    def merge_description(self, values: dict[str, Any]) -> bool:
        """Bring the new description together with one that somebody else has written since. False when both touch
        the same lines: then the form shows both, and a second save takes what it holds."""
        stored, base = self._stored("description"), self._base("description")
        if "description" not in values or base == stored:
            return True
        merged = merge_lines(base, values["description"], stored)
        if merged is not None:
            self.is_merged = merged != values["description"]
            values["description"] = merged
            return True
        sentence = _("Somebody has changed the description meanwhile. Take over what you need, then save again.")
        self.add_error("description", sentence)
        self["description"].label = _("Description that will be saved")
        mine = values["description"]
        self.clash = [
            (_("Your text"), _("Use yours"), mine, mark_lines(base, mine)),
            (_("The text as it is now"), _("Use the present one"), stored, mark_lines(base, stored)),
        ]
        self.both = combine_lines(base, mine, stored)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_initial_prefix("description")] = stored
        self.data = data
        return False

    #: Of two texts that can not be put together: title, words of the button, the text, its lines (``mark_lines``).
    clash: Sequence[tuple[str, str, str, list[tuple[str, bool]]]] = ()
    both = ""
    is_merged = False

    def overwritten(self, values: dict[str, Any]) -> dict[str, str]:
        """Label to the present value, in words, of short fields that somebody else has set since the form was made."""
        found: dict[str, str] = {}
        for name in values:
            stored = self._stored(name)
            if name != "description" and stored not in (self._base(name), _plain(self.data[name])):
                choices = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
                found[str(self.fields[name].label)] = choices.get(stored, stored) or "–"
        return found

    def tag_names(self) -> list[str] | None:
        """The posted tags, one by one or as a comma list; None when none were posted, or they are as they were."""
        data: Any = self.data
        if "tags[]" in data:
            return [name for name in data.getlist("tags[]") if name.strip()]
        if "tags" not in data or (self.task is not None and self._base("tags") == _plain(data["tags"])):
            return None
        return split_tags(self.cleaned_data["tags"])


class DescriptionForm(forms.Form):
    """The description alone, edited in its place; it posts to the form of the whole task."""

    title = forms.CharField(show_hidden_initial=True, widget=forms.HiddenInput)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        widget=MarkdownArea(attrs={"rows": 8, "data-draft": True}),
    )


def _plain(text: Any) -> str:
    """Line ends as we store them; browsers post others."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


#: Fields of the form that are no fields of the task.
EXTRAS = ("column_id", "swimlane_id", "another_task", "duplicate_multiple_projects", "files[]", "screenshot")


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
