"""Finding tasks and people by what somebody begins to type."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, When
from django.db.models.functions import Cast

from boards.inputs import decode_number, fold
from boards.models import Project, Task, User
from boards.queries.memberships import joined_projects


def readable_projects(user_id: Any) -> QuerySet[Project]:
    """The open projects of a member, direct and by group; a part of a statement."""
    return joined_projects(user_id).filter(is_active=True)


def find_tasks_by_text(
    *, user_id: int, text: str, without: Collection[int], limit: int, project_id: int = 0
) -> list[Task]:
    """Tasks of the user's open projects, by id: a number names one, words stand in the title. 1 statement.

    With a ``project_id`` only the open tasks of that project.
    """
    text = text.strip().lstrip("#")
    if not text:
        return []
    tasks = Task.objects.filter(project__in=readable_projects(user_id).values("pk")).exclude(pk__in=without)
    if project_id:
        tasks = tasks.filter(project_id=project_id, is_active=True)
    number = decode_number(text)
    tasks = tasks.filter(title__icontains=text) if number is None else tasks.filter(pk=number)
    return list(tasks.select_related("project", "column").order_by("pk")[:limit])


def list_open_tasks_by_prefix(*, user_id: int, digits: str, limit: int) -> list[Task]:
    """Open tasks of the user's open projects whose number begins with the digits, by id. 1 statement."""
    if not (digits.isascii() and digits.isdigit()):
        return []
    tasks = Task.objects.annotate(number=Cast("pk", CharField())).filter(number__startswith=digits, is_active=True)
    tasks = tasks.filter(project__in=readable_projects(user_id).values("pk"))
    return list(tasks.select_related("project").order_by("pk")[:limit])


def list_mentioned_tasks(*, user_id: int, text: str, project_id: int, limit: int) -> list[Task]:
    """Tasks of the user's open projects to name in a text: by the first digits of their number, or by words of their
    title. Those of the project come first, and open ones before closed ones. 1 statement."""
    text = text.strip().lstrip("#")
    if not text:
        return []
    tasks = Task.objects.filter(project__in=readable_projects(user_id).values("pk"))
    if text.isascii() and text.isdigit():
        tasks = tasks.annotate(number=Cast("pk", CharField())).filter(number__startswith=text)
    else:
        tasks = tasks.filter(title__icontains=text)
    own_first = Case(When(project_id=project_id, then=0), default=1)
    return list(tasks.select_related("project").order_by(own_first, "-is_active", "pk")[:limit])


def list_project_people(*, project_id: int, text: str, limit: int) -> list[tuple[int, str, str]]:
    """Id, user name and full name of the people of a project whose user name or a word of whose full name begins like
    the text, user names first. 1 statement, over all people of the project: databases fold accents in ways of their
    own."""
    member = Q(project_users__project_id=project_id) | Q(
        group_memberships__group__project_groups__project_id=project_id
    )
    people = User.objects.filter(member, is_active=True).order_by("username").distinct()
    wanted = fold(text)
    by_username, by_name = [], []
    for pk, username, name in people.values_list("pk", "username", "name"):
        if fold(username).startswith(wanted):
            by_username.append((pk, username, name or ""))
        elif name and f" {wanted}" in f" {fold(name)}":
            by_name.append((pk, username, name))
    return [*by_username, *by_name][:limit]


def list_people(text: str, *, limit: int) -> list[tuple[int, str, str]]:
    """Id, user name and full name of active users with the text in one of their names. 1 statement."""
    people = User.objects.filter(Q(username__icontains=text) | Q(name__icontains=text), is_active=True)
    rows = people.order_by("username").values_list("id", "username", "name")
    return [(pk, username, name or "") for pk, username, name in rows[:limit]]
