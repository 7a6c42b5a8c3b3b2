"""What a task may hold (domain.md 11)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.dates import LATEST
from boards.errors import Invalid
from boards.limits import TITLE, check_length, check_name
from boards.queries.memberships import is_assignable
from boards.queries.ownership import find_project_of_category

REFERENCE_LENGTH = 191


def check_title(title: str) -> None:
    """Raises Invalid for one that nobody can see, though it is not empty, and for one that is too long."""
    check_name("title", title, _("A task needs a title."), most=TITLE)


def check_reference(reference: str | None) -> None:
    """Raises Invalid."""
    check_length("reference", reference, REFERENCE_LENGTH, _("A reference has at most {most} characters."))


def check_person(project_id: int, user_id: int, field: str) -> None:
    """Raises Invalid unless tasks of the project may be given to the user."""
    if not is_assignable(project_id=project_id, user_id=user_id):
        raise Invalid(**{field: _("This user can not have tasks in this project.")})


def check_category(project_id: int, category_id: int) -> None:
    """Raises Invalid unless the category is one of the project."""
    if find_project_of_category(category_id) != project_id:
        raise Invalid(category_id=_("There is no such category in this project."))


def check_dates(date_started: int | None, date_due: int | None) -> None:
    """Raises Invalid for a date after the year 9998, and when both are set and the start comes after the end."""
    for field, date in (("date_started", date_started), ("date_due", date_due)):
        if date and date > LATEST:
            raise Invalid(**{field: _("A date may be in the year 9998 at the latest.")})
    if date_started and date_due and date_started > date_due:
        raise Invalid(date_started=_("The start comes after the due date."))
