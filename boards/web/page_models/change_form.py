"""The picker of one property, for one task or for many, also of several projects (ux.md 3.5 and 3.6, web.md 6.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.colors import COLORS
from boards.errors import Invalid, NotFound
from boards.inputs import join_tags, split_tags
from boards.limits import LARGEST
from boards.operations.bulk import Wish
from boards.queries.columns import list_category_names
from boards.queries.due import due_day
from boards.queries.memberships import list_common_assignees
from boards.queries.settings import zone_of
from boards.queries.tags import list_tags_of_projects, list_tags_of_tasks, list_task_tags
from boards.web.frame.fields import DateTimeText, DayInput, Hours, priorities

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.actors import Actor
    from boards.models import Project, Task

HEADINGS = {
    "title": gettext_lazy("Edit title"),
    "owner_id": gettext_lazy("Assign"),
    "category_id": gettext_lazy("Set category"),
    "priority": gettext_lazy("Set priority"),
    "color_id": gettext_lazy("Set colour"),
    "date_due": gettext_lazy("Set due date"),
    "date_started": gettext_lazy("Set start date"),
    "score": gettext_lazy("Complexity"),
    "time_estimated": gettext_lazy("Hours estimated"),
    "time_spent": gettext_lazy("Hours spent"),
    "reference": gettext_lazy("Reference"),
    "tags": gettext_lazy("Set tags"),
    "add_tags": gettext_lazy("Add tags"),
    "remove_tags": gettext_lazy("Remove tags"),
}
#: Properties that are numbers, 0 for none.
NUMBERS: dict[str, Callable[..., forms.Field]] = {
    "score": partial(forms.IntegerField, min_value=-LARGEST, max_value=LARGEST),
    "time_estimated": Hours,
    "time_spent": Hours,
}
#: What can be given to many tasks at once, each in its picker; the usual ones first.
PICKERS = (
    ("owner_id", gettext_lazy("Assign")),
    ("date_due", gettext_lazy("Due")),
    ("priority", gettext_lazy("Priority")),
    ("category_id", gettext_lazy("Category")),
    ("add_tags", gettext_lazy("Add tags")),
    ("remove_tags", gettext_lazy("Remove tags")),
    ("color_id", gettext_lazy("Colour")),
)


class ChangeForm(forms.Form):
    """One field, by the name of the property."""

    def __init__(self, *args: Any, field: forms.Field, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = field


def make_field(actor: Actor, projects: Sequence[Project], name: str, single: Task | None = None) -> forms.Field:
    """The input for a property of tasks of these projects: what all of them know. ``single``: the one task, whose value
    it has. ≤ 2 statements. Raises NotFound (no such property), Invalid (the projects have nothing in common)."""
    if name == "title":
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(label=_("Title"), initial=single.title if single else "", widget=area)
    if name == "owner_id":
        people = list_common_assignees([project.pk for project in projects])
        return _choice(_("Assignee"), [(0, _("Unassigned")), *people.items()], single.owner_id or 0 if single else None)
    if name == "category_id":
        if len(projects) > 1:
            raise Invalid(category_id=gettext_lazy("Each project has its own categories. Tick tasks of one project."))
        choices = [(0, _("No category")), *list_category_names(projects[0].pk).items()]
        return _choice(_("Category"), choices, single.category_id or 0 if single else None)
    if name == "priority":
        span = _common_priorities(projects)
        return _choice(_("Priority"), [(n, str(n)) for n in span], single.priority if single else None)
    if name == "color_id":
        return forms.ChoiceField(
            label=_("Colour"),
            choices=[(color.id, color.label) for color in COLORS.values()],
            initial=single.color_id if single else None,
            widget=forms.RadioSelect,
        )
    if name in NUMBERS:
        return NUMBERS[name](label=HEADINGS[name], required=False, initial=getattr(single, name, None) or "")
    if name == "reference":
        return forms.CharField(
            label=_("Reference"), required=False, max_length=191, initial=single and single.reference
        )
    if name == "date_started":
        return DateTimeText(label=_("Start date"), zone=zone_of(actor), initial=single.date_started if single else None)
    if name == "date_due":
        zone, due = zone_of(actor), single.date_due if single else 0
        attrs = {"autofocus": True} | ({"data-day": due_day(due, zone).isoformat()} if due else {})
        return DateTimeText(label=_("Due date"), zone=zone, initial=due, widget=DayInput(attrs))
    if name in ("tags", "add_tags", "remove_tags"):
        labels = {"tags": _("Tags"), "add_tags": _("Add tags"), "remove_tags": _("Remove tags")}
        present = list_task_tags(single.pk).values() if single and name == "tags" else []
        widget = forms.TextInput(attrs={"list": "known-tags", "data-tags": True, "autocomplete": "off"})
        return forms.CharField(
            label=labels[name],
            required=False,
            help_text=_("Separated by commas."),
            initial=join_tags(present),
            widget=widget,
        )
    raise NotFound(name)


def _choice(label: str, choices: Sequence[tuple[int, StrOrPromise]], initial: int | None) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=choices, initial=initial, coerce=int, widget=forms.RadioSelect, empty_value=None
    )


def _common_priorities(projects: Sequence[Project]) -> list[int]:
    spans = [priorities(project) for project in projects]
    found = [n for n in spans[0] if all(n in span for span in spans)]
    if not found:
        raise Invalid(priority=gettext_lazy("These projects have no priority in common. Tick tasks of one project."))
    return found


def suggest_tags(project_ids: Sequence[int], name: str, task_ids: Sequence[int]) -> list[str]:
    """What a field of tags offers: to remove those that the tasks have, else all that the projects know. ≤ 1
    statement."""
    if name == "remove_tags":
        return list_tags_of_tasks(task_ids)
    if "tags" not in name:
        return []
    return sorted({tag.name for tag in list_tags_of_projects([*project_ids])})


def read_wish(name: str, value: Any) -> Wish:
    """What the tasks shall have, of the value of the field."""
    if name == "tags":
        return Wish(tags=split_tags(value))
    if name == "add_tags":
        return Wish(add_tags=split_tags(value))
    if name == "remove_tags":
        return Wish(remove_tags=split_tags(value))
    return Wish(fields={name: value or 0 if name in NUMBERS else value})
