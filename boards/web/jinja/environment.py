"""The templates of the pages (templates/): what their language knows beside Jinja2's own words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, gettext
from jinja2 import StrictUndefined, pass_context, select_autoescape

from boards.addresses import link
from boards.addresses.scripts import list_patterns
from boards.file_types import file_kind
from boards.mail.sending import reaches_people
from boards.product import NAME
from boards.texts.hits import find_snippet, mark_hits
from boards.texts.ticks import has_boxes
from boards.web.frame import people
from boards.web.frame.around import frame_of, list_waiting
from boards.web.frame.stylesheet import own_stylesheet
from boards.web.jinja import dates, drawings, drawn, links, texts, translation, words
from boards.web.jinja.compiler import PageEnvironment
from boards.web.jinja.layout import Layout
from boards.wording.keys import add_key, name_keys, pack_shortcuts, write_keys

if TYPE_CHECKING:
    from django.http import HttpRequest
    from jinja2.runtime import Context


@pass_context
def messages(context: Context) -> Any:
    """What waits to be told to the person: shown once."""
    request = context.get("request")
    return list_waiting(request) if request else ()


def page_language() -> str:
    """The code of the language of the page."""
    return get_language() or "en"


def page_direction() -> str:
    """Where the lines of that language run."""
    return "rtl" if get_language_bidi() else "ltr"


def around(request: HttpRequest) -> dict[str, Any]:
    """What each page of a request knows: the ``actor``, the ``frame``, one token for all of its forms."""
    token = SimpleLazyObject(lambda: SafeString(get_token(request)))
    return {
        "actor": getattr(request, "actor", None),
        "frame": frame_of(request),
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(
            lambda: format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
        ),
    }


def script_shortcuts() -> str:
    """The table of keys for scripts, in the language of the page."""
    return pack_shortcuts(page_language())


FUNCTIONS = {
    "_": translation.gettext,
    "gettext": translation.gettext,
    "ngettext": translation.ngettext,
    "pgettext": translation.pgettext,
    "counted": translation.counted,
    "phrase": translation.phrase,
    "portrait": people.portrait,
    # What a page says of keys, by the names of deeds (boards/wording/keys.py).
    "add_key": add_key,
    "name_keys": name_keys,
    "write_keys": write_keys,
    # Nobody stands around what no request asked for.
    "actor": None,
    "frame": None,
    "ago": dates.ago,
    "avatar": people.avatar,
    "has_boxes": has_boxes,
    "takes_files": words.takes_files,
    "count_tasks": words.count_tasks,
    "day": dates.day,
    "short_day": dates.short_day,
    "drawing": drawings.drawing,
    "drawings": drawings.drawings,
    "find_snippet": find_snippet,
    "icon": drawings.icon,
    "keeper": drawn.keeper,
    "link": link,
    "link_by": links.link_by,
    "mark_hits": mark_hits,
    "markdown": texts.markdown,
    "messages": messages,
    "mail_reaches_people": reaches_people,
    "moment": dates.moment,
    "own_stylesheet": own_stylesheet,
    "page_direction": page_direction,
    "page_language": page_language,
    "product": NAME,
    "querystring": links.querystring,
    "recurrence_words": words.recurrence_words,
    "link_to_admin": links.link_to_admin,
    "script_addresses": list_patterns,
    "script_shortcuts": script_shortcuts,
    # A static file keeps its name while a process runs.
    "static": cache(static),
    "tickable": texts.tickable,
    "time_of_print": dates.time_of_print,
    "written_date": dates.written_date,
}
FILTERS = {
    "color_class": words.color_class,
    "named_day": dates.named_day,
    "color_name": words.color_name,
    "done_of": words.done_of,
    "duration": dates.duration,
    "external_kind": words.external_kind,
    "file_kind": file_kind,
    "hours": words.hours,
    "linebreaks": texts.linebreaks,
    "role_name": words.role_name,
    "safe_url": words.safe_url,
    "size": words.size,
    "status_icon": words.status_icon,
    "translate": gettext,
}


def environment(**options: Any) -> PageEnvironment:
    """The environment that the backend of the pages asks for. A name that nobody gave is a mistake."""
    options |= {
        "autoescape": select_autoescape(("html",)),
        "undefined": StrictUndefined,
        "extensions": ["jinja2.ext.i18n", Layout],
    }
    made = PageEnvironment(**options)
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.policies["ext.i18n.trimmed"] = True
    made.globals |= FUNCTIONS
    made.filters |= FILTERS
    return made
