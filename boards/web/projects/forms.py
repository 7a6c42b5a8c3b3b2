"""Forms that make projects or take parts of them, with the field names of web.md 5.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.limits import LARGEST
from boards.web.frame.fields import IdChoice
from boards.web.page_models.parts import add_parts

if TYPE_CHECKING:
    pass


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
