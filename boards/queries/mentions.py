"""People named by ``@username`` in a text (domain.md 15): who is told is who is shown as a link."""

from __future__ import annotations

from django.db.models import Q

from boards.models import User
from boards.texts.markdown import find_mentions, find_names


def find_mentioned_users(text: str, *, project_id: int, author_id: int) -> list[int]:
    """Ids of the members that a text names, ascending: any role, notifications on, not the author. ≤ 1 statement."""
    names = find_names([text])
    if not names:
        return []
    member = Q(project_users__project_id=project_id) | Q(
        group_memberships__group__project_groups__project_id=project_id
    )
    people = User.objects.filter(member, username__in=sorted(names), notifications_enabled=True, is_active=True)
    found = dict(people.exclude(pk=author_id).order_by("pk").values_list("username", "pk").distinct())
    named = find_mentions(text, found)
    return [pk for username, pk in found.items() if username in named]
