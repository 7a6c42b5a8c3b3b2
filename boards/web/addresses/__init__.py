"""All addresses of the browser: Kanboard's query form, the path forms, the view, and who may (web.md 2).

One table a group of pages; the order matters where two patterns fit the same path. ``urls`` is made from it.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path

from boards.errors import NotFound
from boards.web import links
from boards.web.addresses import (
    account,
    board,
    dashboard,
    old,
    project_settings,
    projects,
    public,
    tasks,
)
from boards.web.door import Address

ADDRESSES: tuple[Address, ...] = (
    *public.ADDRESSES,
    *dashboard.ADDRESSES,
    *projects.ADDRESSES,
    *project_settings.ADDRESSES,
    *board.ADDRESSES,
    *tasks.ADDRESSES,
    *account.ADDRESSES,
    *old.ADDRESSES,
)
links.register(ADDRESSES)
NAME = re.compile(r"\w+", re.ASCII)


def query_form(request: HttpRequest) -> HttpResponseBase:
    """``/?controller=XController&action=y``; without a controller the dashboard. Raises NotFound.

    Names with other signs than letters, digits and ``_`` are those of the dashboard (web.md 1.1).
    """
    controller, action = request.GET.get("controller", ""), request.GET.get("action", "")
    address = links.find_by_query(
        controller if NAME.fullmatch(controller) else "DashboardController",
        action if NAME.fullmatch(action) else "show",
    )
    if address is None:
        wanted = old.find_old_query(request.GET)
        if wanted is None:
            raise NotFound("no such page")
        return HttpResponseRedirect(wanted)
    return address(request)


#: A path without parameters is never taken for one of a pattern, wherever it stands.
_PATHS = sorted(
    ((pattern, address) for address in ADDRESSES for pattern in address.paths), key=lambda pair: ":" in pair[0]
)
urls: list[URLPattern] = [path("", query_form), path("index.php", query_form)]
urls += [path(links.PARAMETER.sub(r"<str:\1>", pattern), address) for pattern, address in _PATHS]
