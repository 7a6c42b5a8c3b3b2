"""The options of the application: names, kinds, defaults (domain.md 20). They are stored as texts in ``Setting``."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation


@dataclass(frozen=True, slots=True)
class Option:
    """``default`` is what counts while the option is unset or empty."""

    name: str
    default: str


OPTIONS: dict[str, Option] = {
    option.name: option
    for option in (
        Option("application_url", ""),
        Option("application_language", "en_US"),
        Option("application_timezone", "UTC"),
        Option("application_date_format", "m/d/Y"),
        Option("application_time_format", "H:i"),
        Option("notifications_enabled", "0"),
        Option("mail_sender_address", ""),
        Option("default_color", "yellow"),
        Option("board_columns", ""),
        Option("project_categories", ""),
        Option("disable_private_project", "0"),
        Option("subtask_time_tracking", "1"),
        Option("cfd_include_closed_tasks", "1"),
        Option("password_reset", "1"),
        Option("subtask_restriction", "0"),
        Option("application_stylesheet", ""),
        Option("application_currency", "USD"),
        Option("board_highlight_period", "172800"),
        Option("board_public_refresh_interval", "60"),
        Option("board_private_refresh_interval", "10"),
        Option("webhook_url", ""),
        Option("webhook_token", ""),
        Option("api_token", ""),
    )
}

#: The languages that a person or the installation may choose (domain.md 21).
LANGUAGES: tuple[str, ...] = (
    "id_ID", "bg_BG", "bs_BA", "ca_ES", "cs_CZ", "da_DK", "de_DE", "de_DE_du", "en_GB", "en_US", "es_ES", "es_VE",
    "fr_FR", "el_GR", "hr_HR", "it_IT", "hu_HU", "mk_MK", "my_MY", "nl_NL", "nb_NO", "pl_PL", "pt_PT", "pt_BR", "ro_RO",
    "ru_RU", "sr_Latn_RS", "fi_FI", "sk_SK", "sv_SE", "tr_TR", "uk_UA", "ko_KR", "zh_CN", "zh_TW", "ja_JP", "th_TH",
    "vi_VN", "fa_IR", "ar_SY",
)  # fmt: skip


def find_language(code: str) -> str:
    """The catalogue for a language of Kanboard (``de_DE``); English where there is none."""
    try:
        return translation.get_supported_language_variant(code.replace("_", "-"))
    except LookupError:
        return "en"
