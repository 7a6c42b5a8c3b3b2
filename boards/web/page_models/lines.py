"""One typed line is a new task: what its marks may name in a project, and the task that it describes (ux.md 3.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from boards.dates import WrittenDay, day_of, now
from boards.queries.columns import list_category_names
from boards.queries.memberships import list_assignable_names
from boards.queries.settings import get_date_format, zone_of
from boards.services.tasks.create import NewTask
from boards.texts.shorthand import Names, Vocabulary, read_shorthand
from boards.web.frame.door import rights_on
from boards.web.frame.fields import priorities

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


@dataclass(frozen=True)
class KnownNames:
    """What lines may name in one project: ``people`` by all their names, nobody for a role that may not choose;
    ``categories``; ``today`` and the time ``zone`` of who types."""

    people: Mapping[int, list[str]]
    categories: Mapping[int, str]
    vocabulary: Vocabulary
    today: date
    zone: str


def read_known_names(request: BoardRequest, project: Project) -> KnownNames:
    """≤ 3 statements, and those of the rights in the project."""
    people = list_assignable_names([project.pk]) if rights_on(request, project.pk).assigns else {}
    categories = list_category_names(project.pk)
    zone = zone_of(request.actor)
    today = day_of(now(), zone)
    names = Names({pk: [name] for pk, name in categories.items()})
    vocabulary = Vocabulary(Names(people), names, priorities(project), today, get_date_format())
    return KnownNames(people, categories, vocabulary, today, zone)


def read_line(line: str, known: KnownNames, given: Mapping[str, Any]) -> NewTask:
    """The task that a line describes; what it does not say is as ``given``."""
    read = read_shorthand(line, known.vocabulary)
    due = WrittenDay(read.day, read.clock) if read.day else None
    said = {
        "owner_id": read.owner_id,
        "category_id": read.category_id,
        "date_due": known.vocabulary.dates.keep(due, known.zone) if due else 0,
    }
    values = {**given, **{name: value for name, value in said.items() if value}}
    if read.priority is not None:
        values["priority"] = read.priority
    tags = [*read.tags, *(tag for tag in given.get("tags", ()) if tag not in read.tags)]
    return NewTask(**{**values, "title": read.title or line, "tags": tags})
