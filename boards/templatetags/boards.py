"""How things look in a page: links, icons, people, dates. None of these asks the database; built in, no ``load``."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import addresses, options
from boards.colors import COLORS
from boards.dates import DAY, day_of, local_time, now
from boards.product import NAME as PRODUCT
from boards.queries.due import due_day, has_no_time
from boards.queries.settings import get_date_format, get_setting
from boards.queries.users import hash_avatar, list_avatar_paths
from boards.roles import ProjectRole
from boards.services.external_links import PROVIDERS
from boards.texts.hits import find_snippet, mark_hits
from boards.texts.markdown import Budget, render_markdown
from boards.texts.ticks import name_line, split_lines
from boards.web.files.page import TEXTS
from boards.web.frame.serving import PICTURES, extension

register = template.Library()


@register.simple_tag
def link(name: str, **params: Any) -> str:
    """``{% link "TaskView.show" task_id=task.pk %}``: the link to an address (web.md 2)."""
    return addresses.link(name, **params)


@register.simple_tag
def product() -> str:
    """``{% product %}``: the name of this program."""
    return PRODUCT


@register.simple_tag
def hits(text: str, phrase: str) -> SafeString:
    """``{% hits task.title phrase %}``: the words that a search was for, marked."""
    return mark_hits(text, phrase)


@register.simple_tag
def snippet(text: str | None, phrase: str) -> str:
    """The part of a long text around the words that a search was for; "" when it does not hold them."""
    return find_snippet(text, phrase)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite; it says nothing, so words or a name stand beside it."""
    sprite = static("img/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#i-{}"></use></svg>', sprite, name)


@cache
def _symbols() -> dict[str, str]:
    """Name of a drawing to its element in the sprite."""
    sprite = (settings.STATICFILES_DIRS[0] / "img/icons.svg").read_text()
    return {found[1]: found[0] for found in re.finditer(r'(?s)<symbol id="i-([\w-]+)".*?</symbol>', sprite)}


@register.simple_tag
def drawings(*names: str) -> SafeString:
    """Drawings of the sprite within the page, for ``drawing``."""
    symbols = mark_safe("".join(_symbols()[name] for name in names))  # noqa: S308
    return format_html("<svg hidden>{}</svg>", symbols)


@register.simple_tag
def drawing(name: str) -> SafeString:
    """As ``icon``, from the ``drawings`` of the page: lighter where hundreds of them stand."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


def initials(name: str) -> str:
    """The first letters of the first two words."""
    return "".join(word[0] for word in name.split()[:2]).upper() or "?"


#: Colours of people without a picture: edges of the palette that white letters can be read on.
PEOPLE_COLORS = ("blue", "green", "purple", "red", "brown", "deep_orange", "dark_grey", "teal")


@register.simple_tag
def avatar(user_id: int, name: str, size: int = 24) -> SafeString:
    """The picture of a person, or the initials on a colour of their own.

    The name stands beside it or in the control around it. At most 1 statement a second.
    """
    path = list_avatar_paths().get(user_id)
    if path:
        url = addresses.link("AvatarFile.image", user_id=user_id, hash=hash_avatar(path, size), size=size)
        image = '<img class="avatar avatar-{0}" src="{1}" width="{0}" height="{0}" alt="" loading="lazy">'
        return format_html(image, size, url)
    digest = blake2b(name.encode(), digest_size=2).digest()
    color = PEOPLE_COLORS[digest[0] % len(PEOPLE_COLORS)]
    return format_html('<span class="avatar avatar-{} p-{}" aria-hidden="true">{}</span>', size, color, initials(name))


@register.filter
def color_class(color_id: str | None) -> str:
    """The class that gives a task colour its edge, tint and ink; unknown ones look like the default."""
    return f"c-{color_id if color_id in COLORS else get_setting(options.DEFAULT_COLOR)}"


@register.filter
def color_name(color_id: str | None) -> str:
    """The colour in words."""
    return str(COLORS[color_id].label) if color_id in COLORS else (color_id or "")


def _zone(context: dict[str, Any]) -> str:
    actor = context.get("actor")
    return getattr(actor, "timezone", "") or get_setting(options.TIMEZONE)


@register.simple_tag(takes_context=True)
def moment(context: dict[str, Any], seconds: int | None) -> SafeString | str:
    """Date and time as this installation writes them, in the reader's zone."""
    if not seconds:
        return ""
    when, formats = local_time(seconds, _zone(context)), get_date_format()
    written = f"{formats.write_day(when)} {formats.write_time(when)}"
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), written)


@register.simple_tag(takes_context=True)
def ago(context: dict[str, Any], seconds: int | None) -> SafeString | str:
    """How long ago, with the whole date for who points at it."""
    if not seconds:
        return ""
    when = local_time(seconds, _zone(context))
    full = date_format(when, "DATETIME_FORMAT")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', when.isoformat(), full, describe_age(now() - seconds)
    )


def describe_age(seconds: int) -> str:
    """ "4 d ago" and the like."""
    if seconds < 60:
        return _("just now")
    if seconds < 3600:
        return _("%(n)s min ago") % {"n": seconds // 60}
    if seconds < DAY:
        return _("%(n)s h ago") % {"n": seconds // 3600}
    return _("%(n)s d ago") % {"n": seconds // DAY}


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], seconds: int | None) -> str:
    """ "12 Dec", with the time when it has one, and the year when it is another.

    A day without a time is the same one for every reader (``boards.queries.due``).
    """
    if not seconds:
        return ""
    zone = _zone(context)
    when = due_day(seconds, zone)
    this_year = day_of(now(), zone).year == when.year
    text = date_format(when, "j b" if this_year else "j b Y").replace(".", "")
    text = " ".join(part.capitalize() if part.isalpha() else part for part in text.split())
    return text if has_no_time(seconds) else f"{text} {get_date_format().write_time(local_time(seconds, zone))}"


@register.simple_tag(takes_context=True)
def written_date(context: dict[str, Any], seconds: int | None) -> str:
    """A date as the fields of forms show and read it."""
    return get_date_format().write(seconds, _zone(context)) if seconds else ""


@register.filter
def duration(seconds: int | None) -> str:
    """ "4 d 2 h", "12 min"."""
    left = max(0, seconds or 0)
    if left < 3600:
        return _("%(n)s min") % {"n": left // 60}
    days, hours = left // DAY, left % DAY // 3600
    if not days:
        return _("%(n)s h") % {"n": hours}
    return _("%(days)s d %(hours)s h") % {"days": days, "hours": hours} if hours else _("%(n)s d") % {"n": days}


@register.filter
def hours(value: float | None) -> str:
    """A number of hours without needless zeros."""
    return f"{value or 0:g}"


@register.filter
def size(octets: int | None) -> str:
    """1024-based, two decimals, as web.md 7.6 writes sizes."""
    value = float(octets or 0)
    for suffix in ("", "k", "M", "G"):
        if value < 1024 or suffix == "G":
            return f"{value:.2f}{suffix}".replace(".00", "")
        value /= 1024
    return ""


@register.simple_tag
def count_tasks(n: int) -> str:
    """ "5 tasks"."""
    return ngettext("%(n)s task", "%(n)s tasks", n) % {"n": n}


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """A value of a dictionary by a key that a variable holds."""
    return mapping.get(key) if mapping else None


@register.filter
def at(sequence: Any, index: int) -> Any:
    """An element of a list by its place from 0."""
    return sequence[index]


@register.filter
def most(number: int, limit: int) -> int:
    """The number, at most the limit."""
    return min(number, limit)


def _render(context: dict[str, Any], text: str | None, **more: Any) -> SafeString:
    """``people`` of the context are who may be linked to; headings stand below ours; texts share a budget."""
    request = context.get("request")
    budget = vars(request).setdefault("markdown_budget", Budget()) if request else None
    return render_markdown(
        text,
        names=context.get("people"),
        task_url=lambda pk: addresses.link("TaskView.show", task_id=pk),
        level=3,
        budget=budget,
        **more,
    )


@register.simple_tag(takes_context=True)
def markdown(context: dict[str, Any], text: str | None) -> SafeString:
    """Markdown as HTML, with boxes for ``[ ]`` that can only be looked at."""
    return _render(context, text)


@register.simple_tag(takes_context=True)
def description(context: dict[str, Any], text: str | None, may_tick: bool) -> SafeString:
    """The same; who ``may_tick`` gets buttons of the form around them."""
    if not may_tick:
        return _render(context, text)
    lines = split_lines(text or "")

    def box(line: int, words: str, is_done: bool) -> str:
        html = (
            '<button class="tick" id="tick-{}" name="line" value="{}" role="checkbox" aria-checked="{}" '
            'aria-label="{}"></button> '
        )
        return format_html(html, line, name_line(lines, line), "true" if is_done else "false", words)

    return _render(context, text, box=box)


@register.filter
def status_icon(status: int) -> str:
    """The drawing of a sub-task's status."""
    return ("todo", "doing", "done")[status] if 0 <= status <= 2 else "todo"


@register.filter
def done_of(subtasks: Any) -> str:
    """ "2/3" of a list of sub-tasks."""
    return f"{sum(subtask.status == 2 for subtask in subtasks)}/{len(subtasks)}"


@register.filter
def safe_url(url: str) -> str:
    """An address that a link may carry; nothing for one that would run in our page."""
    return url if url.lower().startswith(("http://", "https://", "ftp://", "file://", "mailto:")) else ""


@register.filter
def external_kind(link_type: str) -> str:
    """The kind of an external link in words."""
    return str(PROVIDERS[link_type].label) if link_type in PROVIDERS else link_type


@register.filter
def file_kind(name: str) -> str:
    """What a file is good for in the browser: "picture", "text", "media", or "other"."""
    ending = extension(name)
    if ending in PICTURES:
        return "picture"
    if ending in TEXTS:
        return "text"
    return "media" if ending in ("pdf", "mp3", "ogg", "flac", "wav", "webm", "mp4", "m4v") else "other"


@register.filter
def no(value: Any, other: Any) -> Any:
    """Nothing when there is a value, else the other."""
    return None if value else other


@register.filter
def role_name(role: str) -> str:
    """A role of a project in words; a custom one is called as it is."""
    return str(dict(ProjectRole.choices).get(role, role))
