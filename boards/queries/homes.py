"""A project as a person opens it: what its board and its list need beside the tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from boards.errors import NotFound
from boards.models import Change, Column, CustomFilter, Project, ProjectMetadata, Swimlane, UserMetadata
from boards.preferences import ASK_OVER_LIMIT, PREFERENCES, Preference, PreferenceScope
from boards.prepared import Together, param
from boards.queries.editions import COMMON_EDITION

Held = TypeVar("Held")

#: What a person prefers, anywhere and for the boards of projects.
OWN = [preference for preference in PREFERENCES.values() if preference.scope is not PreferenceScope.PROJECT]


@dataclass(frozen=True, slots=True)
class Home:
    """``revision``: that of the board, as ``find_revision``; ``asks_over_limit``: before a move exceeds a limit.

    ``kept``: the name of a preference to its stored text, of those that the person has set; ``filters``: one's own
    saved ones and the shared ones, by name; ``swimlanes``: the active ones; ``common_edition``: of what stands
    outside of all projects.
    """

    project: Project
    common_edition: int = 0
    revision: int = 0
    asks_over_limit: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)
    filters: list[CustomFilter] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    swimlanes: list[Swimlane] = field(default_factory=list)

    def prefers(self, preference: Preference[Held]) -> Held:
        """What the person prefers here."""
        return preference.read(self.kept.get(preference.name))


_OF_PROJECT = {"project_id": param("project_id")}
_NEWEST_CHANGE = Change.objects.filter(project_id=OuterRef("pk")).order_by("-pk").values("pk")
_ASKS = ProjectMetadata.objects.filter(project_id=OuterRef("pk"), name=ASK_OVER_LIMIT.name).values("value")
_HOME = Together(
    project=lambda: Project.objects.filter(pk=param("project_id")).annotate(
        common_edition=COMMON_EDITION, revision=Coalesce(Subquery(_NEWEST_CHANGE[:1]), 0), asks=Subquery(_ASKS[:1])
    ),
    kept=lambda: UserMetadata.objects.filter(
        user_id=param("user_id"), name__in=[param(preference.name) for preference in OWN]
    ).values_list("name", "value"),
    filters=lambda: CustomFilter.objects.filter(Q(user_id=param("user_id")) | Q(is_shared=True), **_OF_PROJECT),
    columns=lambda: Column.objects.filter(**_OF_PROJECT),
    swimlanes=lambda: Swimlane.objects.filter(is_active=True, **_OF_PROJECT),
)


def read_home(project_id: int, *, user_id: int) -> Home:
    """The project for a person. 1 statement. Raises NotFound."""
    names = {preference.name: preference.name_for(project_id) for preference in OWN}
    read = _HOME.read(project_id=project_id, user_id=user_id, **names)
    if not read["project"]:
        raise NotFound(f"project {project_id}")
    project = read["project"][0]
    kept = dict(read["kept"])
    return Home(
        project,
        project.common_edition,
        project.revision,
        ASK_OVER_LIMIT.read(project.asks),
        kept={name: kept[stored] for name, stored in names.items() if kept.get(stored) is not None},
        filters=sorted(read["filters"], key=lambda one: (one.name.casefold(), one.pk)),
        columns=sorted(read["columns"], key=lambda column: (column.position, column.pk)),
        swimlanes=sorted(read["swimlanes"], key=lambda lane: (lane.position, lane.pk)),
    )
