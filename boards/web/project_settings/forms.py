"""Forms of the settings of a project, with the field names of web.md 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.limits import LARGEST
from boards.queries.memberships import list_assignable_users
from boards.web.frame.fields import DayText, IdChoice, color_field, name_field

if TYPE_CHECKING:
    from boards.models import Project


class LimitField(forms.IntegerField):
    """How many open tasks there may be; nothing is 0, which is no limit."""

    def __init__(self) -> None:
        help_text = gettext_lazy("0: no limit.")
        super().__init__(
            label=gettext_lazy("Task limit"), required=False, min_value=0, max_value=LARGEST, help_text=help_text
        )

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


def _description() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class EditProjectForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=65535)
    identifier = forms.CharField(label=gettext_lazy("Identifier"), required=False, max_length=50)
    email = forms.EmailField(label=gettext_lazy("Email"), required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    owner_id = IdChoice(label=gettext_lazy("Owner"), required=False)
    start_date = DayText(label=gettext_lazy("Start date"))
    end_date = DayText(label=gettext_lazy("End date"))
    task_limit = forms.IntegerField(label=gettext_lazy("Task limit"), required=False, min_value=0, max_value=LARGEST)
    per_swimlane_task_limits = forms.BooleanField(
        label=gettext_lazy("Column limits count in each swimlane"), required=False
    )
    ask_over_limit = forms.BooleanField(
        label=gettext_lazy("Ask before a move exceeds a column limit"),
        required=False,
        help_text=gettext_lazy("On the board only; programs are never stopped."),
    )
    priority_default = forms.IntegerField(label=gettext_lazy("Default priority"), min_value=-LARGEST, max_value=LARGEST)
    priority_start = forms.IntegerField(label=gettext_lazy("Lowest priority"), min_value=-LARGEST, max_value=LARGEST)
    priority_end = forms.IntegerField(label=gettext_lazy("Highest priority"), min_value=-LARGEST, max_value=LARGEST)
    is_private = forms.BooleanField(label=gettext_lazy("Personal project"), required=False)

    def __init__(self, *args: Any, project: Project, zone: str, can_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("start_date", "end_date"):
            self.fields[name].read_in(zone)  # type: ignore[attr-defined]
        people = list_assignable_users(project_id=project.pk)
        self.fields["owner_id"].choices = [(0, _("Unassigned")), *people.items()]  # type: ignore[attr-defined]
        if not (can_publish and project.is_private):
            del self.fields["is_private"]


class ColumnForm(forms.Form):
    title = name_field(gettext_lazy("Title"))
    task_limit = LimitField()
    hide_in_dashboard = forms.BooleanField(label=gettext_lazy("Hide its tasks in “My work”"), required=False)
    description = _description()


class SwimlaneForm(forms.Form):
    name = name_field()
    task_limit = LimitField()
    description = _description()


class CategoryForm(forms.Form):
    name = name_field()
    color_id = color_field()
    description = _description()


class FilterForm(forms.Form):
    name = name_field(most=65535)
    filter = forms.CharField(label=gettext_lazy("Filter"), max_length=65535)
    is_shared = forms.BooleanField(label=gettext_lazy("Shared with the whole project"), required=False)
    append = forms.BooleanField(label=gettext_lazy("Added to the filter in use"), required=False)

    def __init__(self, *args: Any, can_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_share:
            del self.fields["is_shared"]


class TemplateForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), widget=forms.TextInput(attrs={"autofocus": 1}))
    description = forms.CharField(
        label=gettext_lazy("Description"), strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class SubjectsForm(forms.Form):
    predefined_email_subjects = forms.CharField(
        label=gettext_lazy("Subjects of mails"), required=False, help_text=gettext_lazy("One a line."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class RoleForm(forms.Form):
    role = name_field(most=100)


class ChoiceForm(forms.Form):
    """Named choices, each a select: ``fields`` maps a name to its label and choices."""

    def __init__(self, *args: Any, fields: dict[str, tuple[str, list[tuple[Any, Any]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, choices) in fields.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)
