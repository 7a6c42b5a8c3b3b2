"""The options of the application: what each is called, holds, and is for (domain.md 20). Stored in ``Setting``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from boards import colors, kinds

Held = TypeVar("Held")


class Section(TextChoices):
    """Where an option is set."""

    APPLICATION = "application", _("Application")
    EMAIL = "email", _("Email")
    PROJECT = "project", _("Projects")
    BOARD = "board", _("Boards")
    WEBHOOK = "webhook", _("Webhooks")
    API = "api", _("API")
    CURRENCY = "currency", _("Currencies")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Option(kinds.Declared[Held]):
    section: Section

    @property
    def is_token(self) -> bool:
        """Whether it is made anew, not set."""
        return self.kind is kinds.TOKEN


#: All of them, by name.
OPTIONS: dict[str, Option[Any]] = {}


def _declare(
    section: Section, name: str, kind: kinds.Kind[Held], default: Held, label: Any, purpose: Any = ""
) -> Option[Held]:
    OPTIONS[name] = option = Option(name, kind, default, label, purpose, section=section)
    return option


URL = _declare(Section.APPLICATION, "application_url", kinds.SITE, "", _("Address"), _("Absolute links begin with it."))
LANGUAGE = _declare(
    Section.APPLICATION,
    "application_language",
    kinds.LANGUAGE,
    "en_US",
    _("Language"),
    _("Of pages and mails for those who have chosen none."),
)
TIMEZONE = _declare(
    Section.APPLICATION,
    "application_timezone",
    kinds.TIMEZONE,
    "UTC",
    _("Time zone"),
    _("In which days begin, for those who have chosen none."),
)
DATE_FORMAT = _declare(
    Section.APPLICATION,
    "application_date_format",
    kinds.DATE_FORMAT,
    "m/d/Y",
    _("Format of dates"),
    _("How dates are shown and written."),
)
TIME_FORMAT = _declare(
    Section.APPLICATION,
    "application_time_format",
    kinds.TIME_FORMAT,
    "H:i",
    _("Format of times"),
    _("How times of day are shown and written."),
)
NOTIFIES_NEW_USERS = _declare(
    Section.APPLICATION,
    "notifications_enabled",
    kinds.SWITCH,
    False,
    _("New users get notifications"),
    _("By mail and in their inbox."),
)
MAIL_SENDER = _declare(
    Section.EMAIL,
    "mail_sender_address",
    kinds.EMAIL,
    "",
    _("Sender of mails"),
    _("Empty: that of the configuration."),
)
DEFAULT_COLOR = _declare(Section.PROJECT, "default_color", kinds.COLOR, colors.DEFAULT_COLOR, _("Colour of new tasks"))
BOARD_COLUMNS = _declare(
    Section.PROJECT,
    "board_columns",
    kinds.NAMES,
    (),
    _("Columns of new projects"),
    _("Names with commas between them."),
)
PROJECT_CATEGORIES = _declare(
    Section.PROJECT,
    "project_categories",
    kinds.NAMES,
    (),
    _("Categories of new projects"),
    _("Names with commas between them."),
)
NO_PERSONAL_PROJECTS = _declare(
    Section.PROJECT, "disable_private_project", kinds.SWITCH, False, _("No personal projects")
)
TIMES_SUBTASKS = _declare(
    Section.PROJECT,
    "subtask_time_tracking",
    kinds.SWITCH,
    True,
    _("Timers follow sub-tasks"),
    _("One starts with the work on a sub-task, and stops when it is done."),
)
COUNTS_CLOSED_TASKS = _declare(
    Section.PROJECT, "cfd_include_closed_tasks", kinds.SWITCH, True, _("Statistics count closed tasks")
)
PASSWORD_RESET = _declare(
    Section.APPLICATION,
    "password_reset",
    kinds.SWITCH,
    True,
    _("Forgotten passwords can be set anew"),
    _("By a link in a mail."),
)
ONE_SUBTASK_AT_ONCE = _declare(
    Section.PROJECT,
    "subtask_restriction",
    kinds.SWITCH,
    False,
    _("One sub-task in progress a person"),
    _("Who starts another one is asked what becomes of the first."),
)
STYLESHEET = _declare(
    Section.APPLICATION,
    "application_stylesheet",
    kinds.TEXT,
    "",
    _("Style sheet"),
    _("CSS that every page loads last."),
)
CURRENCY = _declare(
    Section.CURRENCY,
    "application_currency",
    kinds.CURRENCY,
    "USD",
    _("Currency of reference"),
    _("In which the rates of the others are given."),
)
HIGHLIGHT_PERIOD = _declare(
    Section.BOARD,
    "board_highlight_period",
    kinds.NUMBER,
    172_800,
    _("Seconds that a changed card is marked as recent"),
    _("0: never."),
)
PUBLIC_REFRESH = _declare(
    Section.BOARD,
    "board_public_refresh_interval",
    kinds.NUMBER,
    60,
    _("Seconds until a public board is read anew"),
    _("0: never."),
)
BOARD_REFRESH = _declare(
    Section.BOARD,
    "board_private_refresh_interval",
    kinds.NUMBER,
    10,
    _("Seconds until a board is read anew"),
    _("Where it does not hear of changes by itself; 0: never."),
)
WEBHOOK_URL = _declare(
    Section.WEBHOOK,
    "webhook_url",
    kinds.WEB_ADDRESS,
    "",
    _("Address that hears of events"),
    _("Empty: nobody is told."),
)
WEBHOOK_TOKEN = _declare(
    Section.WEBHOOK,
    "webhook_token",
    kinds.TOKEN,
    "",
    _("Token of webhooks"),
    _("Sent along, so that the receiver knows who tells."),
)
API_TOKEN = _declare(
    Section.API, "api_token", kinds.TOKEN, "", _("Token of programs"), _("The password of the user name jsonrpc.")
)

#: The languages that a person or the installation may choose (domain.md 21).
LANGUAGES: tuple[str, ...] = (
    "id_ID", "bg_BG", "bs_BA", "ca_ES", "cs_CZ", "da_DK", "de_DE", "de_DE_du", "en_GB", "en_US", "es_ES", "es_VE",
    "fr_FR", "el_GR", "hr_HR", "it_IT", "hu_HU", "mk_MK", "my_MY", "nl_NL", "nb_NO", "pl_PL", "pt_PT", "pt_BR", "ro_RO",
    "ru_RU", "sr_Latn_RS", "fi_FI", "sk_SK", "sv_SE", "tr_TR", "uk_UA", "ko_KR", "zh_CN", "zh_TW", "ja_JP", "th_TH",
    "vi_VN", "fa_IR", "ar_SY",
)  # fmt: skip
