"""The options of the application, as every call needs them."""

from __future__ import annotations

from boards.actors import Actor
from boards.dates import DateFormat
from boards.models import Setting
from boards.options import OPTIONS
from boards.prepared import Prepared
from boards.queries.recent import Recent

_ALL = Prepared(lambda: Setting.objects.order_by().values_list("option", "value"))


def _read() -> dict[str, str]:
    values = {name: option.default for name, option in OPTIONS.items()}
    values.update({name: value for name, value in _ALL.rows() if value})
    return values


_SETTINGS = Recent(_read)


def get_settings() -> dict[str, str]:
    """All options with their defaults. At most 1 statement a second and process."""
    return _SETTINGS.get()


def forget_settings() -> None:
    """Read the options anew at the next call; for who has just changed one."""
    _SETTINGS.forget()


def get_setting(name: str) -> str:
    """The value of an option, or its default."""
    return get_settings().get(name, "")


def is_enabled(name: str) -> bool:
    """Whether an option that is 0 or 1 is on."""
    return get_setting(name) == "1"


def get_base_url() -> str:
    """Where absolute links begin, with a slash at the end (protocol.md 10)."""
    url = get_setting("application_url")
    if not url:
        return "http://localhost/"
    return url if url.endswith("/") else f"{url}/"


def zone_of(actor: Actor) -> str:
    """The time zone in which a person reads and writes dates."""
    return actor.timezone or get_setting("application_timezone")


def get_date_format() -> DateFormat:
    """How dates are written in this installation."""
    values = get_settings()
    return DateFormat(
        values["application_date_format"], values["application_time_format"], values["application_timezone"]
    )
