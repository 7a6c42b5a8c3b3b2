"""The addresses of all pages: names, paths, and links made from them (web.md 1.1 and 2).

A name is Kanboard's controller and action (``TaskView.show``); names of our own begin with a small letter. A path has
``:name`` for a parameter. Nothing here knows a view: ``boards.web.<subject>.addresses`` binds the names to theirs, and
mails, shapes and feeds link to pages as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import get_script_prefix

from boards.addresses.account import PATHS as ACCOUNT
from boards.addresses.activity import PATHS as ACTIVITY
from boards.addresses.board import PATHS as BOARD
from boards.addresses.dashboard import PATHS as DASHBOARD
from boards.addresses.files import PATHS as FILES
from boards.addresses.frame import PATHS as FRAME
from boards.addresses.groups import PATHS as GROUPS
from boards.addresses.help import PATHS as HELP
from boards.addresses.inbox import PATHS as INBOX
from boards.addresses.list import PATHS as LIST
from boards.addresses.project_settings import PATHS as PROJECT_SETTINGS
from boards.addresses.projects import PATHS as PROJECTS
from boards.addresses.public import PATHS as PUBLIC
from boards.addresses.search import PATHS as SEARCH
from boards.addresses.settings import PATHS as SETTINGS
from boards.addresses.sign_in import PATHS as SIGN_IN
from boards.addresses.tasks import PATHS as TASKS
from boards.addresses.users import PATHS as USERS
from boards.addresses.webhooks import PATHS as WEBHOOKS

PARAMETER = re.compile(r":(\w+)")

#: Name to the path forms; () for what has the query form only.
PATHS: dict[str, tuple[str, ...]] = {
    **SIGN_IN,
    **PUBLIC,
    **DASHBOARD,
    **ACTIVITY,
    **SEARCH,
    **INBOX,
    **HELP,
    **FRAME,
    **PROJECTS,
    **PROJECT_SETTINGS,
    **BOARD,
    **LIST,
    **TASKS,
    **FILES,
    **ACCOUNT,
    **USERS,
    **GROUPS,
    **SETTINGS,
    **WEBHOOKS,
}


def is_of_kanboard(name: str) -> bool:
    """Whether an address has a query form, as Kanboard's have."""
    return name[0].isupper()


def _fold(controller: str, action: str) -> tuple[str, str]:
    """Controllers count as written but for their first letter, actions in any case."""
    return controller[:1].upper() + controller[1:], action.lower()


def _query_of(name: str) -> tuple[str, str]:
    controller, action = name.split(".")
    return f"{controller}Controller", action


_BY_QUERY = {_fold(*_query_of(name)): name for name in PATHS if is_of_kanboard(name)}


def find_by_query(controller: str, action: str) -> str | None:
    """The name of the address of a query form; None when there is no such page."""
    return _BY_QUERY.get(_fold(controller, action))


@lru_cache(maxsize=2048)
def _choose(name: str, params: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """The path with ``{name}`` for its parameters, and the parameters that are left over for the query."""
    given = frozenset(params)
    paths = [(path, frozenset(PARAMETER.findall(path))) for path in PATHS[name]]
    for path, names in paths:
        if names == given:
            return PARAMETER.sub(r"{\1}", path), frozenset()
    if is_of_kanboard(name):
        return "?" + urlencode(dict(zip(("controller", "action"), _query_of(name), strict=True))), given
    for path, names in paths:
        if names <= given:
            return PARAMETER.sub(r"{\1}", path), given - names
    raise ValueError(f"{name} can not be made from {sorted(given)}")


def _fill(name: str, params: dict[str, Any]) -> str:
    # Most parameters are ids, in which nothing is to be quoted.
    given = {
        key: value if type(value) is int else quote(str(value), safe="")
        for key, value in params.items()
        if value is not None and value != ""
    }
    path, rest = _choose(name, tuple(given))
    filled = path.format_map(given)
    if not rest:
        return filled
    query = urlencode({key: str(params[key]) for key in given if key in rest})
    return f"{filled}{'&' if '?' in filled else '?'}{query}"


def pattern(name: str, *params: str) -> str:
    """The path with ``{parameter}`` for who fills them in elsewhere; it begins where ``link`` puts the prefix."""
    return _choose(name, params)[0]


def path_before(name: str, param: str) -> str:
    """What the addresses of many objects have in common, for lists of them: ``task/`` of ``task/:task_id``."""
    return pattern(name, param).removesuffix(f"{{{param}}}")


def link(name: str, /, **params: Any) -> str:
    """The path form whose parameters are exactly the given ones, else the query form; None and "" are not given.

    An own address, which has no query form, carries what is left over behind its path. Raises KeyError, ValueError.
    """
    return get_script_prefix() + _fill(name, params)


def add_query(url: str, **params: Any) -> str:
    """An address with more parameters behind it, where ``link`` would make the query form; "" is not given."""
    given = {key: str(value) for key, value in params.items() if value != ""}
    return f"{url}?{urlencode(given)}" if given else url


def absolute(base_url: str, name: str, /, **params: Any) -> str:
    """The same for who reads it elsewhere: a mail, a program. ``base_url`` ends with a slash."""
    return base_url + _fill(name, params)
