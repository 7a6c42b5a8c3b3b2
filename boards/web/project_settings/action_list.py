"""The automatic actions of a project as sentences, with what each did lately (web.md 5.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.automations.catalogue import get_params, get_sentence, list_families
from boards.queries.project_pages import list_actions
from boards.web.project_settings.action_forms import param_choices

if TYPE_CHECKING:
    from boards.automations.base import Param
    from boards.models import Action, Project
    from boards.web.frame.door import BoardRequest


@dataclass(frozen=True, slots=True)
class ToldAction:
    """An action, its sentence ("" for one that nobody knows), and whether it names what is gone."""

    action: Action
    sentence: SafeString
    is_broken: bool


class Words:
    """What parameters stand for in one project, each kind read once."""

    def __init__(self, request: BoardRequest, project: Project) -> None:
        self._request, self._project = request, project
        self._names: dict[str, dict[str, str]] = {}

    def of(self, param: Param, value: str) -> str | None:
        """What a stored value is called; None for what is not there any more."""
        if param.kind == "duration":
            # A fraction of a day, which programs may store, is some days as far as grammar goes.
            number = float(value) if value.replace(".", "", 1).isdecimal() else 0
            return ngettext("%(n)s day", "%(n)s days", int(number) if number == int(number) else 2) % {"n": value}
        if value == "0" and param.kind in ("user", "category"):
            return _("nobody") if param.kind == "user" else _("none")
        if param.kind not in self._names:
            choices = param_choices(self._request, self._project, param)
            self._names[param.kind] = {} if choices is None else {key: str(name) for key, name in choices}
        if param.kind in ("text", "priority"):
            return value
        return self._names[param.kind].get(value)


def list_told_actions(request: BoardRequest, project: Project) -> list[tuple[str, list[ToldAction]]]:
    """Label of a family to its actions, by id; those that nobody knows stand last. 1 statement and ≤ 3 a kind."""
    actions = list_actions(project.pk)
    words = Words(request, project)
    groups = [(label, [one for one in actions if one.action_name in members]) for label, members in list_families()]
    known = {one.pk for _label, members in groups for one in members}
    groups.append((_("Unknown"), [one for one in actions if one.pk not in known]))
    return [(label, [_tell(words, one) for one in members]) for label, members in groups if members]


def _tell(words: Words, action: Action) -> ToldAction:
    values = dict(_name_values(words, action))
    named = {
        name: format_html('<strong class="{}">{}</strong>', "" if value else "danger-text", value or "?")
        for name, value in values.items()
    }
    sentence = get_sentence(action.action_name, action.event_name)
    told = SafeString(escape(sentence).format(**named))
    return ToldAction(action, told, is_broken=None in values.values())


def _name_values(words: Words, action: Action) -> Iterator[tuple[str, str | None]]:
    for param in get_params(action.action_name):
        yield param.name, words.of(param, str(action.params.get(param.name) or ""))
