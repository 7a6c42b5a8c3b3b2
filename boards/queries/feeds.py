"""What programs that read along are given: events of projects, and tasks with dates (feeds.md 2 and 3)."""

from __future__ import annotations

from django.db.models import Q

from boards.dates import DAY, now
from boards.models import Activity, Project, Task, User
from boards.queries.activity import PROJECT_LIMIT, leave_out_unreadable, list_project_activities
from boards.queries.lookups import readable_projects
from boards.roles import APPLICATION_RANK, ApplicationRole

#: Who has a token is nobody that we know: what everybody with a role may read.
RANK = APPLICATION_RANK[ApplicationRole.USER]
#: Days before and after today within which a date is in a calendar, and tasks that one holds.
BEFORE, AFTER = 61, 183
MOST = 5_000


def find_feed_owner(token: str) -> User | None:
    """The active account whose feeds a token opens (feeds.md 1). 1 statement."""
    return User.objects.filter(token=token, is_active=True).first() if token else None


def list_events_of_project(project: Project) -> list[Activity]:
    """The newest first. 1 statement."""
    return list_project_activities(project.pk, rank=RANK)


def list_events_of_user(user: User) -> list[Activity]:
    """What happened in the open projects of an account, the newest first. 1 statement."""
    projects = readable_projects(user.pk).values("pk")
    rows = Activity.objects.filter(project__in=projects).select_related("creator", "project").order_by("-pk")
    return leave_out_unreadable(rows[: 2 * PROJECT_LIMIT], RANK)[:PROJECT_LIMIT]


def list_dates_of_project(project: Project) -> tuple[list[Task], list[Task]]:
    """Its open tasks with dates; as ``_list_dated``. 2 statements."""
    return _list_dated(Q(project=project))


def list_dates_of_user(user: User) -> tuple[list[Task], list[Task]]:
    """The open tasks with dates that an account has in its open projects; as ``_list_dated``. 2 statements."""
    return _list_dated(Q(owner=user, project__in=readable_projects(user.pk).values("pk")))


def _list_dated(whose: Q) -> tuple[list[Task], list[Task]]:
    """Tasks that are only due within these months, and those that begin in them or are in work, by id."""
    first, last = now() - BEFORE * DAY, now() + AFTER * DAY
    tasks = Task.objects.filter(whose, is_active=True).select_related("owner", "creator").order_by("pk")
    unstarted = Q(date_started__isnull=True) | Q(date_started=0)
    undue = Q(date_due__isnull=True) | Q(date_due=0)
    due = tasks.filter(unstarted, date_due__range=(first, last))
    begun = tasks.filter(
        Q(date_started__range=(first, last))
        | Q(date_started__gt=0, date_started__lt=first) & (undue | Q(date_due__gte=first))
    )
    return list(due[:MOST]), list(begun[:MOST])
