"""Links from tasks to addresses outside (domain.md 16)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid, NotFound
from boards.file_types import extension
from boards.limits import TITLE, is_blank
from boards.models import ExternalLink
from boards.outgoing import COUNTERS, PrivateAddressError, Reply, UnreachableError, request_public
from boards.queries.ownership import find_project_of_task
from boards.services.integrity import current, lock_project_of
from boards.services.live import note_change
from boards.transactions import atomic, block

URL_LENGTH = 65535
TITLE_LENGTH = 255
TEXT_LENGTH = 100
AUTO = "auto"
DEPENDENCIES = {"related": _("Related")}
PAGES = {"html", "htm", "xhtml", "php", "jsp", "do", "action", "asp", "aspx", "cgi"}
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
#: Schemes that name no host.
HOSTLESS = {"file", "mailto", "news", "tel", "urn"}
#: Schemes that would run in the page that shows the link.
ACTIVE = {"javascript", "data", "vbscript"}
TITLE_BEGIN = re.compile(r"<title(?=[\s>])", re.IGNORECASE)
TITLE_END = re.compile(r"</title", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]+)", re.IGNORECASE)


def is_url(text: str) -> bool:
    """Whether a text is an address with a scheme, and with a host where the scheme has hosts; no script."""
    if not ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme in ACTIVE:
        return False
    if parts.scheme in HOSTLESS:
        return bool(host or parts.path.strip("/"))
    return bool(host and HOST.fullmatch(host))


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and is_url(url)


def _is_attachment(url: str) -> bool:
    name = urlsplit(url).path.rpartition("/")[2] if _is_web(url) else ""
    found = extension(name)
    return bool(found) and found not in PAGES


def _is_file(url: str) -> bool:
    # wire: only the lower-case schemes are known, so HTTP://... counts as a file (domain.md 16)
    return "://" in url and not url.startswith(("http", "ftp"))


def _last_part(url: str, _person_id: int = 0) -> str:
    path = urlsplit(url).path if _is_web(url) else url
    return path.rstrip("/").rpartition("/")[2] or url


def find_title(page: str) -> str:
    """The text of the first title element, blanks joined, at most 255 characters; ``""`` when none is to be seen."""
    begin = TITLE_BEGIN.search(page)
    start = page.find(">", begin.end()) + 1 if begin else 0
    end = TITLE_END.search(page, start) if start else None
    if end is None:
        return ""
    words = html.unescape(page[start : end.start()]).split()
    title = "".join(sign for sign in " ".join(words) if sign.isprintable())[:TITLE_LENGTH]
    return "" if is_blank(title) else title


def _decode(reply: Reply) -> str:
    """The page as text, in the charset of its header or of its first lines."""
    found = CHARSET.search(reply.content_type) or CHARSET.search(reply.body[:2048].decode("ascii", "replace"))
    try:
        return reply.body.decode(found[1] if found else "utf-8", "replace")
    except (LookupError, ValueError):
        return reply.body.decode("utf-8", "replace")


def fetch_title(url: str, person_id: int = 0) -> str:
    """The title of a page, else its host and path; the address itself when it is private.

    ``person_id``: who waits for it, 0 for a program. While enough others wait, the page is not asked.
    """
    parts = urlsplit(url)
    fallback = f"{parts.hostname or ''}{parts.path}" or url
    try:
        with COUNTERS.take(person_id):
            reply = request_public(url, allow_private=settings.ENV["EXTERNAL_LINK_ALLOW_PRIVATE_NETWORKS"])
    except PrivateAddressError:
        return url
    except UnreachableError:
        return fallback
    return (find_title(_decode(reply)) if reply.status == HTTPStatus.OK else "") or fallback


@dataclass(frozen=True, slots=True)
class Provider:
    """A kind of external link: which addresses it fits, and the title of a link of a person without one."""

    label: Any
    fits: Callable[[str], bool]
    title: Callable[[str, int], str]


#: In the order in which ``auto`` asks them.
PROVIDERS: dict[str, Provider] = {
    "file": Provider(_("Local File"), _is_file, _last_part),
    "attachment": Provider(_("Attachment"), _is_attachment, _last_part),
    "weblink": Provider(_("Web Link"), _is_web, fetch_title),
}


def list_link_types() -> dict[str, str]:
    """Type to label, ``auto`` first, then by label."""
    ordered = sorted(PROVIDERS.items(), key=lambda item: str(item[1].label))
    return {AUTO: str(_("Auto")), **{name: str(provider.label) for name, provider in ordered}}


def list_dependencies(link_type: str | None) -> dict[str, str] | None:
    """How a link of this type may depend on the task; None for an unknown type."""
    return {name: str(label) for name, label in DEPENDENCIES.items()} if link_type in PROVIDERS else None


def _check_text(field: str, value: str | None, length: int) -> str:
    if not value or is_blank(value):
        raise Invalid(**{field: _("This can not be empty.")})
    if len(value) > length:
        raise Invalid(**{field: format_lazy(_("At most {most} characters."), most=length)})
    return value


def _check_url(url: str | None, field: str = "url") -> str:
    url = _check_text(field, (url or "").strip(), URL_LENGTH)
    if not is_url(url):
        raise Invalid(**{field: _("This is no address.")})
    return url


def _check_task(task_id: int | None) -> int:
    if task_id is None or find_project_of_task(task_id) is None:
        raise NotFound(f"task {task_id}")
    return task_id


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a link to an address would be."""

    link_type: str
    url: str
    title: str


def propose_link(*, actor: Actor, url: str | None, link_type: str | None = AUTO) -> Proposal:
    """The kind and the title of a link to an address; the page may be asked for its title. Raises Invalid."""
    url = _check_url(url, "text")
    link_type = _choose_type(url, link_type)
    return Proposal(link_type, url, PROVIDERS[link_type].title(url, actor.user_id))


def _choose_type(url: str, link_type: str | None) -> str:
    """The given type, or the first that fits. Raises Invalid."""
    if link_type == AUTO:
        link_type = next((name for name, provider in PROVIDERS.items() if provider.fits(url)), None)
    if link_type not in PROVIDERS or not PROVIDERS[link_type].fits(url):
        raise Invalid(type=_("No kind of link fits this address."))
    return link_type


def name_link(*, actor: Actor, url: str | None, link_type: str | None = AUTO, title: str | None = "") -> str:
    """The title that a link to an address gets: without one that can be seen, what the page says, which may mean asking
    it, outside a transaction. Raises Invalid (address, type that does not fit, a title that is too long)."""
    url = _check_url(url)
    link_type = _choose_type(url, link_type)
    title = "" if is_blank(title) else _check_text("title", title, TITLE)
    return title or PROVIDERS[link_type].title(url, actor.user_id)


def create_external_link(
    *,
    actor: Actor,
    task_id: int | None,
    url: str | None,
    dependency: str | None,
    link_type: str | None = AUTO,
    title: str | None = "",
) -> ExternalLink:
    """Link a task to an address, with the title of ``name_link``.

    Raises Invalid (address, type that does not fit, a title that is too long), NotFound (task).
    """
    url = _check_url(url)
    dependency = _check_text("dependency", dependency, TEXT_LENGTH)
    task_id = _check_task(task_id)
    link_type = _choose_type(url, link_type)
    title = name_link(actor=actor, url=url, link_type=link_type, title=title)
    moment = now()
    with block():
        project_id = lock_project_of(task_id)
        link = ExternalLink.objects.create(
            task_id=task_id,
            link_type=link_type,
            dependency=dependency,
            title=title,
            url=url,
            date_creation=moment,
            date_modification=moment,
            creator_id=actor.user_id or None,
        )
        note_change(actor=actor, project_id=project_id, task_id=task_id, kind="external_link")
    return link


@atomic
def update_external_link(
    *,
    actor: Actor,
    link: ExternalLink,
    title: str | None = None,
    url: str | None = None,
    dependency: str | None = None,
) -> None:
    """Change what is given; the type stays. Raises Invalid."""
    project_id = lock_project_of(link.task_id)
    link = current(link)
    if title is not None:
        link.title = _check_text("title", title, TITLE)
    if url is not None:
        link.url = _check_url(url)
    if dependency is not None:
        link.dependency = _check_text("dependency", dependency, TEXT_LENGTH)
    link.date_modification = now()
    link.save(update_fields=["title", "url", "dependency", "date_modification"])
    note_change(actor=actor, project_id=project_id, task_id=link.task_id, kind="external_link")


@atomic
def remove_external_link(*, actor: Actor, link: ExternalLink) -> None:
    """No event is fired."""
    project_id = lock_project_of(link.task_id)
    note_change(actor=actor, project_id=project_id, task_id=link.task_id, kind="external_link")
    current(link).delete()
