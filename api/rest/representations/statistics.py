"""Numbers of a project, as they are now and as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from api.rest.answers import Representation
from api.rest.representations.kinds import Day, Identifier, TaskLimit

if TYPE_CHECKING:
    from boards.queries.statistics import DayRow

TaskCount = Annotated[int, msgspec.Meta(ge=0, examples=[3])]
MeanSeconds = Annotated[int, msgspec.Meta(ge=0, description="Seconds, of the newest tasks.", examples=[86400])]


class ColumnCountRepresentation(Representation):
    column_id: Identifier
    title: str
    task_limit: TaskLimit | None
    nb_open_tasks: TaskCount
    nb_closed_tasks: TaskCount


class StatisticsRepresentation(Representation):
    """Tasks of a project as they are now."""

    nb_open_tasks: TaskCount
    nb_closed_tasks: TaskCount
    columns: list[ColumnCountRepresentation]


class DailyColumnRepresentation(Representation):
    """``total``: tasks that counted on that day; ``score``: the complexity of the open ones."""

    column_id: Identifier
    total: TaskCount
    score: int


class DailyStatisticsRepresentation(Representation):
    """A day as it ended."""

    day: Day
    avg_lead_time: Annotated[MeanSeconds, msgspec.Meta(description="From making a task to its end, in seconds.")]
    avg_cycle_time: Annotated[MeanSeconds, msgspec.Meta(description="From its start to its end, in seconds.")]
    columns: list[DailyColumnRepresentation]


def represent_day(row: DayRow) -> DailyStatisticsRepresentation:
    return DailyStatisticsRepresentation(
        day=row.day,
        avg_lead_time=row.avg_lead_time,
        avg_cycle_time=row.avg_cycle_time,
        columns=[
            DailyColumnRepresentation(column_id=column_id, total=total, score=score)
            for column_id, total, score in row.columns
        ],
    )
