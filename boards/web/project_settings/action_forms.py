"""What an automatic action is told: the choices of its parameters, and the form that asks for them (web.md 5.9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.automations.base import Param
from boards.colors import COLORS
from boards.errors import Denied, Invalid
from boards.limits import MOST_DAYS
from boards.queries.columns import list_category_names, list_column_objects, list_swimlane_objects
from boards.queries.links import list_link_objects
from boards.queries.memberships import list_assignable_users
from boards.queries.projects import list_target_projects
from boards.web.frame.fields import priorities

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

Choices = list[tuple[Any, Any]]


def param_choices(request: BoardRequest, project: Project, param: Param) -> Choices | None:
    """What a parameter can be; None for free text and numbers. ≤ 3 statements."""
    kind = param.kind
    if kind == "column":
        return [(str(one.id), one.title) for one in list_column_objects(project.pk)]
    if kind == "swimlane":
        return [(str(one.id), one.name) for one in list_swimlane_objects(project.pk, only_active=True)]
    if kind == "category":
        return [(str(pk), name) for pk, name in list_category_names(project.pk).items()]
    if kind == "color":
        return [(color.id, color.label) for color in COLORS.values()]
    if kind == "user":
        return [("0", _("Unassigned")), *((str(p), n) for p, n in list_assignable_users(project_id=project.pk).items())]
    if kind == "link":
        return [(str(one.id), one.label) for one in list_link_objects()]
    if kind == "project":
        names = list_target_projects(request.actor)
        return [(str(pk), name) for pk, name in names.items() if pk != project.pk]
    if kind == "priority":
        return [(str(n), str(n)) for n in priorities(project)]
    return None


#: The names of parameters in words; those of columns, people and so on say it by their choices.
PARAM_LABELS = {
    "column_id": gettext_lazy("Column"),
    "src_column_id": gettext_lazy("From column"),
    "dst_column_id": gettext_lazy("To column"),
    "dest_column_id": gettext_lazy("To column"),
    "swimlane_id": gettext_lazy("Swimlane"),
    "dest_swimlane_id": gettext_lazy("To swimlane"),
    "category_id": gettext_lazy("Category"),
    "color_id": gettext_lazy("Colour"),
    "user_id": gettext_lazy("Person"),
    "link_id": gettext_lazy("Kind of link"),
    "project_id": gettext_lazy("Project"),
    "priority": gettext_lazy("Priority"),
    "duration": gettext_lazy("Days"),
    "subject": gettext_lazy("Subject"),
    "label": gettext_lazy("Label"),
}


def _label(name: str) -> str:
    return str(PARAM_LABELS[name]) if name in PARAM_LABELS else name.replace("_", " ").capitalize()


class ParamsForm(forms.Form):
    """The parameters of an action, named ``params[name]`` as on the wire of forms.

    ``events``: what may start the action, where that can be chosen, too.
    """

    def __init__(
        self, *args: Any, params: list[tuple[Param, Choices | None]], events: Choices | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = [param.name for param, _choices in params]
        if events:
            self.fields["event_name"] = forms.ChoiceField(choices=events, label=_("When"))
        for param, choices in params:
            field: forms.Field
            if choices is not None:
                field = forms.ChoiceField(choices=choices, label=_label(param.name))
            elif param.kind == "duration":
                field = forms.IntegerField(min_value=0, max_value=MOST_DAYS, label=_label(param.name))
            else:
                field = forms.CharField(max_length=255, label=_label(param.name))
            self.fields[f"params[{param.name}]"] = field

    def values(self) -> dict[str, str]:
        """The parameters as an action keeps them, when the form is valid."""
        return {name: str(self.cleaned_data[f"params[{name}]"]) for name in self.names}


@contextmanager
def denied_destination() -> Iterator[None]:
    """What a custom role forbids in the chosen project is said beside the choice."""
    try:
        yield
    except Denied as error:
        raise Invalid(**{"params[project_id]": gettext_lazy("You may not create tasks in this project.")}) from error
