"""People named by ``@username`` in a text (domain.md 15)."""

from __future__ import annotations

import re

from django.db.models import Q

from boards.models import User

NAME = re.compile(r"@([^\s,!:?]+)")


def find_mentioned_users(text: str, *, project_id: int, author_id: int) -> list[int]:
    """Ids of the members that a text names, ascending: any role, notifications on, not the author. ≤ 1 statement."""
    names = {name.rstrip(".") for name in NAME.findall(text)}
    if not names:
        return []
    member = Q(project_users__project_id=project_id) | Q(
        group_memberships__group__project_groups__project_id=project_id
    )
    people = User.objects.filter(member, username__in=sorted(names)[:100], notifications_enabled=True, is_active=True)
    return list(people.exclude(pk=author_id).order_by("pk").values_list("pk", flat=True).distinct())
