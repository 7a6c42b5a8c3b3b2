"""All addresses of the browser: Kanboard's query form, the path forms, the view, and who may (web.md 2).

One table a group of pages; the order matters where two patterns fit the same path. ``urls`` is made from it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from boards.errors import NotFound
from boards.web import links
from boards.web.addresses import account, administration, board, dashboard, project_settings, projects, public, tasks
from boards.web.door import Address

ADDRESSES: tuple[Address, ...] = (
    *public.ADDRESSES,
    *dashboard.ADDRESSES,
    *projects.ADDRESSES,
    *project_settings.ADDRESSES,
    *board.ADDRESSES,
    *tasks.ADDRESSES,
    *account.ADDRESSES,
    *administration.ADDRESSES,
)
links.register(ADDRESSES)


def query_form(request: HttpRequest) -> HttpResponseBase:
    """``/?controller=XController&action=y``; without a controller the dashboard. Raises NotFound."""
    address = links.find_by_query(
        request.GET.get("controller", "DashboardController"), request.GET.get("action", "show")
    )
    if address is None:
        raise NotFound("no such page")
    return address(request)


urls: list[URLPattern] = [path("", query_form), path("index.php", query_form)]
urls += [path(links.PARAMETER.sub(r"<str:\1>", pattern), address) for address in ADDRESSES for pattern in address.paths]
