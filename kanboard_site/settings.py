"""Django settings. Everything that an operator may change comes through ``kanboard_site.env``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF

from kanboard_site.data_dir import close_to_others, files_of_database, open_folder, read_secret_key
from kanboard_site.env import BASE_DIR, read_environment

ENV = read_environment()

DEBUG: bool = ENV["DEBUG"]
DATA_DIR: Path = ENV["DATA_DIR"]

open_folder(DATA_DIR)

SECRET_KEY: str = ENV["SECRET_KEY"] or read_secret_key(DATA_DIR)
ALLOWED_HOSTS: list[str] = ENV["ALLOWED_HOSTS"]
CSRF_TRUSTED_ORIGINS: list[str] = ENV["CSRF_TRUSTED_ORIGINS"]

INSTALLED_APPS = [
    "boards.apps.BoardsConfig",
    "api.apps.ApiConfig",
    "axes",
    "corsheaders",
    "django_altcha",
    "drf_spectacular",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "kanboard_site.middleware.Compress",
    "kanboard_site.middleware.ProgramsDoor",
    "boards.web.frame.middleware.CleanInputs",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "boards.web.frame.middleware.QueryForm",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "boards.web.sign_in.remember_me.RememberMe",
    "django.contrib.messages.middleware.MessageMiddleware",
    "boards.web.frame.middleware.Person",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kanboard_site.urls"
WSGI_APPLICATION = "kanboard_site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "pages",
        "BACKEND": "boards.web.jinja.backend.Pages",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "boards.web.jinja.environment.environment",
            "context_processors": ["boards.web.jinja.environment.around"],
        },
    },
    # The widgets of forms as Django ships them for Jinja2; they rely on names that nobody gave being empty.
    {
        "NAME": "widgets",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "boards.web.jinja.compiler.LeanEnvironment"},
    },
    {
        "NAME": "admin",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "boards.web.jinja.widgets.Widgets"
CSRF_FAILURE_VIEW = "boards.web.frame.middleware.csrf_failure"

SQLITE: dict[str, Any] = {
    "ENGINE": "kanboard_site.sqlite",
    "NAME": DATA_DIR / "db.sqlite3",
    "CONN_MAX_AGE": None,
    "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            f"PRAGMA synchronous={ENV['SQLITE_SYNCHRONOUS']};"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
            "PRAGMA journal_size_limit=67108864"
        ),
    },
}


def choose_database(url: str) -> dict[str, Any]:
    """Django's settings of the database at ``url``; a file of SQLite gets the same engine as the default one."""
    if not url:
        return SQLITE
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    if found["ENGINE"].endswith("sqlite3"):
        return {**SQLITE, "NAME": Path(found["NAME"]).expanduser().resolve()}
    # A server that is gone without a word is noticed in seconds; the address may say otherwise.
    found["OPTIONS"] = {"connect_timeout": 5, "tcp_user_timeout": 20_000, **found.get("OPTIONS", {})}
    return found


DATABASES = {"default": choose_database(ENV["DATABASE_URL"])}
if DATABASES["default"]["ENGINE"] == SQLITE["ENGINE"]:
    close_to_others(files_of_database(DATABASES["default"]["NAME"]))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALTCHA_HMAC_KEY = SECRET_KEY
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "boards.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "boards.authentication.backends.PasswordBackend",
]
PASSWORD_HASHERS = [
    "boards.authentication.hashers.Argon2Hasher",
    "boards.authentication.hashers.BcryptHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "Auth.login"
LOGIN_REDIRECT_URL = "Dashboard.show"

SESSION_ENGINE = "boards.authentication.session_store"
SESSION_COOKIE_NAME = "KB_SID"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV["SECURE_COOKIES"]
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = ENV["SESSION_DURATION"] or 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = not ENV["SESSION_DURATION"]
SESSION_SAVE_EVERY_REQUEST = bool(ENV["SESSION_DURATION"])

# One table of failures for both doors; see boards/authentication/lockout.py.
AXES_HANDLER = "boards.authentication.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 3
AXES_COOLOFF_TIME = None
AXES_LOCKOUT_PARAMETERS = ["username"]
# The doors clear the count themselves: a password alone is no success where a second factor follows.
AXES_RESET_ON_SUCCESS = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# Its pages judge each address by itself; boards/admin/failures.py shows what the lock counts.
AXES_ENABLE_ADMIN = False
# W002: the doors answer for themselves, so its middleware is left out. W006: locking by name only is the rule here.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]

MODERNRPC_HANDLERS = ["api.rpc.handler.Handler"]
MODERNRPC_JSON_DESERIALIZER = {"class": "api.rpc.decoding.Deserializer"}

# A file comes as base64, a third longer than its bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = int(ENV["UPLOAD_LIMIT_MB"] * 1024 * 1024 * 1.4)
# Services say in words how many files go at once; far more are not even read.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "en"
#: Those of which there is a catalogue in locale/; others that may be chosen read English (boards.languages).
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "kanboard_site.static_files.StaticFiles"},
}

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": ["*", "data:"] if ENV["EXTERNAL_PICTURES"] else [SELF, "data:"],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}

globals().update(dj_email_url.parse(ENV["EMAIL_URL"]))
EMAIL_TIMEOUT = ENV["HTTP_TIMEOUT"]
DEFAULT_FROM_EMAIL = ENV["MAIL_FROM"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": "kanboard_site.logs.Brief"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["brief"]}},
    "root": {"handlers": ["stderr"], "level": ENV["LOG_LEVEL"]},
    "loggers": {
        # At DEBUG it writes every parameter, passwords too.
        "modernrpc": {"level": "INFO"},
        "axes": {"level": "ERROR"},
        # A refused call is an answer, and failed sign-ins have a line of their own.
        "django.request": {"level": "ERROR"},
    },
}

REST_FRAMEWORK = {
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Kanban tracker",
    "DESCRIPTION": "Projects, boards and tasks over REST, under the rules of all other doors.",
    "OAS_VERSION": "3.1.1",
    "POSTPROCESSING_HOOKS": ["api.rest.schema.complete"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# Closed, unless the operator opens REST to pages of other sites; nothing else is ever open to them.
CORS_ALLOWED_ORIGINS = ENV["API_CORS_ORIGINS"]
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_HEADERS = ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Location", "Retry-After"]
