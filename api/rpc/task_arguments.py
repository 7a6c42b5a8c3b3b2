"""Decoders of arguments that only tasks have, for createTask and updateTask."""

from __future__ import annotations

import re
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.rpc.decoding import (
    DIGITS,
    INTEGER_SCHEMA,
    NOBODY_SCHEMA,
    Decoder,
    read_id,
    read_leading_integer,
    read_strict_integer,
    read_text,
)
from api.rpc.errors import InvalidParams
from boards.errors import Invalid, NotFound
from boards.queries.settings import get_date_format

WHOLE_NUMBER = re.compile(r"\s*[+-]?\d+\s*", re.ASCII)


def read_title(value: Any) -> str:
    """The title of a new task; 0, "0" and false are stored as "Untitled". Raises Invalid when there is none."""
    if value is False or value in (0, "0"):
        return _("Untitled")
    text = read_text(value)
    if not text:
        raise Invalid(title=gettext_lazy("A task needs a title."))
    return text


def read_written_date(value: Any) -> int | None:
    """A written date as UTC seconds; "" is 0 (none), null stays null. Raises Invalid for all that is no date."""
    if value is None:
        return None
    if isinstance(value, list | dict):
        raise InvalidParams("A date is expected")
    if isinstance(value, str):
        text = read_text(value)
        if not text:
            return 0
        seconds = get_date_format().parse(text)
        if seconds is not None:
            return seconds
    raise Invalid(date=gettext_lazy("This is no date."))


def read_new_owner(value: Any) -> int:
    """The person of a new task: only the integer 0 means nobody. Raises Invalid."""
    if type(value) is int and value == 0:
        return 0
    return _read_person(value)


def read_optional_owner(value: Any) -> int | None:
    """The new assignee: null leaves the present one, 0 and "0" mean nobody. Raises Invalid."""
    if value is None:
        return None
    if (type(value) is int and value == 0) or value == "0":
        return 0
    return _read_person(value)


def _read_person(value: Any) -> int:
    user_id = read_id(value)
    if user_id is None:
        raise Invalid(owner_id=gettext_lazy("There is no such user."))
    return user_id


def read_column(value: Any) -> int | None:
    """The column of a new task: nothing, 0 and "" mean the first one. Raises NotFound for what is no id."""
    if value is None or value in (0, "0", "") or value is False:
        return None
    column_id = read_id(value)
    if column_id is None:
        raise NotFound("column")
    return column_id


def read_swimlane(value: Any) -> int | None:
    """The swimlane of a new task: null and "" mean the first one. Raises Invalid for 0 and what is no id."""
    if value is None or value == "":
        return None
    swimlane_id = read_id(value)
    if swimlane_id is None:
        raise Invalid(swimlane_id=gettext_lazy("There is no such swimlane."))
    return swimlane_id


def read_category(value: Any) -> int | None:
    """A category: null stays null, 0, "0" and "" mean none. Raises Invalid for what is no id."""
    if value is None:
        return None
    if value in (0, "0", "") or value is False:
        return 0
    category_id = read_id(value)
    if category_id is None:
        raise Invalid(category_id=gettext_lazy("There is no such category."))
    return category_id


def read_recurrence(value: Any) -> int:
    """A number of the recurrence of a new task. Raises Invalid, NotFound for null, which no row can hold."""
    number = read_strict_integer(value)
    if number is None:
        raise NotFound("recurrence")
    return number


def read_position(value: Any) -> int:
    """A place, as a number or its digits. Raises InvalidParams for other text, Invalid for null and huge numbers."""
    if isinstance(value, str) and not WHOLE_NUMBER.fullmatch(value):
        raise InvalidParams("A number is expected")
    if value is None or isinstance(value, list | dict):
        raise Invalid(position=gettext_lazy("There is no such place."))
    position = read_leading_integer(value) if isinstance(value, str) else int(value)
    return max(min(position, 2**31 - 2), -1)


DATE_SCHEMA = {
    "type": "string",
    "description": "A date, as 2030-01-31 or 2030-01-31 14:30, or as the settings write dates; empty is none.",
}
FIRST_SCHEMA = {**NOBODY_SCHEMA, "description": "An id; the first one when there is none."}
PLACE_SCHEMA = {"type": ["integer", "string"], "minimum": 1, "pattern": DIGITS, "description": "A place, from 1."}

TaskTitle = Annotated[str, Decoder(read_title, {"type": "string", "minLength": 1})]
DateText = Annotated[int | None, Decoder(read_written_date, DATE_SCHEMA)]
NewOwner = Annotated[int, Decoder(read_new_owner, NOBODY_SCHEMA)]
OptionalOwner = Annotated[int | None, Decoder(read_optional_owner, NOBODY_SCHEMA)]
NewColumn = Annotated[int | None, Decoder(read_column, FIRST_SCHEMA)]
NewSwimlane = Annotated[int | None, Decoder(read_swimlane, FIRST_SCHEMA)]
CategoryId = Annotated[int | None, Decoder(read_category, NOBODY_SCHEMA)]
Recurrence = Annotated[int, Decoder(read_recurrence, INTEGER_SCHEMA)]
KeptSwimlane = Annotated[int | None, Decoder(read_id, {**NOBODY_SCHEMA, "description": "An id; 0 keeps it."})]
Position = Annotated[int, Decoder(read_position, PLACE_SCHEMA)]
