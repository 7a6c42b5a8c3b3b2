"""Who can still be added to a group or to a project: whom a field offers while one types, and whom its words mean.

A field offers the first of them; who is not offered is found, too. Each is told with full and user name, or with the
one name that there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from boards.models import Group, User

_SHOWN = Lower(Coalesce(NullIf("name", Value("")), "username"))
#: Of so many with one name it is plain that they are several.
SEVERAL = 20
#: Letters of the longest words that a field offers: a full name and a user name.
LONGEST = 500


def _may_join(group_id: int) -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(group_memberships__group_id=group_id)


def _may_get_role(project_id: int) -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(project_users__project_id=project_id)


def _without_role(project_id: int) -> QuerySet[Group]:
    return Group.objects.exclude(project_groups__project_id=project_id)


def list_joinable_people(group_id: int, *, most: int) -> dict[int, list[str]]:
    """Active users who are no members, by name. 1 statement."""
    return _read_people(_may_join(group_id), most)


def find_joinable_people(group_id: int, text: str) -> dict[int, list[str]]:
    """Those of them who have this name, else those whose name begins so. ≤ 2 statements."""
    return _find_people(_may_join(group_id), text)


def list_addable_people(project_id: int, *, most: int) -> dict[int, list[str]]:
    """Active users without a role of their own, by name. 1 statement."""
    return _read_people(_may_get_role(project_id), most)


def find_addable_people(project_id: int, text: str) -> dict[int, list[str]]:
    """Those of them who have this name, else those whose name begins so. ≤ 2 statements."""
    return _find_people(_may_get_role(project_id), text)


def list_addable_groups(project_id: int, *, most: int) -> dict[int, list[str]]:
    """Groups without a role, by name. 1 statement."""
    return _read_groups(_without_role(project_id), most)


def find_addable_groups(project_id: int, text: str) -> dict[int, list[str]]:
    """Those of them that have this name, else those whose name begins so. ≤ 2 statements."""
    rows = (_read_groups(_without_role(project_id).filter(name__iregex=way), SEVERAL) for way in _ways(text))
    return next(filter(None, rows), {})


def _find_people(people: QuerySet[User], text: str) -> dict[int, list[str]]:
    # "Lena Hansen (lena)", as a field offers it, has both names.
    inside = Q(username=text.strip().rpartition("(")[2].removesuffix(")"))
    named = (Q(username__iregex=way) | Q(name__iregex=way) | inside for way in _ways(text))
    return next(filter(None, (_read_people(people.filter(one), SEVERAL) for one in named)), {})


def _ways(text: str) -> Iterator[str]:
    """Patterns of the whole name and of its beginning. As expressions, since SQLite compares letters of ASCII alone in
    any case; none for what is longer than two names, on which a database would think for hours."""
    words = text.strip()
    if words and len(words) <= LONGEST:
        begun = "^" + re.escape(words)
        yield begun + "$"
        yield begun


def _read_people(people: QuerySet[User], most: int) -> dict[int, list[str]]:
    rows = people.order_by(_SHOWN, "pk").values_list("pk", "name", "username")[:most]
    return {pk: [name, username] if name else [username] for pk, name, username in rows}


def _read_groups(groups: QuerySet[Group], most: int) -> dict[int, list[str]]:
    return {pk: [name] for pk, name in groups.order_by("name").values_list("pk", "name")[:most]}
