"""What is left to do in the first hour of an installation."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from boards import options
from boards.models import AuditEntry, Project, Setting, User, UserMetadata
from boards.preferences import FIRST_STEPS
from boards.prepared import Prepared, param

_PLACE = (options.URL.name, options.LANGUAGE.name, options.TIMEZONE.name)


def _find_done() -> QuerySet[User, Any]:
    kept = UserMetadata.objects.filter(user_id=OuterRef("pk"), name=FIRST_STEPS.name).values("value")
    own = AuditEntry.objects.filter(kind=AuditEntry.Kind.PASSWORD_CHANGED, subject_id=OuterRef("pk"))
    return (
        User.objects.filter(pk=param("user_id"))
        .annotate(
            kept=Subquery(kept),
            has_password=Exists(own),
            has_place=Exists(Setting.objects.filter(option__in=_PLACE).exclude(value="")),
            has_people=Exists(User.objects.exclude(pk=OuterRef("pk"))),
            has_project=Exists(Project.objects.all()),
        )
        .values_list("kept", "has_password", "has_place", "has_people", "has_project")
    )


_DONE = Prepared(_find_done)


def list_first_steps(user_id: int) -> list[str]:
    """Those of ``FIRST_STEPS`` that an administrator has neither done nor put aside, in order. 1 statement."""
    found = _DONE.row(user_id=user_id)
    if found is None:
        return []
    text, password, place, people, project = found
    done = {"password": password, "place": place, "people": people, "project": project}
    settled = {*FIRST_STEPS.read(text), *(step for step, is_done in done.items() if is_done)}
    return [step for step in FIRST_STEPS.kind.choices if step not in settled]
