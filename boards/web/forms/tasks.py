"""Forms of tasks, with the field names of web.md 7."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.colors import COLORS
from boards.dates import DateFormat, day_of, find_zone, midnight, now
from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.memberships import list_assignable_users
from boards.queries.settings import get_date_format, get_setting
from boards.services.tasks.shorthand import read_day_word

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Project, Task

LARGEST = 2147483647


def zone_of(actor: Actor) -> str:
    """The time zone in which a person reads and writes dates."""
    return actor.timezone or get_setting("application_timezone")


class DateTimeText(forms.CharField):
    """A date as people write it, to UTC seconds, 0 for none: the settings' format, ISO, epoch, today, fri, +3d."""

    def __init__(self, *, zone: str, **kwargs: Any) -> None:
        self.zone = zone
        hint = _("For example 2026-12-31, 2026-12-31 14:30, today, tomorrow, fri or +3d.")
        super().__init__(required=False, help_text=hint, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Seconds as the text that is read again as the same."""
        if isinstance(value, int):
            return write_moment(value, self.zone) if value else ""
        return value

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        if not text:
            return 0
        if text.isascii() and text.isdigit() and len(text) < 12:
            return int(text)
        day: date | None = read_day_word(text, day_of(now(), self.zone))
        if day is not None:
            return midnight(day, self.zone)
        formats = get_date_format()
        seconds = DateFormat(formats.date, formats.time, self.zone).parse(text)
        if seconds is None:
            raise forms.ValidationError(_("This is no date. Write it like 2026-12-31, today or +3d."))
        return seconds


def write_moment(seconds: int, zone: str) -> str:
    """ "2026-12-31", with the time when it is not midnight."""
    when = datetime.fromtimestamp(seconds, find_zone(zone))
    return f"{when:%Y-%m-%d}" if (when.hour, when.minute) == (0, 0) else f"{when:%Y-%m-%d %H:%M}"


def split_tags(text: str) -> list[str]:
    """The names of a comma list, each once."""
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


class TaskForm(forms.Form):
    """The fields of a task that an edit may change. ``can_assign``: whether the assignee is one of them."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=65535, widget=forms.TextInput(attrs={"autofocus": 1})
    )
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"), required=False, help_text=gettext_lazy("Separated by commas."),
        widget=forms.TextInput(attrs={"list": "known-tags"}),
    )  # fmt: skip
    color_id = forms.ChoiceField(label=gettext_lazy("Colour"), required=False)
    owner_id = forms.TypedChoiceField(label=gettext_lazy("Assignee"), required=False, coerce=int, empty_value=0)
    category_id = forms.TypedChoiceField(label=gettext_lazy("Category"), required=False, coerce=int, empty_value=0)
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), required=False, coerce=int, empty_value=0)
    score = forms.IntegerField(label=gettext_lazy("Complexity"), required=False, min_value=-LARGEST, max_value=LARGEST)
    time_estimated = forms.FloatField(label=gettext_lazy("Hours estimated"), required=False, min_value=0)
    time_spent = forms.FloatField(label=gettext_lazy("Hours spent"), required=False, min_value=0)
    reference = forms.CharField(label=gettext_lazy("Reference"), required=False, max_length=191)

    def __init__(self, *args: Any, actor: Actor, project: Project, can_assign: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = zone_of(actor)
        self.fields["date_due"] = DateTimeText(label=_("Due date"), zone=zone)
        self.fields["date_started"] = DateTimeText(label=_("Start date"), zone=zone)
        self._choose("color_id", [(color.id, color.label) for color in COLORS.values()])
        if can_assign:
            people = list_assignable_users(project_id=project.pk)
            self._choose("owner_id", [(0, _("Unassigned")), *people.items()])
        else:
            del self.fields["owner_id"]
        categories = list_category_names(project.pk)
        if categories:
            self._choose("category_id", [(0, _("No category")), *categories.items()])
        else:
            del self.fields["category_id"]
        span = range(project.priority_start, project.priority_end + 1)
        self._choose("priority", [(number, str(number)) for number in span])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What was posted, by the names of the service; a field that was not posted keeps its value."""
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.data and name not in ("tags", *EXTRAS)
        }
        for name in ("time_estimated", "time_spent", "score"):
            if name in values:
                values[name] = values[name] or 0
        if values.get("color_id") == "":
            del values["color_id"]
        return values

    def tag_names(self) -> list[str] | None:
        """The posted tags, one by one or as a comma list; None when none were posted."""
        data: Any = self.data
        if "tags[]" in data:
            return [name for name in data.getlist("tags[]") if name.strip()]
        return split_tags(self.cleaned_data["tags"]) if "tags" in data else None


#: Fields of the form that are no fields of the task.
EXTRAS = ("column_id", "swimlane_id", "another_task", "files", "template")


class NewTaskForm(TaskForm):
    """The same, with where the task goes."""

    another_task = forms.BooleanField(label=gettext_lazy("Add another one afterwards"), required=False)

    def __init__(self, *args: Any, project: Project, columns: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        self.fields["column_id"] = forms.TypedChoiceField(
            label=_("Column"), coerce=int, choices=[(column.id, column.title) for column in columns], required=False,
            empty_value=0,
        )  # fmt: skip
        lanes = list_swimlane_objects(project.pk, only_active=True)
        choices = [(lane.id, lane.name) for lane in lanes]
        widget = forms.Select if len(lanes) > 1 else forms.HiddenInput
        self.fields["swimlane_id"] = forms.TypedChoiceField(
            label=_("Swimlane"), coerce=int, choices=choices, required=False, empty_value=0, widget=widget
        )
        if lanes:
            self.fields["swimlane_id"].initial = lanes[0].id


def initial_of(task: Task, tags: list[str]) -> dict[str, Any]:
    """The values of a task as its form shows them."""
    names = (
        "title", "description", "color_id", "priority", "score", "time_estimated", "time_spent", "reference",
        "date_due", "date_started",
    )  # fmt: skip
    values = {name: getattr(task, name) for name in names}
    values |= {"owner_id": task.owner_id or 0, "category_id": task.category_id or 0, "tags": ", ".join(tags)}
    return values


class BulkForm(forms.Form):
    """Several tasks at once, a line each (web.md 7.2)."""

    tasks = forms.CharField(
        label=gettext_lazy("Titles"), help_text=gettext_lazy("One task a line."), max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "autofocus": 1}),
    )  # fmt: skip
    color_id = forms.ChoiceField(label=gettext_lazy("Colour"), required=False)
    owner_id = forms.TypedChoiceField(label=gettext_lazy("Assignee"), required=False, coerce=int, empty_value=0)
    category_id = forms.TypedChoiceField(label=gettext_lazy("Category"), required=False, coerce=int, empty_value=0)
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), required=False, coerce=int, empty_value=0)
    tags = forms.CharField(label=gettext_lazy("Tags"), required=False, help_text=gettext_lazy("Separated by commas."))

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["color_id"].choices = [("", "–"), *((color.id, color.label) for color in COLORS.values())]
        people = list_assignable_users(project_id=project.pk)
        fields["owner_id"].choices = [(0, _("Unassigned")), *people.items()]
        fields["category_id"].choices = [(0, _("No category")), *list_category_names(project.pk).items()]
        span = range(project.priority_start, project.priority_end + 1)
        fields["priority"].choices = [(number, str(number)) for number in span]


class TargetForm(forms.Form):
    """Where a copy or a moved task goes in another project; the project comes first, its parts depend on it."""

    project_id = forms.TypedChoiceField(label=gettext_lazy("Project"), coerce=int)
    column_id = forms.TypedChoiceField(label=gettext_lazy("Column"), coerce=int, required=False, empty_value=0)
    swimlane_id = forms.TypedChoiceField(label=gettext_lazy("Swimlane"), coerce=int, required=False, empty_value=0)

    def __init__(self, *args: Any, projects: dict[int, str], chosen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["project_id"].choices = projects.items()
        fields["project_id"].initial = chosen
        same = _("As now, where there is one")
        fields["column_id"].choices = [(0, same), *((one.id, one.title) for one in list_column_objects(chosen))]
        lanes = list_swimlane_objects(chosen, only_active=True)
        fields["swimlane_id"].choices = [(0, same), *((one.id, one.name) for one in lanes)]


class RecurrenceForm(forms.Form):
    """Whether and how a task repeats (web.md 7.8)."""

    recurrence_status = forms.TypedChoiceField(
        label=gettext_lazy("Repeats"), coerce=int, choices=[(0, gettext_lazy("No")), (1, gettext_lazy("Yes"))]
    )
    recurrence_trigger = forms.TypedChoiceField(
        label=gettext_lazy("The next one is made"), coerce=int,
        choices=[
            (0, gettext_lazy("when it leaves the first column")),
            (1, gettext_lazy("when it enters the last column")),
            (2, gettext_lazy("when it is closed")),
        ],
    )  # fmt: skip
    recurrence_factor = forms.IntegerField(label=gettext_lazy("Later by"), min_value=-10000, max_value=10000)
    recurrence_timeframe = forms.TypedChoiceField(
        label=gettext_lazy("Unit"), coerce=int,
        choices=[(0, gettext_lazy("Days")), (1, gettext_lazy("Months")), (2, gettext_lazy("Years"))],
    )  # fmt: skip
    recurrence_basedate = forms.TypedChoiceField(
        label=gettext_lazy("Counted from"), coerce=int,
        choices=[(0, gettext_lazy("the due date")), (1, gettext_lazy("the day it is repeated"))],
    )  # fmt: skip


class CommentForm(forms.Form):
    comment = forms.CharField(label=gettext_lazy("Comment"), strip=False, widget=forms.Textarea(attrs={"rows": 4}))
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), required=False)

    VISIBILITIES = (
        ("app-user", gettext_lazy("Everybody in the project")),
        ("app-manager", gettext_lazy("Application managers")),
        ("app-admin", gettext_lazy("Administrators")),
    )

    def __init__(self, *args: Any, rank: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for place, choice in enumerate(self.VISIBILITIES, start=1) if place <= rank]
        if len(offered) > 1:
            self.fields["visibility"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["visibility"]


class SubtaskForm(forms.Form):
    """``title``: one sub-task a line when new."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=65535)
    user_id = forms.TypedChoiceField(label=gettext_lazy("Assignee"), required=False, coerce=int, empty_value=0)
    time_estimated = forms.FloatField(label=gettext_lazy("Hours estimated"), required=False, min_value=0)
    time_spent = forms.FloatField(label=gettext_lazy("Hours spent"), required=False, min_value=0)

    def __init__(self, *args: Any, project_id: int, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list_assignable_users(project_id=project_id)
        self.fields["user_id"].choices = [(0, _("Unassigned")), *people.items()]  # type: ignore[attr-defined]
        if new:
            self.fields["title"].widget = forms.Textarea(attrs={"rows": 3, "autofocus": 1})
            self.fields["title"].help_text = _("One sub-task a line.")
            del self.fields["time_spent"]


class InternalLinkForm(forms.Form):
    """The other task by its number; ``opposite_task_id`` takes "12" and "#12"."""

    link_id = forms.TypedChoiceField(label=gettext_lazy("This task"), coerce=int)
    opposite_task_id = forms.CharField(
        label=gettext_lazy("Task"), help_text=gettext_lazy("The number of the other task, like #12."), max_length=20
    )

    def __init__(self, *args: Any, labels: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link_id"].choices = labels  # type: ignore[attr-defined]

    def clean_opposite_task_id(self) -> int:
        text = str(self.cleaned_data["opposite_task_id"]).strip().lstrip("#")
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            raise forms.ValidationError(_("Write the number of a task, like #12."))
        return int(text)


class ExternalLinkForm(forms.Form):
    url = forms.CharField(label=gettext_lazy("Address"), max_length=65535, widget=forms.TextInput)
    title = forms.CharField(
        label=gettext_lazy("Title"), required=False, help_text=gettext_lazy("Empty: the title of the page.")
    )


class MailForm(forms.Form):
    emails = forms.CharField(label=gettext_lazy("To"), help_text=gettext_lazy("Addresses, separated by commas."))
    subject = forms.CharField(
        label=gettext_lazy("Subject"), max_length=250, widget=forms.TextInput(attrs={"list": "known-subjects"})
    )
