"""The one table of environment variables; docs/configuration.md is made from it (``manage.py list_settings``)."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def flag(text: str) -> bool:
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise ValueError("use 1, true, yes, on or 0, false, no, off")


def whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("a negative number makes no sense here")
    return number


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


@dataclass(frozen=True)
class Variable:
    """``read`` turns the text into a value or raises ValueError with a reason; ``default``: when unset or empty."""

    name: str
    read: Callable[[str], Any]
    default: Any
    help: str


ENVIRONMENT: tuple[Variable, ...] = (
    Variable("HOST", str, "127.0.0.1", "Address that `make run` listens on."),
    Variable("PORT", whole, 8000, "Port that `make run` listens on."),
    Variable("WEB_CONCURRENCY", whole, 2, "Web worker processes."),
    Variable("WEB_THREADS", whole, 2, "Threads of each web worker; more than 4 only cost."),
    Variable("DATA_DIR", folder, BASE_DIR / "data", "Folder of the SQLite file, uploads, locks and the secret key."),
    Variable("DATABASE_URL", str, "", "Database; `postgres://user:password@host/name`. Empty: SQLite in DATA_DIR."),
    Variable("SECRET_KEY", str, "", "Key of signatures. Empty: generated once in DATA_DIR/secret_key."),
    Variable("ADMIN_PASSWORD", str, "", "Password of `admin` at the first start. Empty: generated and printed once."),
    Variable("API_AUTHENTICATION_TOKEN", str, "", "Application token of the API. Empty: the one in the settings."),
    Variable("API_AUTHENTICATION_HEADER", str, "", "Further header that carries base64(user:password) for the API."),
    Variable("ALLOWED_HOSTS", words, ["*"], "Host names that are answered, separated by commas."),
    Variable("CSRF_TRUSTED_ORIGINS", words, [], "Origins of a proxy that ends https, such as https://boards.example."),
    Variable("SECURE_COOKIES", flag, False, "Send cookies over https only; switch on behind https."),
    Variable("TRUSTED_PROXY_NETWORKS", words, [], "Proxies whose X-Forwarded-For and -Proto headers are believed."),
    Variable("SESSION_DURATION", whole, 0, "Seconds until an idle browser session ends; 0: until the browser closes."),
    Variable("REMEMBER_ME_AUTH", flag, True, "Offer to keep browsers signed in for 60 days."),
    Variable("TOTP_ISSUER", str, "Kanboard", "Name of this installation in the app that makes one-time codes."),
    Variable("UPLOAD_LIMIT_MB", whole, 32, "Largest upload in megabytes."),
    Variable("SQLITE_SYNCHRONOUS", str, "NORMAL", "FULL also survives a power failure, at a sync per commit."),
    Variable("EMAIL_URL", str, "console:", "Mail server, `smtp://user:password@host:25`; default: printed."),
    Variable("MAIL_FROM", str, "notifications@kanboard.local", "Sender of mails."),
    Variable("HTTP_TIMEOUT", whole, 10, "Seconds that an outgoing request may take."),
    Variable("WEBHOOK_ALLOW_PRIVATE_NETWORKS", flag, False, "Let webhooks reach private addresses."),
    Variable("EXTERNAL_LINK_ALLOW_PRIVATE_NETWORKS", flag, False, "Let titles be fetched from private addresses."),
    Variable("EMBEDDED_WORKER", flag, True, "Run the job worker beside the web workers in `make run`."),
    Variable("LOG_LEVEL", str, "INFO", "Least level that is logged to stderr."),
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
            raise ImproperlyConfigured(f"{variable.name}={text!r} is not valid: {error}.") from error
    return values
