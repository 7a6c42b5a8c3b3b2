"""Values in words: colours, numbers, roles, kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import options
from boards.colors import COLORS
from boards.languages import write_number
from boards.queries.settings import get_setting
from boards.roles import ProjectRole
from boards.services.external_links import PROVIDERS
from boards.web.tasks.forms import RecurrenceForm

if TYPE_CHECKING:
    from boards.models import Task


def color_class(color_id: str | None) -> str:
    """The class that gives a task colour its edge, tint and ink; unknown ones look like the default."""
    return f"c-{color_id if color_id in COLORS else get_setting(options.DEFAULT_COLOR)}"


def color_name(color_id: str | None) -> str:
    """The colour in words."""
    return str(COLORS[color_id].label) if color_id in COLORS else (color_id or "")


def hours(value: float | None) -> str:
    """A number of hours without needless zeros."""
    return f"{value or 0:g}"


def takes_files(url: str) -> SafeString:
    """The attributes of a form, or a part of a page, that takes files at an address (static/js/tasks/upload.js)."""
    return format_html(
        'data-drop="{}" data-most="{}" data-attachments="{}" data-uploading="{}" data-too-large="{}"',
        url,
        settings.ENV["UPLOAD_LIMIT_MB"],
        _("Attachments"),
        _("Uploading {name}…"),
        _("“{name}” is too large: a file may have {most} MB."),
    )


def size(octets: int | None) -> str:
    """ "6 B", "3.4 kB", "120 MB": in steps of 1,024; below ten with one decimal."""
    value, suffix = float(octets or 0), "B"
    for larger in ("kB", "MB", "GB"):
        if round(value) < 1024:
            break
        value, suffix = value / 1024, larger
    decimals = 1 if suffix != "B" and value < 9.95 else 0
    return f"{write_number(value, decimals)}\u00a0{suffix}"


def count_tasks(n: int) -> str:
    """ "5 tasks"."""
    return ngettext("%(n)s task", "%(n)s tasks", n) % {"n": n}


def status_icon(status: int) -> str:
    """The drawing of a sub-task's status."""
    return ("todo", "doing", "done")[status] if 0 <= status <= 2 else "todo"


def done_of(subtasks: Any) -> str:
    """ "2/3" of a list of sub-tasks."""
    return f"{sum(subtask.status == 2 for subtask in subtasks)}/{len(subtasks)}"


def safe_url(url: str) -> str:
    """An address that a link may carry; nothing for one that would run in our page."""
    return url if url.lower().startswith(("http://", "https://", "ftp://", "file://", "mailto:")) else ""


def external_kind(link_type: str) -> str:
    """The kind of an external link in words."""
    return str(PROVIDERS[link_type].label) if link_type in PROVIDERS else link_type


def role_name(role: str) -> str:
    """A role of a project in words; a custom one is called as it is."""
    return str(dict(ProjectRole.choices).get(role, role))


def recurrence_words(task: Task) -> dict[str, str]:
    """How a task repeats: ``trigger`` and ``basedate`` as the form of it calls them, and ``span``: "3 months"."""
    n = task.recurrence_factor
    spans = {
        0: ngettext("%(n)s day", "%(n)s days", abs(n)),
        1: ngettext("%(n)s month", "%(n)s months", abs(n)),
        2: ngettext("%(n)s year", "%(n)s years", abs(n)),
    }
    words = {name: _choice(task, f"recurrence_{name}") for name in ("trigger", "basedate")}
    return words | {"span": spans.get(task.recurrence_timeframe, "%(n)s") % {"n": n}}


def _choice(task: Task, name: str) -> str:
    choices = RecurrenceForm.base_fields[name].choices  # type: ignore[attr-defined]
    return str(dict(choices).get(getattr(task, name), ""))
