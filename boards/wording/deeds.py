"""What was done, in one sentence: labels of what can be undone (ux.md 3.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    pass


def describe_move(ids: list[int], title: str) -> str:
    """ "#12 moved to Done", "5 tasks moved to Done"."""
    if len(ids) == 1:
        return _("#%(id)s moved to %(column)s.") % {"id": ids[0], "column": title}
    text = ngettext("%(n)s task moved to %(column)s.", "%(n)s tasks moved to %(column)s.", len(ids))
    return text % {"n": len(ids), "column": title}
