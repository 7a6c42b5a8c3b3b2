"""The fields of a task: in its own form, and of many tasks of a list, with the field names of web.md 7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.colors import COLORS
from boards.inputs import split_tags
from boards.limits import LARGEST
from boards.queries.columns import list_category_names
from boards.queries.memberships import list_assignable_users
from boards.queries.settings import zone_of
from boards.texts.merging import combine_lines, mark_lines, merge_lines
from boards.web.frame.fields import DateTimeText, Hours, IdChoice, MarkdownArea, OneLine, priorities

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Project, Task

#: Fields of the form that are no fields of the task.
EXTRAS = ("column_id", "swimlane_id", "another_task", "duplicate_multiple_projects", "files[]", "screenshot")


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
            if name in values and self.task is None and not values[name]:
                del values[name]
            elif name in values:
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


def _plain(text: Any) -> str:
    """Line ends as we store them; browsers post others."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n")
