"""What a copy of a project takes along, as check-boxes (web.md 5.1, 5.11)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from boards.services.project_copies import PARTS

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


class PartsForm(forms.Form):
    """What a copy of a project takes over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_parts(self)
