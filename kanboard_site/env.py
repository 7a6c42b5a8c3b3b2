"""The one table of environment variables; docs/configuration.md is made from it (``kanboard_site.document``)."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured

from boards.console import tell_operator
from boards.product import NAME as PRODUCT

BASE_DIR = Path(__file__).resolve().parent.parent

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def flag(text: str) -> bool:
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise ValueError(tell_operator("use 1, true, yes, on or 0, false, no, off"))


def between(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers that refuses what is below ``least`` or above ``most``."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise ValueError(tell_operator("this is no whole number")) from None
        if not least <= number <= most:
            raise ValueError(tell_operator("use a number from %(least)s to %(most)s", least=least, most=most))
        return number

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    """A reader of one of these words, in any case."""

    def read(text: str) -> str:
        if text.upper() not in choices:
            raise ValueError(tell_operator("use one of %(words)s", words=", ".join(choices)))
        return text.upper()

    return read


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def networks(text: str) -> list[str]:
    found = words(text)
    for one in found:
        ip_network(one, strict=False)
    return found


def origins(text: str) -> list[str]:
    found = words(text)
    for one in found:
        if urlsplit(one).scheme not in ("http", "https") or not urlsplit(one).netloc:
            raise ValueError(tell_operator("%(text)s is no origin; one begins with https:// or http://", text=one))
    return found


def folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def database(text: str) -> str:
    """The address of a database that this product knows: PostgreSQL, or a file of SQLite."""
    try:
        found = dj_database_url.parse(text)
    except (ValueError, KeyError) as error:
        raise ValueError(tell_operator("use postgres://user:password@host/name or sqlite:////path/to/file")) from error
    engine, name = found["ENGINE"].rpartition(".")[2], found["NAME"]
    if engine not in ("sqlite3", "postgresql"):
        raise ValueError(tell_operator("only postgres:// and sqlite:/// are known here"))
    if not name or name == ":memory:":
        raise ValueError(tell_operator("it names no database; several processes share one, so it can't be in memory"))
    if engine == "sqlite3" and found.get("HOST"):
        raise ValueError(
            tell_operator("three slashes come before a relative path of SQLite and four before an absolute one")
        )
    return text


def mail_server(text: str) -> str:
    """The address of a mail server, or one of the places that mails can go instead (``console:``)."""
    known = ", ".join(f"{scheme}:" for scheme in ("smtp", "smtp+tls", "smtp+ssl", "console", "file", "dummy"))
    try:
        found = dj_email_url.parse(text) if ":" in text else {}
    except ValueError as error:
        raise ValueError(tell_operator("use smtp://user:password@host:25, with a number as its port")) from error
    if "EMAIL_BACKEND" not in found:
        raise ValueError(tell_operator("it begins with one of %(known)s", known=known))
    return text


@dataclass(frozen=True)
class Variable:
    """``read`` turns the text into a value or raises ValueError with a reason; ``default``: when unset or empty.

    A ``secret`` is not repeated when its text is refused.
    """

    name: str
    read: Callable[[str], Any]
    default: Any
    help: str
    secret: bool = False


#: More than any of these numbers can mean.
MOST = 2**31 - 1


ENVIRONMENT: tuple[Variable, ...] = (
    Variable("HOST", str, "127.0.0.1", "Address that `make run` listens on."),
    Variable("PORT", between(1, 65535), 8000, "Port that `make run` listens on."),
    Variable("WEB_CONCURRENCY", between(0, 256), 2, "Web worker processes."),
    Variable("WEB_THREADS", between(1, 256), 2, "Threads of each web worker; more than 4 only cost."),
    Variable(
        "KEPT_ANSWERS_MB",
        between(0, 4096),
        8,
        "Megabytes in each web worker for lists of the API that are kept while nothing changes; 0: none are.",
    ),
    Variable("DATA_DIR", folder, BASE_DIR / "data", "Folder of the SQLite file, uploads, locks and the secret key."),
    Variable(
        "DATABASE_URL",
        database,
        "",
        "`postgres://user:password@host/name` or `sqlite:////path`; empty: in DATA_DIR.",
        True,
    ),
    Variable("SECRET_KEY", str, "", "Key of signatures. Empty: generated once in DATA_DIR/secret_key."),
    Variable("ADMIN_PASSWORD", str, "", "Password of `admin` at the first start. Empty: generated and printed once."),
    Variable("API_AUTHENTICATION_TOKEN", str, "", "Application token of the API. Empty: the one in the settings."),
    Variable("API_AUTHENTICATION_HEADER", str, "", "Further header that carries base64(user:password) for the API."),
    Variable(
        "API_RATE_LIMIT",
        between(0, 10**9),
        1200,
        "Requests a minute to /api/v1/ and /mcp of each credential, in each web worker; 0: no limit.",
    ),
    Variable("API_CORS_ORIGINS", origins, [], "Origins whose pages may call /api/v1/, such as https://app.example."),
    Variable("KANBOARD_TOKEN", str, "", "Personal token with which `manage.py mcp` acts for an assistant."),
    Variable("ALLOWED_HOSTS", words, ["*"], "Host names that are answered, separated by commas."),
    Variable(
        "CSRF_TRUSTED_ORIGINS", origins, [], "Origins of a proxy that ends https, such as https://boards.example."
    ),
    Variable("SECURE_COOKIES", flag, False, "Send cookies over https only; switch on behind https."),
    Variable("TRUSTED_PROXY_NETWORKS", networks, [], "Proxies whose X-Forwarded-For and -Proto headers are believed."),
    Variable(
        "SESSION_DURATION",
        between(0, MOST),
        0,
        "Seconds until an idle browser session ends; 0: until the browser closes.",
    ),
    Variable("REMEMBER_ME_AUTH", flag, True, "Offer to keep browsers signed in for 60 days."),
    Variable("TOTP_ISSUER", str, PRODUCT, "Name of this installation in the app that makes one-time codes."),
    Variable("UPLOAD_LIMIT_MB", between(1, 4096), 32, "Largest upload in megabytes."),
    Variable(
        "SQLITE_SYNCHRONOUS",
        one_of("NORMAL", "FULL"),
        "NORMAL",
        "FULL also survives a power failure, at a sync per commit.",
    ),
    Variable(
        "EMAIL_URL", mail_server, "console:", "Mail server, `smtp://user:password@host:25`; default: printed.", True
    ),
    Variable("AUDIT_DAYS", between(0, 36_500), 400, "Days that the audit log keeps its entries; 0: for ever."),
    Variable("MAIL_FROM", str, "notifications@kanboard.local", "Sender of mails."),
    Variable("HTTP_TIMEOUT", between(1, 300), 10, "Seconds that an outgoing request may take."),
    Variable("WEBHOOK_ALLOW_PRIVATE_NETWORKS", flag, False, "Let all webhooks reach private addresses."),
    Variable("EXTERNAL_LINK_ALLOW_PRIVATE_NETWORKS", flag, False, "Let titles be fetched from private addresses."),
    Variable("EXTERNAL_PICTURES", flag, True, "Show pictures of other hosts in texts; off: links to them."),
    Variable("EMBEDDED_WORKER", flag, True, "Run the job worker beside the web workers in `make run`."),
    Variable(
        "LOG_LEVEL",
        one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
        "INFO",
        "Least level that is logged to stderr.",
    ),
    Variable("DEBUG", flag, False, "Django's debug pages; never for the public."),
)


def read_environment() -> dict[str, Any]:
    """Name to value for every variable. A wrong text stops the start with a sentence that names the variable."""
    values: dict[str, Any] = {}
    for variable in ENVIRONMENT:
        text = os.environ.get(variable.name, "")
        try:
            values[variable.name] = variable.read(text) if text else variable.default
        except ValueError as error:
            shown = variable.name if variable.secret else f"{variable.name}={text!r}"
            raise ImproperlyConfigured(
                tell_operator("%(variable)s is not valid: %(reason)s.", variable=shown, reason=error)
            ) from error
    return values
