from __future__ import annotations

from api.rpc.procedure import Namespace
from boards import options
from boards.actors import Actor
from boards.colors import COLORS
from boards.product import KANBOARD_VERSION
from boards.queries import settings
from boards.roles import ApplicationRole, ProjectRole
from boards.shapes.tasks import COLOUR_OBJECTS, ColourObject

rpc = Namespace()


@rpc.procedure("getVersion", allows="application.view", returns=str)
def get_version(actor: Actor) -> str:
    """The version of Kanboard whose API this is."""
    return KANBOARD_VERSION


@rpc.procedure("getTimezone", allows="application.view", returns=str)
def get_timezone(actor: Actor) -> str:
    """The time zone of the caller, when one is set, else that of the installation."""
    return actor.timezone or settings.get_setting(options.TIMEZONE)


@rpc.procedure("getDefaultTaskColor", allows="application.view", returns=str)
def get_default_task_color(actor: Actor) -> str:
    """The colour that new tasks get."""
    return settings.get_setting(options.DEFAULT_COLOR)


@rpc.procedure("getDefaultTaskColors", allows="application.view", returns=dict[str, ColourObject])
def get_default_task_colors(actor: Actor) -> dict[str, ColourObject]:
    """All colours by id with their properties; names are in English."""
    return COLOUR_OBJECTS


@rpc.procedure("getColorList", allows="application.view", returns=dict[str, str])
def get_color_list(actor: Actor) -> dict[str, str]:
    """All colours by id, named in the language of the installation."""
    return {color.id: str(color.label) for color in COLORS.values()}


@rpc.procedure("getApplicationRoles", allows="application.view", returns=dict[str, str])
def get_application_roles(actor: Actor) -> dict[str, str]:
    """The roles that an account can have, by id, in words."""
    return {role.value: str(role.label) for role in ApplicationRole}


@rpc.procedure("getProjectRoles", allows="application.view", returns=dict[str, str])
def get_project_roles(actor: Actor) -> dict[str, str]:
    """The three roles that every project knows, by id, in words; custom ones are not listed."""
    return {role.value: str(role.label) for role in ProjectRole}
