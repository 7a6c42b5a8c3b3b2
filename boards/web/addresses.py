"""What answers at every address of the browser: the tables of all subjects, and the URL patterns made from them.

The order matters where two patterns fit the same path.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path

from boards.addresses import PARAMETER, find_by_query
from boards.errors import NotFound
from boards.web import old_addresses
from boards.web.account.addresses import ADDRESSES as ACCOUNT
from boards.web.activity.addresses import ADDRESSES as ACTIVITY
from boards.web.board.addresses import ADDRESSES as BOARD
from boards.web.dashboard.addresses import ADDRESSES as DASHBOARD
from boards.web.files.addresses import ADDRESSES as FILES
from boards.web.frame.addresses import ADDRESSES as FRAME
from boards.web.frame.door import Address
from boards.web.groups.addresses import ADDRESSES as GROUPS
from boards.web.help.addresses import ADDRESSES as HELP
from boards.web.inbox.addresses import ADDRESSES as INBOX
from boards.web.list.addresses import ADDRESSES as LIST
from boards.web.project_settings.addresses import ADDRESSES as PROJECT_SETTINGS
from boards.web.projects.addresses import ADDRESSES as PROJECTS
from boards.web.public.addresses import ADDRESSES as PUBLIC
from boards.web.search.addresses import ADDRESSES as SEARCH
from boards.web.settings.addresses import ADDRESSES as SETTINGS
from boards.web.sign_in.addresses import ADDRESSES as SIGN_IN
from boards.web.tasks.addresses import ADDRESSES as TASKS
from boards.web.users.addresses import ADDRESSES as USERS
from boards.web.webhooks.addresses import ADDRESSES as WEBHOOKS

ADDRESSES: tuple[Address, ...] = (
    *SIGN_IN,
    *PUBLIC,
    *DASHBOARD,
    *ACTIVITY,
    *SEARCH,
    *INBOX,
    *HELP,
    *FRAME,
    *PROJECTS,
    *PROJECT_SETTINGS,
    *BOARD,
    *LIST,
    *TASKS,
    *FILES,
    *ACCOUNT,
    *USERS,
    *GROUPS,
    *SETTINGS,
    *WEBHOOKS,
    *old_addresses.ADDRESSES,
)
BY_NAME = {address.name: address for address in ADDRESSES}
NAME = re.compile(r"\w+", re.ASCII)


def query_form(request: HttpRequest) -> HttpResponseBase:
    """``/?controller=XController&action=y``; without a controller the dashboard. Raises NotFound.

    Names with other signs than letters, digits and ``_`` are those of the dashboard (web.md 1.1).
    """
    controller, action = request.GET.get("controller", ""), request.GET.get("action", "")
    name = find_by_query(
        controller if NAME.fullmatch(controller) else "DashboardController",
        action if NAME.fullmatch(action) else "show",
    )
    if name is None:
        wanted = old_addresses.find_old_query(request.GET)
        if wanted is None:
            raise NotFound("no such page")
        return HttpResponseRedirect(wanted)
    return BY_NAME[name](request)


#: A path without parameters is never taken for one of a pattern, wherever it stands.
_PATTERNS = sorted(
    ((pattern, address) for address in ADDRESSES for pattern in address.paths), key=lambda pair: ":" in pair[0]
)
urls: list[URLPattern] = [path("", query_form), path("index.php", query_form)]
urls += [path(PARAMETER.sub(r"<str:\1>", pattern), address, name=address.name) for pattern, address in _PATTERNS]
