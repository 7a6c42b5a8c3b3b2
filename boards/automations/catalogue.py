"""Choosing automatic actions: what there is, what fits, making and changing one (automation.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.access.destinations import check_destination
from boards.actors import Actor
from boards.automations.base import Param, read_decimal, read_whole_number
from boards.automations.registry import AUTOMATIONS, FAMILIES, WITHOUT_EVENTS, event_names
from boards.errors import Invalid, NotFound
from boards.limits import MOST_DAYS
from boards.models import Action, Project
from boards.queries.links import has_link
from boards.queries.memberships import is_active_member
from boards.queries.orders import sort_names
from boards.queries.ownership import find_project_of_category, find_project_of_column, find_project_of_swimlane
from boards.queries.projects import has_project
from boards.services.actions import change_action, store_action
from boards.wording.events import list_triggers

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: The longest title is a parameter, too.
LONGEST_VALUE = 65_535


#: Kind of a parameter to the question whether a project has what a number names, and what is said when it has not.
_NAMED: dict[str, tuple[Callable[[int, int], bool], _StrPromise]] = {
    "column": (lambda project_id, pk: find_project_of_column(pk) == project_id, _("The project has no such column.")),
    "swimlane": (
        lambda project_id, pk: find_project_of_swimlane(pk) == project_id,
        _("The project has no such swimlane."),
    ),
    "category": (
        lambda project_id, pk: find_project_of_category(pk) == project_id,
        _("The project has no such category."),
    ),
    "link": (lambda _project_id, pk: has_link(pk), _("There is no such kind of link.")),
    "user": (
        lambda project_id, pk: is_active_member(project_id=project_id, user_id=pk),
        _("The project has no such member."),
    ),
    "project": (lambda _project_id, pk: has_project(pk), _("There is no such project.")),
}


def list_automations() -> dict[str, str]:
    """Identifier to description of all actions that have an event, by description."""
    return sort_names((name, str(automation.label)) for name, automation in AUTOMATIONS.items())


def list_families() -> list[tuple[str, dict[str, str]]]:
    """The same actions as people choose them: a label for each family, and its actions by description."""
    return [
        (str(label), sort_names((name, str(automation.label)) for name, automation in members.items()))
        for label, members in FAMILIES
    ]


def get_sentence(action_name: str, event_name: str) -> str:
    """ "When a task enters {column_id}, close it.": parameters stand in braces. "" for an unknown pair."""
    automation = AUTOMATIONS.get(action_name)
    clauses = {event.name: automation.when[event] for event in automation.events} if automation else {}
    if automation is None or event_name not in clauses:
        return ""
    return gettext("%(when)s, %(then)s.") % {"when": clauses[event_name], "then": automation.then}


def list_sentences(action_name: str) -> list[str]:
    """The sentences that an action can be, one an event; parameters stand in braces."""
    return [get_sentence(action_name, event) for event in event_names(AUTOMATIONS[action_name])]


def list_events() -> dict[str, str]:
    """Event to description of all events that an action can have, by description."""
    return sort_names(list_triggers().items())


def list_compatible_events(action_name: str) -> dict[str, str]:
    """The events that an action can listen to. Raises NotFound for a name that nobody knows."""
    if action_name in WITHOUT_EVENTS:
        return {}
    if action_name not in AUTOMATIONS:
        raise NotFound(action_name)
    triggers = list_triggers()
    return sort_names((name, triggers[name]) for name in event_names(AUTOMATIONS[action_name]))


def create_action(
    *, actor: Actor, project: Project, event_name: str, action_name: str, params: Mapping[str, str | None]
) -> Action:
    """Let a project do something by itself. Values are texts; the action belongs to the actor.

    Raises Invalid (unknown action, event that it can't have, a parameter missing, empty or too many, days that nobody
    waits, one that names what is not of this project), Denied (another project, where the actor may not create tasks).
    """
    values = _check(actor, project, event_name, action_name, params)
    return store_action(actor=actor, project=project, event_name=event_name, action_name=action_name, params=values)


def update_action(*, actor: Actor, action: Action, event_name: str, params: Mapping[str, str | None]) -> Action:
    """Give an action another event and other parameters, all of them; from now on it belongs to the actor.

    Raises what ``create_action`` does, NotFound (gone meanwhile).
    """
    values = _check(actor, action.project, event_name, action.action_name, params)
    return change_action(actor=actor, action=action, event_name=event_name, params=values)


def _check(
    actor: Actor, project: Project, event_name: str, action_name: str, params: Mapping[str, str | None]
) -> dict[str, str]:
    """The parameters as they are stored. Raises Invalid, Denied."""
    automation = AUTOMATIONS.get(action_name)
    if automation is None or event_name not in event_names(automation):
        raise Invalid(action_name=_("This action can not have this event."))
    wanted = {param.name for param in automation.params}
    values = {name: value for name, value in params.items() if value is not None}
    if set(values) != wanted or set(params) != wanted:
        raise Invalid(params=_("These are not the parameters of the action."))
    for param in automation.params:
        _check_value(actor, project, param, values[param.name])
    return values


def _unfit(param: Param, sentence: _StrPromise) -> Invalid:
    """The refusal of a value, named as the parameter is in forms."""
    return Invalid(**{f"params[{param.name}]": sentence})


def _check_value(actor: Actor, project: Project, param: Param, value: str) -> None:
    """A value that names something must name what the project has (decisions.md 7, 11). Raises Invalid, Denied."""
    if len(value) > LONGEST_VALUE:
        raise _unfit(param, format_lazy(_("A value has at most {most} characters."), most=LONGEST_VALUE))
    if param.kind == "duration":
        days = read_decimal(value)
        if days is None or not 0 <= days <= MOST_DAYS:
            raise _unfit(param, format_lazy(_("A number of days is from 0 to {most}."), most=MOST_DAYS))
    if param.kind not in _NAMED:
        return
    has, missing = _NAMED[param.kind]
    number = read_whole_number(value)
    if number == 0 and param.kind in ("user", "category"):
        return
    if param.kind == "project" and number is not None and number != project.pk:
        # Before it is asked for: of others, there may be one or not.
        check_destination(actor, project_id=number)
    if number is None or not has(project.pk, number):
        raise _unfit(param, missing)


def get_params(action_name: str) -> tuple[Param, ...]:
    """What an action wants to be told; nothing for a name that nobody knows."""
    automation = AUTOMATIONS.get(action_name)
    return automation.params if automation else ()
