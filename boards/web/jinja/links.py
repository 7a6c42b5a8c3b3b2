"""Links of a page: to the same page with another query, and to many things of a kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import get_script_prefix, reverse
from jinja2 import pass_context

from boards.addresses import link

if TYPE_CHECKING:
    from jinja2.runtime import Context

#: Stands in a link for the id that is to come.
PLACE = "0000000000"


def link_by(name: str, parameter: str, **params: Any) -> Callable[[object], str]:
    """From an id to ``link(name, parameter=id, **params)``: the work of a link once, where hundreds of them stand."""
    before, after = link(name, **{parameter: PLACE}, **params).split(PLACE)
    return lambda value: f"{before}{value}{after}"


def link_to_admin(name: str) -> str:
    """A page of the administration, by the name that Django's admin gives it."""
    return _reverse(f"admin:{name}", get_script_prefix())


@cache
def _reverse(name: str, _prefix: str) -> str:
    return reverse(name)


@pass_context
def querystring(context: Context, **changed: Any) -> str:
    """The query of this page with other values; None takes a parameter away."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"
