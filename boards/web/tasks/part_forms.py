"""Forms of what hangs on a task: comments, sub-tasks, links (web.md 7.4, 7.5, 7.7)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.addresses import link
from boards.limits import TITLE
from boards.queries.memberships import list_assignable_users
from boards.web.frame.fields import Hours, IdChoice, Lines, MarkdownArea, OneLine, TaskNumber


class CommentForm(forms.Form):
    """``rank``: of the writer's application role; nobody writes above it, a higher wish is lowered (web.md 7.7)."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"), strip=False, widget=MarkdownArea(attrs={"rows": 4, "data-draft": True})
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), required=False)

    VISIBILITIES = (
        ("app-user", gettext_lazy("Everybody in the project")),
        ("app-manager", gettext_lazy("Application managers")),
        ("app-admin", gettext_lazy("Administrators")),
    )

    def __init__(self, data: Any = None, *args: Any, rank: int, **kwargs: Any) -> None:
        offered = self.VISIBILITIES[: max(rank, 1)]
        wanted = data.get("visibility") if data is not None else None
        if wanted in dict(self.VISIBILITIES) and wanted not in dict(offered):
            data = data.copy()
            data["visibility"] = offered[-1][0]
        super().__init__(data, *args, **kwargs)
        self.fields["visibility"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["visibility"].widget = forms.HiddenInput()
            self.fields["visibility"].initial = offered[0][0]


class SubtaskForm(forms.Form):
    """``title``: one sub-task a line when new."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=65535)
    user_id = IdChoice(label=gettext_lazy("Assignee"), required=False)
    time_estimated = Hours(label=gettext_lazy("Hours estimated"))
    time_spent = Hours(label=gettext_lazy("Hours spent"))

    another_subtask = forms.BooleanField(label=gettext_lazy("Add another one afterwards"), required=False)

    def __init__(self, *args: Any, project_id: int, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list_assignable_users(project_id=project_id)
        self.fields["user_id"].choices = [(0, _("Unassigned")), *people.items()]  # type: ignore[attr-defined]
        if new:
            self.fields["title"] = Lines(
                label=gettext_lazy("Title"),
                max_length=TITLE,
                help_text=_("One sub-task a line."),
                widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
            )
            del self.fields["time_spent"]
        else:
            del self.fields["another_subtask"]
            for name in ("time_estimated", "time_spent"):
                self.fields[name] = Hours(label=self.fields[name].label, stored=self.initial.get(name))
            self.fields["title"] = OneLine(label=gettext_lazy("Title"), max_length=65535)


class InternalLinkForm(forms.Form):
    """The kind of link, and the other task by its number. Scripts complete the number from words of the title."""

    link_id = IdChoice(
        label=gettext_lazy("This task"),
    )
    opposite_task_id = TaskNumber(
        label=gettext_lazy("Other task"),
        help_text=gettext_lazy("Its number, like #12, or words of its title."),
    )
    another_tasklink = forms.BooleanField(label=gettext_lazy("Add another one afterwards"), required=False)

    def __init__(self, *args: Any, labels: list[tuple[int, str]], task_id: int, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link_id"].choices = labels  # type: ignore[attr-defined]
        search = f"{link('TaskAjax.autocomplete')}&exclude_task_ids={task_id}"
        self.fields["opposite_task_id"].widget.attrs |= {"data-find-task": search, "autocomplete": "off"}
        if not new:
            del self.fields["another_tasklink"]


class AddressForm(forms.Form):
    """The first step of an external link. ``kinds``: type to label."""

    text = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=65535,
        help_text=gettext_lazy("For example https://example.com/page."),
        widget=forms.TextInput(attrs={"autofocus": True, "inputmode": "url"}),
    )
    type = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args: Any, kinds: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = kinds.items()  # type: ignore[attr-defined]


class ExternalLinkForm(forms.Form):
    url = forms.CharField(label=gettext_lazy("Address"), max_length=65535, widget=forms.TextInput)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=TITLE,
        help_text=gettext_lazy("Empty: the title of the page."),
    )
    dependency = forms.CharField(required=False, widget=forms.HiddenInput)
    link_type = forms.CharField(required=False, widget=forms.HiddenInput)
