"""Choosing automatic actions: what there is, what fits, and making one (automation.md 4)."""

from __future__ import annotations

from collections.abc import Mapping

from boards.actors import Actor
from boards.automations.base import Param
from boards.automations.registry import AUTOMATIONS, EVENT_LABELS, WITHOUT_EVENTS, event_names
from boards.errors import Invalid, NotFound
from boards.models import Action, Project
from boards.services.actions import store_action


def _by_text(texts: Mapping[str, str]) -> dict[str, str]:
    """Sorted by the text, bytewise."""
    return dict(sorted(texts.items(), key=lambda item: item[1].encode()))


def list_automations() -> dict[str, str]:
    """Identifier to description of all actions that have an event, by description."""
    return _by_text({name: str(automation.label) for name, automation in AUTOMATIONS.items()})


def list_events() -> dict[str, str]:
    """Event to description of all events that an action can have, by description."""
    return _by_text({name: str(label) for name, label in EVENT_LABELS.items()})


def list_compatible_events(action_name: str) -> dict[str, str]:
    """The events that an action can listen to. Raises NotFound for a name that nobody knows."""
    if action_name in WITHOUT_EVENTS:
        return {}
    if action_name not in AUTOMATIONS:
        raise NotFound(action_name)
    return _by_text({name: str(EVENT_LABELS[name]) for name in event_names(AUTOMATIONS[action_name])})


def create_action(
    *, actor: Actor, project: Project, event_name: str, action_name: str, params: Mapping[str, str | None]
) -> Action:
    """Let a project do something by itself. Values are texts; whether ids exist shows when the action runs.

    Raises Invalid: unknown action, event that it can't have, a parameter missing, empty or too many.
    """
    automation = AUTOMATIONS.get(action_name)
    if automation is None or event_name not in event_names(automation):
        raise Invalid(action_name="This action can not have this event.")
    wanted = {param.name for param in automation.params}
    values = {name: value for name, value in params.items() if value is not None}
    if set(values) != wanted or set(params) != wanted:
        raise Invalid(params="These are not the parameters of the action.")
    return store_action(actor=actor, project=project, event_name=event_name, action_name=action_name, params=values)


def get_params(action_name: str) -> tuple[Param, ...]:
    """What an action wants to be told; nothing for a name that nobody knows."""
    automation = AUTOMATIONS.get(action_name)
    return automation.params if automation else ()
