"""The options of the application, as every call needs them."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, cast

from boards import options
from boards.actors import Actor
from boards.dates import DateFormat, day_of, now
from boards.models import Setting
from boards.options import Option
from boards.prepared import Prepared
from boards.queries.recent import Recent

_ALL = Prepared(lambda: Setting.objects.order_by().values_list("option", "value"))


Held = TypeVar("Held")


def read_setting_texts() -> dict[str, str]:
    """Option to what is stored, as it is in this transaction. 1 statement."""
    return dict(_ALL.rows())


def _read() -> dict[str, Any]:
    stored = read_setting_texts()
    return {name: option.read(stored.get(name) or None) for name, option in options.OPTIONS.items()}


_SETTINGS = Recent(_read)


def forget_settings() -> None:
    """Read the options anew at the next call; for who has just changed one."""
    _SETTINGS.forget()


def get_setting(option: Option[Held]) -> Held:
    """The value of an option, or its default. At most 1 statement a second and process."""
    return cast(Held, _SETTINGS.get()[option.name])


def list_setting_values() -> tuple[Any, ...]:
    """The values of all options; the same as long as none of them is another. As ``get_setting``."""
    return tuple(_SETTINGS.get().values())


def get_base_url() -> str:
    """Where absolute links begin, with a slash at the end (protocol.md 10)."""
    return get_setting(options.URL) or "http://localhost/"


def zone_of(actor: Actor) -> str:
    """The time zone in which a person reads and writes dates."""
    return actor.timezone or get_setting(options.TIMEZONE)


def home_day() -> date:
    """Today in the application's time zone: the day of the daily round, of statistics and of reminders."""
    return day_of(now(), get_setting(options.TIMEZONE))


def get_date_format() -> DateFormat:
    """How dates are written in this installation."""
    return DateFormat(get_setting(options.DATE_FORMAT), get_setting(options.TIME_FORMAT), get_setting(options.TIMEZONE))
