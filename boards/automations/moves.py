"""Moving tasks (automation.md 6.3)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.access.destinations import check_destination
from boards.actors import Actor
from boards.automations.base import (
    Automation,
    category_param,
    column_param,
    duration_param,
    project_param,
    swimlane_param,
    user_param,
)
from boards.automations.clauses import (
    ASSIGNED_IN_COLUMN,
    DUE_SOON,
    IN_COLUMN,
    OF_ANY_TASK,
    OF_CATEGORY,
    OF_PERSON,
    STARTED_IN_COLUMN,
    UNASSIGNED_IN_COLUMN,
    UNMOVED_OUT_OF_COLUMN,
)
from boards.dates import now
from boards.errors import Conflict, Denied, Invalid
from boards.events import (
    DailyRound,
    TaskAssigneeChanged,
    TaskClosed,
    TaskCreated,
    TaskEvent,
    TaskMovedColumn,
    TaskSaved,
    TaskUpdated,
)
from boards.queries.actions import find_author
from boards.queries.projects import get_project
from boards.queries.tasks import find_column_like, list_open_places
from boards.services.tasks.copying import copy_task_to_first_column
from boards.services.tasks.move import move_task, move_task_silently
from boards.services.tasks.transfer import move_task_to_project


class MovesColumn(Automation[TaskEvent]):
    """Base: moves the task to ``dest_column_id``, at its own place number, silently. A closed task stays."""

    then = _("move it to {dest_column_id}")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        move_task_silently(
            actor=actor,
            task_id=task.id,
            column_id=self.target("dest_column_id"),
            swimlane_id=task.swimlane_id,
            position=task.position,
        )

    def target(self, name: str) -> int:
        """The id of the target. Raises Invalid for words."""
        number = self.number(name)
        if not number:
            raise Invalid(**{name: _("There is no such target.")})
        return number


class TaskMoveColumnAssigned(MovesColumn):
    label = _("Move tasks to another column when somebody gets them")
    events = (TaskAssigneeChanged, TaskUpdated)
    params = (column_param("src_column_id"), column_param("dest_column_id"))
    when = ASSIGNED_IN_COLUMN

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return bool(task.owner_id) and self.same("src_column_id", task.column_id)


class TaskMoveColumnUnAssigned(MovesColumn):
    label = _("Move tasks to another column when nobody has them any more")
    events = (TaskAssigneeChanged, TaskUpdated)
    params = (column_param("src_column_id"), column_param("dest_column_id"))
    when = UNASSIGNED_IN_COLUMN

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return not task.owner_id and self.same("src_column_id", task.column_id)


class TaskMoveColumnCategoryChange(MovesColumn):
    label = _("Move the tasks of a category to another column")
    events = (TaskCreated, TaskUpdated, TaskSaved)
    params = (column_param("dest_column_id"), category_param())
    when = OF_CATEGORY

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("category_id", task.category_id) and not self.same("dest_column_id", task.column_id)


class TaskMoveColumnClosed(MovesColumn):
    label = _("Move closed tasks to another column")
    events = (TaskClosed,)
    params = (column_param("dest_column_id"),)
    when = OF_ANY_TASK

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return not task.is_active and not self.same("dest_column_id", task.column_id)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        move_task(
            actor=actor,
            task_id=task.id,
            column_id=self.target("dest_column_id"),
            swimlane_id=task.swimlane_id,
            position=1,
        )


class MovesEachDay(Automation[DailyRound]):
    """Base: every day, moves open tasks of ``src_column_id`` that are ripe to the top of ``dest_column_id``."""

    then = MovesColumn.then

    def is_ripe(self, place: Any, moment: int) -> bool:
        """Raises Invalid."""
        raise NotImplementedError

    def run(self, actor: Actor, event: DailyRound, task: Any) -> None:
        source, target = self.number("src_column_id"), self.number("dest_column_id")
        if not source or not target or source == target:
            raise Invalid(dest_column_id=_("There is no such target."))
        moment = now()
        for place in list_open_places(project_id=event.project_id, column_id=source):
            if self.is_ripe(place, moment):
                self.move(actor.after(self.action_id, place.id), place, target)

    def move(self, actor: Actor, place: Any, target: int) -> None:
        move_task_silently(actor=actor, task_id=place.id, column_id=target, swimlane_id=place.swimlane_id, position=1)


class TaskMoveColumnNotMovedPeriod(MovesEachDay):
    label = _("Move tasks to another column when they did not move for some days")
    events = (DailyRound,)
    params = (duration_param(), column_param("src_column_id"), column_param("dest_column_id"))
    when = UNMOVED_OUT_OF_COLUMN

    def is_ripe(self, place: Any, moment: int) -> bool:
        return bool(moment - place.date_moved > self.seconds())


class TaskMoveColumnOnDueDate(MovesEachDay):
    label = _("Move tasks to another column when they are due within some days")
    events = (DailyRound,)
    params = (duration_param(), column_param("src_column_id"), column_param("dest_column_id"))
    when = DUE_SOON

    def is_ripe(self, place: Any, moment: int) -> bool:
        return bool(place.date_due and place.date_due - moment < self.seconds())

    def move(self, actor: Actor, place: Any, target: int) -> None:
        move_task(actor=actor, task_id=place.id, column_id=target, swimlane_id=place.swimlane_id, position=1)


class TaskMoveColumnOnStartDate(MovesEachDay):
    label = _("Move tasks to another column when their start date has come")
    events = (DailyRound,)
    params = (column_param("src_column_id"), column_param("dest_column_id"))
    when = STARTED_IN_COLUMN

    def is_ripe(self, place: Any, moment: int) -> bool:
        return bool(place.date_started and place.date_started <= moment)


class TaskMoveSwimlaneAssigned(MovesColumn):
    label = _("Move the tasks of a person to another swimlane")
    events = (TaskSaved, TaskAssigneeChanged, TaskUpdated)
    params = (user_param(), swimlane_param("dest_swimlane_id"))
    when = OF_PERSON
    then = _("move it to the swimlane {dest_swimlane_id}")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return (
            bool(task.is_active)
            and self.same("user_id", task.owner_id)
            and not self.same("dest_swimlane_id", task.swimlane_id)
        )

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        move_task(
            actor=actor,
            task_id=task.id,
            column_id=task.column_id,
            swimlane_id=self.target("dest_swimlane_id"),
            position=task.position,
        )


class TaskMoveSwimlaneCategoryChange(MovesColumn):
    label = _("Move the tasks of a category to another swimlane")
    events = (TaskUpdated,)
    params = (swimlane_param("dest_swimlane_id"), category_param())
    when = OF_CATEGORY
    then = TaskMoveSwimlaneAssigned.then

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("category_id", task.category_id) and not self.same("dest_swimlane_id", task.swimlane_id)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        move_task_silently(
            actor=actor,
            task_id=task.id,
            column_id=task.column_id,
            swimlane_id=self.target("dest_swimlane_id"),
            position=task.position,
        )


class ToProject(Automation[TaskEvent]):
    """Base: for tasks of a column, towards another project, with the rights of the action's author."""

    params = (column_param(), project_param())
    when = IN_COLUMN

    def check_author(self, project_id: int, column_id: int | None) -> None:
        """Raises Conflict."""
        try:
            check_destination(find_author(self.action_id), project_id=project_id, column_id=column_id)
        except Denied as error:
            raise Conflict(_("The author of this action may not create tasks in that project.")) from error

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("column_id", task.column_id) and not self.same("project_id", task.project_id)


class TaskMoveAnotherProject(ToProject):
    """A task that was closed stays closed where it goes (automation.md 11)."""

    label = _("Move tasks to another project")
    events = (TaskMovedColumn, TaskClosed)
    then = _("move it to the project {project_id}")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        project = get_project(self.number("project_id"))
        self.check_author(project.pk, find_column_like(project.pk, task.column_id))
        move_task_to_project(actor=actor, task_id=task.id, project=project)


class TaskDuplicateAnotherProject(ToProject):
    """The copies of one chain stop where a project would get the same task again."""

    label = _("Copy tasks to another project")
    events = (TaskMovedColumn, TaskClosed, TaskCreated)
    then = _("copy it to the project {project_id}")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        came_from_here = any(action_id == self.action_id for action_id, _task_id in event.actor.chain)
        return not came_from_here and super().applies(event, task)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        project = get_project(self.number("project_id"))
        self.check_author(project.pk, None)
        copy_task_to_first_column(actor=actor, task_id=task.id, project=project)
