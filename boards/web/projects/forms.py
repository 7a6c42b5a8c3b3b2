"""Forms that make projects or take parts of them, with the field names of web.md 5.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.limits import LARGEST
from boards.project_templates import KANBAN, TEMPLATES, ProjectTemplate
from boards.services.furnishing import plan_categories, plan_columns
from boards.services.project_copies import PARTS
from boards.web.frame.fields import IdChoice, MarkdownArea
from boards.web.page_models.parts import add_parts

if TYPE_CHECKING:
    from django.forms import BoundField


def describe_template(template: ProjectTemplate) -> str:
    """What a template has, in a line: its columns, and how many swimlanes, categories and actions."""
    lanes, categories, actions = len(template.swimlanes), len(plan_categories(template)), len(template.actions)
    counted = [
        (lanes, ngettext("%(n)s swimlane", "%(n)s swimlanes", lanes)),
        (categories, ngettext("%(n)s category", "%(n)s categories", categories)),
        (actions, ngettext("%(n)s action", "%(n)s actions", actions)),
    ]
    columns = ", ".join(str(plan.title) for plan in plan_columns(template))
    return " · ".join([columns, *(words % {"n": n} for n, words in counted if n)])


class NewProjectForm(forms.Form):
    """Name and template are what everybody sees; the rest is folded away."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=65535, widget=forms.TextInput(attrs={"autofocus": 1}))
    template = forms.ChoiceField(label=gettext_lazy("Template"), required=False, widget=forms.RadioSelect)
    identifier = forms.CharField(
        label=gettext_lazy("Identifier"), required=False, max_length=50, help_text=gettext_lazy("Letters and digits.")
    )
    description = forms.CharField(label=gettext_lazy("Description"), required=False, widget=MarkdownArea)
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
    src_project_id = IdChoice(
        label=gettext_lazy("Like another project"), required=False, help_text=gettext_lazy("Instead of a template.")
    )

    def __init__(self, *args: Any, projects: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [(one.id, one.label) for one in TEMPLATES.values()]  # type: ignore[attr-defined]
        self.fields["template"].initial = KANBAN.id
        if projects:
            choices = [(0, _("No project")), *projects.items()]
            self.fields["src_project_id"].choices = choices  # type: ignore[attr-defined]
            add_parts(self)
        else:
            del self.fields["src_project_id"]

    def template_choices(self) -> list[tuple[Any, str]]:
        """The choices of the template, each with a line about what it has."""
        return [(choice, describe_template(TEMPLATES[choice.data["value"]])) for choice in self["template"]]

    def chosen_template(self) -> ProjectTemplate:
        """The usual one for who chooses none."""
        return TEMPLATES.get(self.cleaned_data["template"], KANBAN)

    def folded(self) -> list[BoundField]:
        """The fields under "More", but for the parts of another project."""
        names = ("identifier", "description", "task_limit", "per_swimlane_task_limits", "src_project_id")
        return [self[name] for name in names if name in self.fields]

    def parts(self) -> list[BoundField]:
        return [self[name] for name in PARTS if name in self.fields]

    def is_unfolded(self) -> bool:
        """Whether "More" holds something to look at: what was given before, or refused."""
        return any(field.name in self.changed_data or field.errors for field in self.folded())
