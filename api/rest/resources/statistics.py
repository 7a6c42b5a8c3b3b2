"""Numbers of a project."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.endpoint import Call, endpoint
from api.rest.paging import Shown
from api.rest.representations.kinds import Day
from api.rest.representations.statistics import (
    ColumnCountRepresentation,
    DailyStatisticsRepresentation,
    StatisticsRepresentation,
    represent_day,
)
from api.rest.resource import Resource
from boards.dates import day_of, now
from boards.errors import Invalid
from boards.queries.project_pages import list_columns_with_counts
from boards.queries.settings import zone_of
from boards.queries.statistics import list_days

#: Days of one answer, and those without being asked.
MOST_DAYS, USUAL_DAYS = 366, 30


class DayListing(Shown):
    """Which days are listed."""

    since: Annotated[Day | UnsetType, msgspec.Meta(description=f"The first day; {USUAL_DAYS} days before the last "
                                                   "without.")] = UNSET  # fmt: skip
    until: Annotated[Day | UnsetType, msgspec.Meta(description="The last day; today without.")] = UNSET


class Statistics(Resource):
    tag = "statistics"

    @endpoint("project.view", name="getProjectStatistics", returns=StatisticsRepresentation)
    def count(self, call: Call[Shown], project_id: int) -> StatisticsRepresentation:
        """Open and closed tasks of a project, column by column"""
        columns = list_columns_with_counts(project_id)
        return StatisticsRepresentation(
            nb_open_tasks=sum(one.opened for one in columns),
            nb_closed_tasks=sum(one.closed for one in columns),
            columns=[
                ColumnCountRepresentation(
                    column_id=one.item.pk,
                    title=one.item.title,
                    task_limit=one.item.task_limit or None,
                    nb_open_tasks=one.opened,
                    nb_closed_tasks=one.closed,
                )
                for one in columns
            ],
        )

    @endpoint("project.view", name="listDailyStatistics", query=DayListing, returns=Page[DailyStatisticsRepresentation])
    def list_days(self, call: Call[DayListing], project_id: int) -> Page[DailyStatisticsRepresentation]:
        """Statistics of a project day by day

        Days on which nothing changed may be missing. An answer has 366 days at most.
        """
        since, until = _read_span(call)
        return Page([represent_day(one) for one in list_days(project_id, since=since, until=until)])


def _read_span(call: Call[DayListing]) -> tuple[date, date]:
    """The first and the last day. Raises Invalid."""
    query = call.query
    until = day_of(now(), zone_of(call.actor)) if query.until is UNSET else query.until
    usual = date.fromordinal(max(until.toordinal() - USUAL_DAYS + 1, 1))
    since = usual if query.since is UNSET else query.since
    if until - since >= timedelta(days=MOST_DAYS):
        raise Invalid(since=_("An answer has 366 days at most."))
    return since, until
