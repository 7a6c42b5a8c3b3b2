"""Lanes made of what tasks hold in a field, instead of swimlanes (ux.md 3.4, "group by")."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.dates import day_of, now
from boards.errors import Invalid
from boards.limits import span_priorities
from boards.models import Category, Project, Swimlane, Task
from boards.queries.columns import list_category_names
from boards.queries.due import LATER, NEXT_WEEK, NO_DATE, OVERDUE, PAST, THIS_WEEK, WEEKS, due_week, keep_day
from boards.queries.memberships import list_assignable_users
from boards.queries.users import list_display_names

OWNER, PRIORITY, CATEGORY, DUE = "owner_id", "priority", "category_id", "date_due"
#: The value of the lane of those that nobody has, or that have none.
NOBODY = "0"
NO_GROUP = gettext_lazy("There is no such group.")
#: The fields that boards are grouped by.
FIELDS = (OWNER, PRIORITY, CATEGORY, DUE)
#: Lanes without a task are left out beyond this number of lanes.
MOST = 40
MONDAY, FRIDAY, SUNDAY = 0, 4, 6
WEEK_NAMES = {
    OVERDUE: gettext_lazy("Overdue"),
    THIS_WEEK: gettext_lazy("This week"),
    NEXT_WEEK: gettext_lazy("Next week"),
    LATER: gettext_lazy("Later"),
    NO_DATE: gettext_lazy("No date"),
    PAST: gettext_lazy("Past"),
}


@dataclass(frozen=True, slots=True)
class LaneGroup:
    """``field``: one of ``FIELDS``; ``value``: an id or a number as text, 0 for none, or one of ``WEEKS``.

    ``name``: that of the person or category; "" where words stand for it.
    """

    field: str
    value: str
    name: str = ""

    @property
    def key(self) -> str:
        return f"{self.field}:{self.value}"


def read_group(text: str) -> LaneGroup:
    """The group of a key like "owner_id:5". Raises Invalid."""
    field, _colon, value = text.partition(":")
    known = value in WEEKS if field == DUE else re.fullmatch(r"-?\d{1,9}", value, re.ASCII)
    if field not in FIELDS or not known:
        raise Invalid(group=NO_GROUP)
    return LaneGroup(field, value)


def value_of(field: str, zone: str) -> Any:
    """What the tasks of a queryset hold in a field, as an expression: the ``value`` of their group."""
    if field != DUE:
        return Coalesce(F(field), Value(0))
    return due_week(zone)


def list_groups(field: str, project: Project, present: Collection[str]) -> list[LaneGroup]:
    """The lanes of a grouping in their order, also those without a task. ``present``: values of tasks. ≤ 3 statements.

    People and categories by name, nobody and none last; the highest priority first.
    """
    if field == DUE:
        return [LaneGroup(DUE, value) for value in WEEKS if value != PAST or PAST in present]
    if field == PRIORITY:
        usual = range(project.priority_start, project.priority_end + 1)[:MOST]
        values = sorted({*usual, *map(int, present)}, reverse=True)
        return [LaneGroup(PRIORITY, str(value)) for value in values]
    if field == OWNER:
        names = list_assignable_users(project_id=project.pk)
        gone = {int(value) for value in present} - names.keys() - {0}
        names |= list_display_names(gone) if gone else {}
    else:
        names = list_category_names(project.pk)
    shown = [pk for pk in names if str(pk) in present]
    spare = [pk for pk in names if str(pk) not in present][: max(0, MOST - len(shown))]
    kept = {*shown, *spare}
    return [*(LaneGroup(field, str(pk), name) for pk, name in names.items() if pk in kept), LaneGroup(field, NOBODY)]


def name_group(group: LaneGroup) -> LaneGroup:
    """The group with the name of its person or category, "" where there is none. ≤ 1 statement."""
    if group.field == OWNER:
        return replace(group, name=list_display_names({int(group.value)}).get(int(group.value), ""))
    if group.field == CATEGORY:
        return replace(group, name=Category.objects.filter(pk=group.value).values_list("name", flat=True).first() or "")
    return group


def describe_group(group: LaneGroup) -> str:
    """The name of a group for people."""
    if group.field == DUE:
        return str(WEEK_NAMES[group.value])
    if group.field == PRIORITY:
        return _("Priority %(n)s") % {"n": group.value}
    if group.name:
        return group.name
    return _("Unassigned") if group.field == OWNER else _("No category")


def list_strangers(task_ids: Collection[int], group: LaneGroup, zone: str) -> list[int]:
    """Those of the tasks that are not in the group, in no order. 1 statement."""
    found = Task.objects.filter(pk__in=task_ids).order_by().annotate(group=value_of(group.field, zone))
    return [pk for pk, value in found.values_list("pk", "group") if str(value) != group.value]


def wanted_value(group: LaneGroup, zone: str, *, project_id: int) -> int:
    """What a task of a project gets that comes into a group: an id, a number, or UTC seconds. ≤ 1 statement.

    A week means its Friday, as that is when work of a week is due; this week on a weekend its Sunday.
    Raises Invalid (no day can be given; a priority that the project does not have).
    """
    if group.field == PRIORITY and not _has_priority(project_id, int(group.value)):
        raise Invalid(group=NO_GROUP)
    if group.field != DUE:
        return int(group.value)
    if group.value == NO_DATE:
        return 0
    ahead = {THIS_WEEK: 0, NEXT_WEEK: 7, LATER: 14}.get(group.value)
    if ahead is None:
        raise Invalid(group=gettext_lazy("Give the task a date to bring it here."))
    today = day_of(now(), zone)
    last = SUNDAY if ahead == 0 and today.weekday() > FRIDAY else FRIDAY
    return keep_day(today + timedelta(days=ahead + last - today.weekday()))


def _has_priority(project_id: int, priority: int) -> bool:
    """Whether a project has a priority. 1 statement."""
    spans = Project.objects.filter(pk=project_id).values_list("priority_start", "priority_end")
    return any(priority in span_priorities(*span) for span in spans)


def list_swimlane_places(task_ids: Collection[int], *, swimlane_id: int = 0) -> dict[int, int]:
    """Task id to the place of its swimlane; id 0 stands for the swimlane that is asked for. ≤ 2 statements."""
    tasks = Task.objects.filter(pk__in=[pk for pk in task_ids if pk]).order_by()
    places = dict(tasks.values_list("pk", "swimlane__position"))
    if swimlane_id:
        places[0] = Swimlane.objects.values_list("position", flat=True).get(pk=swimlane_id)
    return places
