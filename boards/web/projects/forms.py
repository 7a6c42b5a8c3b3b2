"""Forms that make projects or take parts of them, with the field names of web.md 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.limits import LARGEST
from boards.services.project_copies import PARTS
from boards.web.frame.fields import IdChoice

if TYPE_CHECKING:
    pass


PART_LABELS = {
    "projectPermissionModel": gettext_lazy("Permissions"),
    "projectRoleModel": gettext_lazy("Custom roles"),
    "categoryModel": gettext_lazy("Categories"),
    "tagDuplicationModel": gettext_lazy("Tags"),
    "actionModel": gettext_lazy("Automatic actions"),
    "customFilterModel": gettext_lazy("Saved filters"),
    "projectMetadataModel": gettext_lazy("Metadata"),
    "projectTaskDuplicationModel": gettext_lazy("Tasks"),
}
#: Parts that are not ticked from the start.
LATE = {"projectMetadataModel", "projectTaskDuplicationModel"}


def add_parts(form: forms.Form) -> None:
    """The check-boxes of what a copy takes over."""
    for name in PARTS:
        form.fields[name] = forms.BooleanField(label=PART_LABELS[name], required=False, initial=name not in LATE)


def chosen_parts(form: forms.Form) -> set[str]:
    return {name for name in PARTS if form.cleaned_data.get(name)}


class NewProjectForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=65535, widget=forms.TextInput(attrs={"autofocus": 1}))
    identifier = forms.CharField(
        label=gettext_lazy("Identifier"), required=False, max_length=50, help_text=gettext_lazy("Letters and digits.")
    )
    task_limit = forms.IntegerField(
        label=gettext_lazy("Task limit"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=gettext_lazy("Empty: no limit."),
    )
    per_swimlane_task_limits = forms.BooleanField(
        label=gettext_lazy("Column limits count in each swimlane"), required=False
    )
    src_project_id = IdChoice(label=gettext_lazy("Like another project"), required=False)

    def __init__(self, *args: Any, projects: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if projects:
            choices = [(0, _("An empty project")), *projects.items()]
            self.fields["src_project_id"].choices = choices  # type: ignore[attr-defined]
            add_parts(self)
        else:
            del self.fields["src_project_id"]


class PartsForm(forms.Form):
    """What a copy of a project takes over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_parts(self)
