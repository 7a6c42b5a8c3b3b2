"""The numbers of present states: what was read at them holds as long as they do (``boards.transactions``)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce

from boards.models import CommonEdition, Project
from boards.prepared import Prepared, param


class Editions(NamedTuple):
    """``common``: of what stands outside of all projects."""

    project: int
    common: int


#: The common one, for who reads it together with a project.
COMMON_EDITION = Coalesce(Subquery(CommonEdition.objects.values("number")[:1]), Value(0))

_READ = Prepared(
    lambda: Project.objects.filter(pk=param("project_id")).order_by().values_list("edition", COMMON_EDITION)
)


def find_editions(project_id: int) -> Editions | None:
    """Of a project as it is; None for an unknown one. 1 statement."""
    row = _READ.row(project_id=project_id)
    return None if row is None else Editions(*row)
